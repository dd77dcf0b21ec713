package io.tributary.job.input;

import io.tributary.job.message.FuzzedCodec;
import org.junit.jupiter.api.Test;

class ReadingFuzzTest {

  @Test
  void damagedStateIsRefused() {
    FuzzedCodec.json(
        new ReadingCodec(),
        5_000,
        "{\"topic\":\"shop.examples\",\"partition\":3,\"time\":1234567}");
  }
}
