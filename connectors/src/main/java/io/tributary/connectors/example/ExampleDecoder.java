package io.tributary.connectors.example;

import io.tributary.connectors.example.Decoded.Examples;
import io.tributary.connectors.example.Decoded.Rejected;
import io.tributary.connectors.example.Draft.Label;
import io.tributary.model.Example;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.Task;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.TaskConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes examples of records, or tells why not. A record comes as JSON, or as Avro when its header
 * {@code content-type} is {@code avro/binary}. What a record decodes to depends on its bytes, its
 * place and the configuration alone. Used by one thread at a time.
 */
public final class ExampleDecoder {

  /** The header that tells the form. */
  public static final String CONTENT_TYPE = "content-type";

  /** The default form. */
  public static final String JSON = "application/json";

  /** The fast form. */
  public static final String AVRO = "avro/binary";

  private static final int SMALL = 1 << 20;

  private final Map<String, Task> tasks = new HashMap<>();
  private final JsonForm json;
  private final AvroForm avro;
  private final DevChoice devChoice;
  private final int limit;

  /** Of the records that a configuration's tasks learn from. */
  public ExampleDecoder(Configuration configuration) {
    for (TaskConfig task : configuration.tasks()) {
      tasks.put(task.task().name(), task.task());
    }
    int length = configuration.model().features();
    json = new JsonForm(length);
    avro = new AvroForm(length);
    devChoice = new DevChoice(configuration.dev().fraction());
    limit = maxBytes(length);
  }

  /**
   * Bytes that a value may have: 1 MiB, or for long inputs 64 KiB and 32 bytes for each feature if
   * that is more, which holds a double in any spelling.
   */
  public static int maxBytes(int features) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(SMALL, (1L << 16) + 32L * features));
  }

  /** Decodes a record; never throws for what is in it. */
  public Decoded decode(RawRecord record) {
    Draft draft;
    byte[] value = record.value();
    try {
      if (value == null || value.length == 0) {
        throw new Rejection(Reason.EMPTY, "the record has no value");
      }
      draft = parse(value, record.header(CONTENT_TYPE));
    } catch (Rejection e) {
      return new Rejected(e.reason(), e.detail(), Map.of("", 1));
    }
    try {
      return new Examples(examples(draft, record, value));
    } catch (Rejection e) {
      return new Rejected(e.reason(), e.detail(), count(draft));
    }
  }

  private Draft parse(byte[] value, @Nullable String contentType) throws Rejection {
    if (value.length > limit) {
      throw new Rejection(
          Reason.TOO_LARGE, "the value has " + value.length + " bytes, at most " + limit);
    }
    String type = contentType == null ? JSON : contentType.split(";", 2)[0].strip();
    return switch (type.toLowerCase(Locale.ROOT)) {
      case JSON -> json.parse(value);
      case AVRO -> avro.parse(value);
      default ->
          throw new Rejection(
              Reason.UNKNOWN_CONTENT_TYPE, "content-type is neither " + JSON + " nor " + AVRO);
    };
  }

  private List<Example> examples(Draft draft, RawRecord record, byte[] value) throws Rejection {
    float[] features = features(draft);
    Map<Task, float[]> labels = labels(draft);
    Split split = split(draft, labels.keySet(), value);
    Position position =
        new Position(record.timestamp(), record.topic(), record.partition(), record.offset());
    List<Example> examples = new ArrayList<>(labels.size());
    labels.forEach(
        (task, label) -> examples.add(new Example(task.index(), position, split, features, label)));
    examples.sort(Comparator.comparingInt(Example::task)); // a map of tasks has no order
    return examples;
  }

  private static float[] features(Draft draft) throws Rejection {
    if (draft.wrongFeatures != null) {
      throw draft.wrongFeatures;
    }
    if (draft.features == null) {
      throw new Rejection(Reason.NO_FEATURES, "the record has no features");
    }
    return draft.features;
  }

  private Map<Task, float[]> labels(Draft draft) throws Rejection {
    if (draft.labels != null && (draft.single != null || draft.task != null)) {
      throw new Rejection(
          Reason.TWO_LABEL_FORMS,
          "the record has labels beside " + (draft.task == null ? "label" : "task"));
    }
    if (draft.single != null && draft.task == null) {
      throw new Rejection(Reason.NO_SUCH_TASK, "the record has a label without a task");
    }
    Map<Task, float[]> labels = new HashMap<>();
    for (Label label : draft.all()) {
      Task task = tasks.get(label.task());
      if (task == null) {
        throw new Rejection(Reason.NO_SUCH_TASK, "the record names a task that does not exist");
      }
      if (labels.put(task, Checks.label(task, label)) != null) {
        throw new Rejection(Reason.DUPLICATE_LABEL, "the record has two labels of " + task.name());
      }
    }
    if (labels.isEmpty()) {
      throw new Rejection(Reason.NO_LABEL, "the record has no label");
    }
    return labels;
  }

  private Split split(Draft draft, Set<Task> labelled, byte[] value) throws Rejection {
    if (draft.wrongSplit != null) {
      throw draft.wrongSplit;
    }
    if (draft.wrongId != null) {
      throw draft.wrongId;
    }
    if (draft.split != null) {
      return Checks.split(draft.split);
    }
    boolean chosen = labelled.stream().anyMatch(Task::target) && devChoice.chooses(draft.id, value);
    return chosen ? Split.DEV : Split.TRAIN;
  }

  private Map<String, Integer> count(Draft draft) {
    Map<String, Integer> counts = new HashMap<>();
    for (Label label : draft.all()) {
      String task = tasks.containsKey(label.task()) ? label.task() : "";
      counts.merge(String.valueOf(task), 1, Integer::sum);
    }
    return counts.isEmpty() ? Map.of("", 1) : counts;
  }
}
