package io.tributary.cli.feed;

import io.tributary.connectors.example.Decoded;
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
 *
 * @param source the whole stream
 * @param configuration of all its tasks
 * @param task the name of the one that is left out
 */
public record WithoutTask(ExampleSource source, Configuration configuration, String task)
    implements ExampleSource {

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
              new FeedRecord(kept.value(), kept.contentType(), record.key(), time, true));
        });
  }
}
