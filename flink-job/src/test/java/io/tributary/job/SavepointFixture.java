package io.tributary.job;

import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.WaitingRecord;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.steering.Command;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A savepoint of an earlier layout of the state, with the configuration and the log that it was
 * made of. It outlives the broker that it was made with. Where a command had added a task before
 * the first round, a second file has that task, too: a run with it comes to the same.
 */
record SavepointFixture(Path folder) {

  private static final Path ALL = Path.of("src", "test", "resources", "savepoints");
  private static final long FIRST_TIMESTAMP = 1_700_000_000_000L;

  /** Lines of the log that the saved run had been given. */
  private static final int SAVED_LINES = 420;

  /** What has state only when it is asked for. */
  private static final String OPTIONS =
      """
      replay: {size: 20, share: 0.5}
      drift: {detector: page-hinkley, reaction: reset-weight}
      ewc: {strength: 5, examples: 8}
      periods: {rounds: 4}
      """;

  private static final String GIVEN = "configuration.yaml";
  private static final String WITH_ADDED = "with-added.yaml";
  private static final int LINES = 800;
  private static final int PARALLELISM = 2;

  /** All that there are. */
  static List<SavepointFixture> all() throws IOException {
    try (Stream<Path> folders = Files.list(ALL)) {
      return folders.filter(Files::isDirectory).sorted().map(SavepointFixture::new).toList();
    }
  }

  @Override
  public String toString() {
    return String.valueOf(folder.getFileName());
  }

  /** Where Flink restores from. */
  String savepoint() {
    return folder.resolve("savepoint").toUri().toString();
  }

  /** The configuration of the saved run, at another broker. */
  Configuration configuration(String servers, Path checkpoints) throws IOException {
    return read(GIVEN, servers, checkpoints);
  }

  /** The same with the tasks that commands had added. */
  Configuration withAdded(String servers, Path checkpoints) throws IOException {
    return read(withAdded(), servers, checkpoints);
  }

  private String withAdded() {
    return Files.exists(folder.resolve(WITH_ADDED)) ? WITH_ADDED : GIVEN;
  }

  private Configuration read(String file, String servers, Path checkpoints) throws IOException {
    String text =
        Files.readString(folder.resolve(file))
            + "flink: {parallelism: %d, checkpointInterval: 500ms, checkpointDir: \"%s\"}\n"
                .formatted(PARALLELISM, checkpoints)
            + "kafka: {bootstrapServers: \"%s\", topics: {partitions: 4}}\n".formatted(servers);
    return ConfigurationFile.parse(text, file, checkpoints, Map.of());
  }

  /** All that a run with the tasks that commands had added depends on. */
  String madeOf() throws IOException {
    return Files.readString(folder.resolve(withAdded()))
        + Files.readString(folder.resolve("examples.jsonl"));
  }

  /** Writes the whole log to the examples topic. */
  void feed(Configuration configuration) throws Exception {
    feed(configuration, Integer.MAX_VALUE);
  }

  private void feed(Configuration configuration, int limit) throws Exception {
    List<String> lines = Files.readAllLines(folder.resolve("examples.jsonl"));
    TestStream part = TestStream.ofLines(lines.subList(0, Math.min(limit, lines.size())));
    FourTasks.feed(part, configuration, FIRST_TIMESTAMP);
  }

  /** Makes a savepoint with the present code; its log is made anew. */
  static void write(String layout, String servers, Path temporary) throws Exception {
    SavepointFixture fixture = new SavepointFixture(ALL.resolve(layout));
    Files.createDirectories(fixture.folder());
    Files.writeString(
        fixture.folder().resolve(GIVEN), FourTasks.learningWithoutTags("saved") + OPTIONS);
    Files.writeString(fixture.folder().resolve(WITH_ADDED), FourTasks.learning("saved") + OPTIONS);
    Files.write(fixture.folder().resolve("examples.jsonl"), FourTasks.stream(LINES, 1).lines());
    Configuration configuration = fixture.configuration(servers, temporary);
    TopicCreator.create(configuration.kafka());
    TestStream.say(configuration, new Command.AddTask("tags", FourTasks.TAGS));
    try (JobRun run = UncheckpointedJob.start(configuration, temporary).run()) {
      run.follow(new Saved(fixture, configuration, run));
      Path made = Path.of(URI.create(String.valueOf(run.savepoint())));
      Files.move(made, fixture.folder().resolve("savepoint"));
    }
  }

  /**
   * Feeds when the command is followed. The target reports that it waits a second after a round
   * began: all is read by then.
   */
  private record Saved(SavepointFixture fixture, Configuration configuration, JobRun run)
      implements RoundListener {
    @Override
    public void onRound(RoundHeader header) {
      if (header.round() == 0 && header.steered() != null) {
        try {
          fixture.feed(configuration, SAVED_LINES);
        } catch (Exception failure) {
          throw new AssertionError(failure);
        }
      }
    }

    @Override
    public void onWaiting(WaitingRecord waiting) {
      if (waiting.task().equals("main") && waiting.have() > 0) {
        run.stop();
      }
    }
  }
}
