package io.tributary.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that tests need. */
final class TestFiles {

  private TestFiles() {}

  /** A small configuration with a target and an auxiliary task. */
  static Path configuration(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("model.yaml"),
        """
        model:
          name: small
          input: [3]
          trunk: [{dense: {units: 4}}, relu]
        tasks:
          buy: {type: binary, target: true}
          spend: {type: regression}
        """);
  }

  /** The same, with rounds of 30 examples and a pace at which they learn. */
  static Path learnable(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("learnable.yaml"),
        Files.readString(configuration(folder))
            + """
            training:
              miniEpoch: 30
              batchSize: 10
              optimizer: {learningRate: 0.1}
            dev: {fraction: 0.2}
            publish: {everyRounds: 5}
            """);
  }
}
