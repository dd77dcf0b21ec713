package io.tributary.model.config;

import io.tributary.model.config.FlinkConfig.StateBackend;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The section {@code flink}. */
final class FlinkPart extends Part<FlinkConfig> {

  private static final String TEMPORARY = "temporary";
  private static final String AUTO = "auto";

  private static final Key<Integer> PARALLELISM =
      Key.optional(
          "parallelism", new WholeNumber(1, 128), 2, "Subtasks of decoding and of training");
  private static final Key<Duration> CHECKPOINT_INTERVAL =
      Key.optional(
          "checkpointInterval",
          new Span(Duration.ofMillis(10)),
          Duration.ofSeconds(5),
          "How far read_committed readers may lag behind");
  private static final Key<String> CHECKPOINT_DIR =
      Key.optional(
          "checkpointDir",
          new Text(Text.PATH.form(), "temporary, or a path"),
          TEMPORARY,
          "Folder or URI of Flink's checkpoints; temporary: a folder that is gone after the run");
  private static final Key<String> STATE_BACKEND =
      Key.optional(
          "stateBackend",
          Choice.of(List.of(AUTO, "hashmap", "rocksdb"), List.of()),
          AUTO,
          "Where pending examples are: on the heap or on disk; auto: on disk for an endless run,"
              + " on the heap for a bounded one");

  @Override
  List<Key<?>> keys() {
    return List.of(PARALLELISM, CHECKPOINT_INTERVAL, CHECKPOINT_DIR, STATE_BACKEND);
  }

  @Override
  FlinkConfig build(Section section) {
    String folder = section.get(CHECKPOINT_DIR);
    return new FlinkConfig(
        section.get(PARALLELISM),
        section.get(CHECKPOINT_INTERVAL),
        folder.equals(TEMPORARY) ? null : folder,
        backend(section.get(STATE_BACKEND)));
  }

  @Override
  Fields fields(FlinkConfig flink) {
    String folder = flink.checkpointDir();
    StateBackend backend = flink.stateBackend();
    return new Fields()
        .with(PARALLELISM, flink.parallelism())
        .with(CHECKPOINT_INTERVAL, flink.checkpointInterval())
        .with(CHECKPOINT_DIR, folder == null ? TEMPORARY : folder)
        .with(STATE_BACKEND, backend == null ? AUTO : backend.name().toLowerCase(Locale.ROOT));
  }

  private static @Nullable StateBackend backend(String name) {
    return name.equals(AUTO) ? null : StateBackend.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
