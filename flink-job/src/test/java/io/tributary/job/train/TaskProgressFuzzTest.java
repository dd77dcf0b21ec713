package io.tributary.job.train;

import io.tributary.job.message.FuzzedCodec;
import org.junit.jupiter.api.Test;

class TaskProgressFuzzTest {

  @Test
  void damagedStateIsRefused() {
    FuzzedCodec.json(
        new TaskProgressCodec(),
        5_000,
        """
        {"consumed":4,"closed":{"examples":256,"surplus":3},
         "bound":{"time":99,"topic":"shop.examples","partition":1,"offset":17},
         "labels":{"count":5,"mean":0.25,"squares":1.5},
         "received":9,"trained":8,"dev":7,"test":6,"dropped":5}""");
  }
}
