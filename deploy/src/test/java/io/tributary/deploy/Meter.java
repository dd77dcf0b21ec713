package io.tributary.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** A second model beside the demo's: numbers are predicted, so that there is an RMSE to show. */
final class Meter {

  static final String NAME = "meter";

  private static final int EXAMPLES = 2_000;
  private static final int FEATURES = 4;

  private Meter() {}

  /** Writes its configuration. */
  static Path model(Path folder, String bootstrapServers) throws IOException {
    return Files.writeString(
        folder.resolve("meter.yaml"),
        String.format(
            Locale.ROOT,
            """
            model:
              name: %s
              input: [%d]
              trunk: [{dense: {units: 8}}, relu]
            tasks:
              load: {type: regression, target: true}
              heat: {type: regression}
            training: {miniEpoch: 16, batchSize: 8}
            rounds: {by: target}
            dev: {fraction: 0.2, window: 64}
            periods: {rounds: 20, keep: 3, slice: 50}
            flink: {parallelism: 1, checkpointInterval: 5s, checkpointDir: "%s", stateBackend: hashmap}
            kafka: {bootstrapServers: "%s"}
            """,
            NAME,
            FEATURES,
            checkpoints(folder),
            bootstrapServers));
  }

  static Path checkpoints(Path folder) {
    return folder.resolve("checkpoints-of-meter");
  }

  /** Writes examples of both tasks, each tenth for tests. */
  static Path examples(Path folder) throws IOException {
    Random random = new Random(8);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < EXAMPLES; i++) {
      double[] x = random.doubles(FEATURES, -1, 1).toArray();
      lines.append(
          String.format(
              Locale.ROOT,
              "{\"features\":[%f,%f,%f,%f],\"labels\":{\"load\":%f,\"heat\":%f}%s}%n",
              x[0],
              x[1],
              x[2],
              x[3],
              20 * x[0] - 5 * x[1] + random.nextGaussian(),
              x[0] + x[2],
              i % 10 == 0 ? ",\"split\":\"test\"" : ""));
    }
    return Files.writeString(folder.resolve("meter.jsonl"), lines);
  }
}
