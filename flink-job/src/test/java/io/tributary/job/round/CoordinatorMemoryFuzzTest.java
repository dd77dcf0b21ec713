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

  @Test
  void damagedPeriodsAreRefused() {
    FuzzedCodec.json(
        new PeriodMemoryCodec(),
        2_000,
        """
        {"rounds":4,"slice":20,"evaluated":8,"scales":[{"mean":1.5,"deviation":2.0}],
         "tasks":{"a":{"metric":"ACCURACY","period":2,"evaluations":2,"sum":1.5,"slices":[
            {"period":1,"examples":9,"learned":0.5,"best":0.5,"now":0.25},
            {"period":2,"examples":7,"initial":0.1,"before":0.2,"learned":0.5,"now":0.5}]}}}""");
  }
}
