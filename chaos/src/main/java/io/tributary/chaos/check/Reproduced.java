package io.tributary.chaos.check;

import io.tributary.embedded.process.JavaProcess;
import io.tributary.embedded.process.JavaProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Has {@code ./tributary reproduce} make published models once more out of the log, in processes of
 * its own.
 *
 * @param folder for what they say
 * @param configuration file of the run
 * @param options of their JVMs
 */
public record Reproduced(Path folder, Path configuration, List<String> options) {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** That the models of these rounds come out again, bit for bit. */
  public Check of(List<Long> rounds) throws IOException, InterruptedException {
    List<String> faults = new ArrayList<>();
    for (long round : rounds) {
      JavaProgram program =
          new JavaProgram(
              "reproduce-" + round,
              options,
              "io.tributary.cli.Main",
              List.of("reproduce", "-c", configuration.toString(), "--round", Long.toString(round)),
              Map.of());
      try (JavaProcess process = program.start(folder)) {
        int code = process.await(PATIENCE);
        boolean said =
            process.out().stream().anyMatch(line -> line.contains("reproduced, bit for bit"));
        if (code != 0 || !said) {
          faults.add("round " + round + ": " + process.out() + process.err());
        }
      }
    }
    return new Check("reproduced from the log, bit for bit: rounds " + rounds, faults);
  }
}
