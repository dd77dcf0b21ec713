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
}
