package io.tributary.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.benchmarks.suite.stream.Purpose;
import io.tributary.benchmarks.suite.stream.Recording;
import io.tributary.benchmarks.suite.stream.Streams;
import io.tributary.benchmarks.suite.stream.SuiteStream;
import io.tributary.cli.terminal.Terminal;
import io.tributary.model.Split;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the suite computes without a broker is what the job learns, bit for bit. */
class JobAgreesIT {

  private static final int RECORDS = 3000;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"alphavil", "paper", "single"})
  void scoresAsTheJobDoes(String name) throws IOException {
    SuiteStream stream = new Streams(null).named(List.of("helpful-adversarial")).get(0);
    Method method = Methods.named(List.of(name)).get(0);
    Map<String, Object> settings = method.draw(stream, 0);
    Recording recording = beginning(stream.recorder().record(3, Purpose.DEVELOP));
    Setup setup = Setup.of(stream, method, settings, recording, 3);

    RunKey key = new RunKey(stream.name(), name, "develop", 3, settings);
    RunResult model = new ModelRun(key, setup, false, stream.measure()).run();
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Map<String, Double> job =
        ThroughJob.scores(new Terminal(nowhere, nowhere, 0, false), setup, folder);

    assertThat(model.rounds()).isGreaterThan(10);
    assertThat(job).containsOnlyKeys("loss", "accuracy");
    assertThat(model.test()).containsAllEntriesOf(job);
  }

  /** The first records, and all that are for tests. */
  private static Recording beginning(Recording whole) {
    List<Recording.Labelled> records = new ArrayList<>(whole.records().subList(0, RECORDS));
    whole.records().stream().filter(each -> each.split() == Split.TEST).forEach(records::add);
    return new Recording(records);
  }
}
