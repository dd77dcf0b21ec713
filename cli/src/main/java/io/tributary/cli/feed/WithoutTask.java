package io.tributary.cli.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.connectors.example.Decoded;
import io.tributary.connectors.example.ExampleDecoder;
import io.tributary.connectors.record.Json;
import io.tributary.model.Example;
import io.tributary.model.config.Configuration;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A stream from which one task is gone and in which everything else is as it was: the same records
 * at the same times, of the same splits.
 *
 * <p>A record with labels for several tasks keeps those of the others, and says the split that the
 * whole record had: which examples are chosen for dev may hang on a record's bytes. A record that
 * the whole stream's job would reject is gone too, or it might be learned from here and not there.
 * Of records whose features and labels come apart, JSON as files hold it, the task's label is taken
 * out and the rest stays as it was: their {@code id} decides what becomes a dev example.
 *
 * @param source the whole stream
 * @param configuration of all its tasks
 * @param task the name of the one that is left out
 */
public record WithoutTask(ExampleSource source, Configuration configuration, String task)
    implements ExampleSource {

  private static final String JSON = ExampleDecoder.JSON;

  @Override
  public String name() {
    return source.name() + " without " + task;
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.empty();
  }

  @Override
  public void forEach(Sink sink) throws IOException {
    List<String> names = configuration.taskNames();
    int gone = names.indexOf(task);
    DecodedRecords.of(
        source,
        configuration,
        "examples",
        (record, time, decoded) -> {
          if (decoded instanceof Decoded.Waiting && record.contentType().equals(JSON)) {
            byte[] value = record.value();
            if (decoded.labelled().contains(gone)) {
              value = withoutLabel(value);
            }
            return value.length == 0
                || sink.accept(
                    new FeedRecord(
                        value, record.contentType(), record.key(), time, record.line(), true));
          }
          if (!(decoded instanceof Decoded.Examples found)) {
            return true;
          }
          Map<String, float[]> labels = new LinkedHashMap<>();
          for (Example example : found.examples()) {
            if (example.task() != gone) {
              labels.put(names.get(example.task()), example.label());
            }
          }
          if (labels.isEmpty()) {
            return true;
          }
          Example any = found.examples().get(0);
          FeedRecord kept =
              labels.size() == found.examples().size()
                  ? record
                  : Encoding.avro(any.features(), labels, any.split());
          return sink.accept(
              new FeedRecord(
                  kept.value(), kept.contentType(), record.key(), time, record.line(), true));
        });
  }

  /** A record of the same id without the task's label; nothing when no label or feature is left. */
  private byte[] withoutLabel(byte[] value) {
    Map<String, Object> record =
        new LinkedHashMap<>(Json.readMap(new String(value, UTF_8), Object.class));
    if (task.equals(record.get("task"))) {
      record.remove("task");
      record.remove("label");
    } else if (record.get("labels") instanceof Map<?, ?> labels) {
      Map<Object, Object> others = new LinkedHashMap<>(labels);
      others.remove(task);
      record.put("labels", others);
      if (others.isEmpty()) {
        record.remove("labels");
      }
    }
    boolean holds =
        record.containsKey("features")
            || record.containsKey("label")
            || record.containsKey("labels");
    return holds ? Json.bytes(record) : new byte[0];
  }
}
