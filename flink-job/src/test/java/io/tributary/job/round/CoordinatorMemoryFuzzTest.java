package io.tributary.job.round;

import io.tributary.job.message.FuzzedCodec;
import org.junit.jupiter.api.Test;

class CoordinatorMemoryFuzzTest {

  @Test
  void damagedStateIsRefused() {
    FuzzedCodec.json(
        new CoordinatorMemoryCodec(),
        5_000,
        """
        {"run":"r","generation":2,"round":7,"phase":"OPEN","tasks":["a","b"],"weights":[1.5,0.5],
         "weighting":{"m":[0.1,2.5]},"scales":[{"mean":1.5,"deviation":2.0},{"mean":0,"deviation":1}],
         "consumed":{"a":3},"rejected":{"":1},"devScore":{"loss":0.5},"parent":"00ff","published":5,
         "counters":{"a":{"received":6,"trained":1,"dev":2,"test":3,"dropped":0,"pending":0}},
         "lineage":[{"task":"a","number":4,"ranges":[
            {"topic":"t","partition":1,"first":5,"last":9,"count":3}]}]}""");
  }
}
