package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.checkpoint.CheckpointReader;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHeader.Joins;
import io.tributary.embedded.junit.BrokerExtension;
import io.tributary.job.JobOptions;
import io.tributary.job.JobRun;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models of examples whose labels came late come out of the log again. */
class ReproduceLateIT {

  private static final int EXAMPLES = 900;
  @RegisterExtension private static final BrokerExtension KAFKA = new BrokerExtension();

  @TempDir private static Path folder;

  @BeforeAll
  static void start() throws Exception {
    new ReproduceInput(KAFKA.bootstrapServers()).feed("apart.examples", apart());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"late-target; {by: target}", "late-time; {by: time, span: 50ms, lateness: 10ms}"})
  void everyPublishedRoundComesOutAgain(String name, String by) throws Exception {
    String text =
        ReproduceInput.configuration(name, by, 0.1, KAFKA.bootstrapServers())
                .replace("all.examples", "apart.examples")
            + "labels: {wait: 120ms}\n";
    Path file = Files.writeString(folder.resolve(name + ".yaml"), text);
    Configuration configuration = ConfigurationFile.read(file, Map.of());
    List<RoundHeader> rounds = new ArrayList<>();
    try (JobRun run = JobRun.submit(configuration, JobOptions.toTheEnd())) {
      run.follow(rounds::add);
    }
    Joins joins = Objects.requireNonNull(rounds.get(rounds.size() - 1).joins());
    assertThat(joins.joined()).isGreaterThan(500);
    assertThat(joins.withoutFeatures()).isPositive();

    List<Long> published = new CheckpointReader(configuration.kafka()).rounds();

    assertThat(published).hasSizeGreaterThan(3);
    for (long round : published) {
      TestTerminal.Result result =
          TestTerminal.execute("reproduce", "-c", file.toString(), "--round", "" + round);
      assertThat(result.out()).as(result.err()).contains("reproduced, bit for bit");
      assertThat(result.exitCode()).isZero();
    }
  }

  /** Every third example in one record, the others in two, some of them too far apart. */
  private static List<String> apart() {
    record Line(double slot, String value) {}
    Random random = new Random(12);
    List<Line> lines = new ArrayList<>();
    List<String> whole = ReproduceInput.values(EXAMPLES);
    for (int i = 0; i < whole.size(); i++) {
      String value = whole.get(i);
      if (i % 3 == 0) {
        lines.add(new Line(i, value));
        continue;
      }
      int labels = value.indexOf(",\"labels\"");
      String id = ",\"id\":\"" + i + "\"}";
      lines.add(new Line(i, value.substring(0, labels) + id));
      double delay = random.nextDouble() * (random.nextInt(20) == 0 ? 300 : 40) - 5;
      String rest = value.substring(labels + 1, value.length() - 1);
      lines.add(new Line(i + delay, "{" + rest + id));
    }
    lines.sort(Comparator.comparingDouble(Line::slot));
    return lines.stream().map(Line::value).toList();
  }
}
