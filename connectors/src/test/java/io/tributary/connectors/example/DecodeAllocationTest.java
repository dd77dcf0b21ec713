package io.tributary.connectors.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What decoding takes from the heap: the features once, and little beside. A count, no time. */
class DecodeAllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int FEATURES = 784;
  private static final int RECORDS = 200;

  private final ExampleDecoder decoder = new ExampleDecoder(configuration());

  @Test
  void avroTakesTheFeaturesOnce() {
    assertThat(taken(ExampleDecoder.AVRO, ExampleEncoder.avro(record())))
        .isBetween((long) FEATURES * Float.BYTES, FEATURES * Float.BYTES + 1_500L);
  }

  @Test
  void jsonTakesTheFeaturesOnce() {
    assertThat(taken(ExampleDecoder.JSON, ExampleEncoder.json(record())))
        .isBetween((long) FEATURES * Float.BYTES, FEATURES * Float.BYTES + 2_000L);
  }

  /** Bytes a record, once buffers have grown. */
  private long taken(String type, byte[] value) {
    List<RawRecord.Header> headers =
        List.of(
            new RawRecord.Header(
                ExampleDecoder.CONTENT_TYPE, type.getBytes(StandardCharsets.UTF_8)));
    RawRecord record = new RawRecord("t", 0, 1, 1, null, value, headers);
    long before = 0;
    int decoded = 0;
    for (int i = -RECORDS; i < RECORDS; i++) {
      if (i == 0) {
        before = THREADS.getCurrentThreadAllocatedBytes();
      }
      decoded += decoder.decode(record) instanceof Decoded.Examples ? 1 : 0;
    }
    long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(decoded).isEqualTo(2 * RECORDS);
    return taken / RECORDS;
  }

  private static ExampleRecord record() {
    Random random = new Random(2);
    float[] features = new float[FEATURES];
    for (int i = 0; i < FEATURES; i++) {
      features[i] = Math.round(random.nextGaussian() * 1000) / 1000f;
    }
    return ExampleRecord.of(features, "a", 3);
  }

  private static Configuration configuration() {
    return ConfigurationFile.parse(
        """
        model: {name: m, input: [784], trunk: [dense: {units: 8}]}
        tasks: {a: {type: classification, classes: 10, target: true}}
        """,
        "test",
        Path.of("."),
        Map.of());
  }
}
