package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.checkpoint.Alias;
import io.tributary.connectors.checkpoint.Aliases;
import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.connectors.checkpoint.CheckpointReader;
import io.tributary.connectors.record.AliasRecord;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.topic.CommittedLog;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.connectors.topic.Topics;
import io.tributary.embedded.junit.BrokerExtension;
import io.tributary.model.config.Configuration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Which model serves, as readers of the topic see it. */
@Timeout(400)
class AliasesIT {

  private static final long START = System.currentTimeMillis() - 3_600_000;
  @RegisterExtension private static final BrokerExtension KAFKA = new BrokerExtension();

  @TempDir private static Path folder;

  @Test
  void aRunThatWasTornDownTellsTheSameAsOneThatWasNot() throws Exception {
    TestStream stream = TestStream.of(2_400, 6);
    Configuration undisturbed = configuration("calm");
    TopicCreator.create(undisturbed.kafka());
    stream.feed(undisturbed, START);
    runToTheEnd(undisturbed);

    Configuration disturbed = configuration("torn");
    TopicCreator.create(disturbed.kafka());
    stream.feed(disturbed, START);
    String savepoint;
    try (JobRun run = JobRun.submit(disturbed, new JobOptions(true, folder, null))) {
      run.follow(
          header -> {
            if (header.round() >= 6) {
              run.stop();
            }
          });
      savepoint = Objects.requireNonNull(run.savepoint());
    }
    // What this attempt says is not committed: it is torn down at once.
    JobRun torn = JobRun.submit(disturbed, new JobOptions(true, null, savepoint));
    torn.close();
    try (JobRun run = JobRun.submit(disturbed, new JobOptions(true, null, savepoint))) {
      run.follow(header -> {});
    }

    List<AliasRecord> expected = told(undisturbed);
    List<AliasRecord> actual = told(disturbed);
    assertThat(expected).hasSizeGreaterThan(8);
    assertThat(actual).last().extracting(AliasRecord::generation).isNotEqualTo(0L);
    assertThat(actual.stream().map(AliasesIT::timeless))
        .containsExactlyElementsOf(expected.stream().map(AliasesIT::timeless).toList());
    AliasRecord champion = new Aliases(disturbed.kafka()).require(Alias.CHAMPION);
    Checkpoint file = new Aliases(disturbed.kafka()).file(Alias.CHAMPION).checkpoint();
    assertThat(file.sha256()).isEqualTo(champion.sha256());
  }

  @Test
  void aPersonsChoiceIsFollowedWhileTheJobRunsAndByTheNextRun() throws Exception {
    TestStream stream = TestStream.of(2_400, 9);
    Configuration configuration = configuration("chosen");
    TopicCreator.create(configuration.kafka());
    stream.part(0, 1_200).feed(configuration, START);
    Aliases aliases = new Aliases(configuration.kafka());
    CheckpointReader models = new CheckpointReader(configuration.kafka());

    AliasRecord[] command = new AliasRecord[1];
    try (JobRun run = JobRun.submit(configuration, new JobOptions(false, folder, null))) {
      run.follow(
          header -> {
            if (command[0] == null && header.round() >= 6) {
              await(() -> models.rounds().contains(4L));
              command[0] = aliases.command(models.round(4).checkpoint(), "rollback", true);
              String id = Objects.requireNonNull(command[0].command());
              await(() -> id.equals(aliases.require(Alias.CHAMPION).command()));
              await(() -> aliases.require(Alias.CHAMPION).at() != null);
              feed(stream.part(1_200, 2_400), configuration);
            }
            if (command[0] != null && header.round() >= 14) {
              run.stop();
            }
          });
    }
    AliasRecord chosen = Objects.requireNonNull(command[0]);
    List<AliasRecord> since = champions(configuration, said -> said.command() != null);
    assertThat(since).hasSizeGreaterThan(1);
    assertThat(since.get(0).reason()).isEqualTo("rollback");
    assertThat(since.subList(1, since.size())).extracting(AliasRecord::reason).containsOnly("held");
    assertThat(since).extracting(AliasRecord::sha256).containsOnly(chosen.sha256());

    runToTheEnd(configuration);
    AliasRecord standing = aliases.require(Alias.CHAMPION);
    assertThat(standing.run()).isEqualTo(chosen.run());
    assertThat(standing.sha256()).isEqualTo(chosen.sha256());
    assertThat(standing.held()).isTrue();
    assertThat(aliases.require(Alias.CANDIDATE).run()).isNotEqualTo(chosen.run());

    aliases.command(aliases.file(Alias.CHAMPION).checkpoint(), "released", false);
    runToTheEnd(configuration);
    assertThat(aliases.require(Alias.CHAMPION).run())
        .as("trained on twice as much, a run is not worse")
        .isEqualTo(aliases.require(Alias.CANDIDATE).run());
  }

  private static void feed(TestStream stream, Configuration configuration) {
    try {
      stream.feed(configuration, START + 1_200);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within a minute");
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
  }

  private static void runToTheEnd(Configuration configuration) {
    try (JobRun run = JobRun.submit(configuration, JobOptions.toTheEnd())) {
      run.follow(header -> {});
    }
  }

  /** Of different runs. */
  private static String timeless(AliasRecord said) {
    return said.alias() + said.at() + said.reason() + said.round() + said.sha256() + said.judged();
  }

  private static List<AliasRecord> champions(
      Configuration configuration, Predicate<AliasRecord> wanted) {
    return told(configuration).stream()
        .filter(said -> said.alias().equals("champion") && said.at() != null)
        .filter(wanted)
        .toList();
  }

  private static List<AliasRecord> told(Configuration configuration) {
    List<AliasRecord> told = new ArrayList<>();
    CommittedLog.read(
        configuration.kafka(),
        Topics.of(configuration.kafka()).aliases(),
        record -> told.add(Json.read(record.value(), AliasRecord.class)));
    return told;
  }

  private static Configuration configuration(String name) {
    return TestStream.configuration(
        name, "{by: target}", 2, KAFKA.bootstrapServers(), folder.resolve("checkpoints-" + name));
  }
}
