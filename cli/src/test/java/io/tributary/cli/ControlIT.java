package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.connectors.checkpoint.CheckpointReader;
import io.tributary.embedded.junit.BrokerExtension;
import io.tributary.job.JobOptions;
import io.tributary.job.JobRun;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a person says on the command line reaches a job that runs, and its answer comes back. */
@Timeout(240)
class ControlIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  @RegisterExtension private static final BrokerExtension KAFKA = new BrokerExtension();
  @TempDir private static Path folder;

  @Test
  void commandsAreAnsweredAndComeOutAgain() throws Exception {
    ReproduceInput input = new ReproduceInput(KAFKA.bootstrapServers());
    input.feed("all.examples", ReproduceInput.values(825)); // the last round is not due
    Path file =
        Files.writeString(
            folder.resolve("steered.yaml"),
            ReproduceInput.configuration("steered", "{by: target}", 0.1, KAFKA.bootstrapServers()));
    Configuration configuration = ConfigurationFile.read(file, Map.of());
    assertRefused(file, 1, "There is no topic steered.control", "pause", "spend");
    assertRefused(file, 2, "there is no control command 'paws'", "paws", "spend");
    assertRefused(file, 2, "pause takes one task", "pause");
    assertRefused(file, 2, "set takes one KEY=VALUE", "set", "weighting.method");
    assertRefused(file, 2, "rollback needs --round N", "rollback");
    assertRefused(file, 2, "belong to rollback", "publish", "--hold");
    assertRefused(file, 2, "add-task takes a name and the keys", "add-task", "size");

    CountDownLatch learning = new CountDownLatch(3);
    CountDownLatch learningMore = new CountDownLatch(3);
    try (JobRun run = JobRun.submit(configuration, JobOptions.endless())) {
      Thread follower =
          new Thread(
              () ->
                  run.follow(
                      header -> {
                        learning.countDown();
                        if (header.finished() != null
                            && header.finished().tasks().containsKey("size")
                            && header.finished().tasks().get("size").examples() > 0) {
                          learningMore.countDown();
                        }
                      }));
      follower.start();
      learning.await();

      assertThat(said(file, "pause", "spend", "--wait").out()).startsWith("Followed from round ");
      assertRefused(file, 1, "refused: spend is paused already", "pause", "spend", "--wait");
      assertRefused(file, 1, "did you mean spend?", "resume", "spent", "--wait");
      assertRefused(file, 1, "learningRate", "set", "training.optimizer.learningRate=-1", "--wait");
      JsonNode published = JSON.readTree(said(file, "publish", "--wait", "--json").out());
      assertThat(published.get("accepted").asBoolean()).isTrue();
      long round = published.get("round").asLong() - 1;
      assertThat(said(file, "rollback", "--round", "" + round, "--hold", "--wait").exitCode())
          .isZero();
      assertThat(said(file, "release", "--wait=30").exitCode()).isZero();
      assertThat(said(file, "resume", "spend").out()).contains("steered.control.replies");
      assertRefused(file, 1, "tasks.size.type", "add-task", "size", "{type: best}", "--wait");
      assertThat(said(file, "add-task", "size", "{type: regression}", "--wait").out())
          .startsWith("Followed from round ");
      input.append(
          "all.examples",
          ReproduceInput.values(400).stream()
              .map(value -> value.replace("\"spend\"", "\"size\""))
              .toList(),
          ReproduceInput.START + 900);
      learningMore.await();
      run.stop();
      follower.join();
      Path asked = Files.writeString(folder.resolve("asked.jsonl"), "{\"features\":[0.5,1,1]}\n");
      assertThat(
              TestTerminal.execute("predict", "-c", file.toString(), "-e", asked.toString()).out())
          .contains("\"size\"");
      for (long each : new CheckpointReader(configuration.kafka()).rounds()) {
        TestTerminal.Result again =
            TestTerminal.execute("reproduce", "-c", file.toString(), "--round", "" + each);
        assertThat(again.exitCode()).as(again.out() + again.err()).isZero();
      }
    }
    assertRefused(file, 1, "no job has answered within 1 s", "pause", "spend", "--wait=1");
  }

  private static TestTerminal.Result said(Path file, String... words) {
    TestTerminal.Result result = execute(file, words);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result;
  }

  private static void assertRefused(Path file, int exitCode, String message, String... words) {
    TestTerminal.Result result = execute(file, words);
    assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
    assertThat(result.err()).contains(message).hasLineCount(1);
  }

  private static TestTerminal.Result execute(Path file, String... words) {
    List<String> arguments = new ArrayList<>(List.of("control", "-c", file.toString()));
    arguments.addAll(List.of(words));
    return TestTerminal.execute(arguments.toArray(String[]::new));
  }
}
