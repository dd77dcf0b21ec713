package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.example.ExampleCodec;
import io.tributary.job.message.TrainerMessage;
import io.tributary.job.train.MiniEpochTrainerFactory;
import io.tributary.job.train.TaskKeys;
import io.tributary.model.Example;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

/** What an example that waits takes from the heap beside its features. A count, no time. */
class PendingMemoryTest {

  private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();
  private static final int FEATURES = 100;
  private static final int EXAMPLES = 4_000;
  private static final int PARTS = 5;

  /** 1.3 times the features of an image of 28 × 28 would be four times as much. */
  private static final long BESIDE = 200;

  private final DataOutputSerializer out = new DataOutputSerializer(1024);

  @Test
  void anExampleThatWaitsCostsItsFeaturesAndLittleMore() throws Exception {
    Configuration configuration =
        ConfigurationFile.parse(
            """
            model: {name: m, input: [100], trunk: [dense: {units: 2}]}
            tasks: {a: {type: binary, target: true}}
            training: {miniEpoch: 1000000}
            rounds: {by: count, wait: all}
            """,
            "test",
            Path.of("."),
            Map.of());
    try (KeyedHarness<TrainerMessage> trainer = trainer(configuration)) {
      @SuppressWarnings("unchecked")
      var input = (TwoInputStreamOperator<Example, ?, TrainerMessage>) trainer.getOperator();
      feed(input, 0, EXAMPLES);
      long[] each = new long[PARTS];
      for (int part = 0; part < PARTS; part++) {
        long before = used();
        feed(input, (part + 1) * EXAMPLES, (part + 2) * EXAMPLES);
        each[part] = (used() - before) / EXAMPLES;
      }
      Arrays.sort(each); // what else lives in this JVM comes and goes in one part or two
      assertThat(each[PARTS / 2] - FEATURES * Float.BYTES)
          .as("bytes an example, of %s", Arrays.toString(each))
          .isBetween(0L, BESIDE);
    }
  }

  private static KeyedHarness<TrainerMessage> trainer(Configuration configuration)
      throws Exception {
    TaskKeys keys = new TaskKeys(1);
    KeySelector<Example, Integer> byTask = example -> keys.key(example.task());
    KeyedHarness<TrainerMessage> trainer =
        new KeyedHarness<>(
            new MiniEpochTrainerFactory(configuration, true),
            List.of(byTask),
            TaskKeys.MAX_PARALLELISM,
            1,
            0);
    trainer.setup();
    trainer.open();
    return trainer;
  }

  private void feed(TwoInputStreamOperator<Example, ?, TrainerMessage> input, int from, int to)
      throws Exception {
    for (int i = from; i < to; i++) {
      Position position = new Position(i, "shop.examples", 0, i);
      StreamRecord<Example> record =
          new StreamRecord<>(
              received(
                  new Example(0, position, Split.TRAIN, new float[FEATURES], new float[] {1})));
      input.setKeyContextElement1(record);
      input.processElement1(record);
    }
  }

  /** An example as it comes out of Flink's network. */
  private Example received(Example sent) throws Exception {
    out.clear();
    ExampleCodec.INSTANCE.write(sent, out);
    return ExampleCodec.INSTANCE.read(
        new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()), 1);
  }

  private static long used() {
    MEMORY.gc();
    return MEMORY.getHeapMemoryUsage().getUsed();
  }
}
