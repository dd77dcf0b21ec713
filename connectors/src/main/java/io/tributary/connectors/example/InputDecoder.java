package io.tributary.connectors.example;

import io.tributary.connectors.example.Draft.Label;
import io.tributary.model.Task;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.TaskConfig;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes JSON records whose labels are to be predicted, just as the job decodes those that it
 * learns from. Labels may be there or not. Used by one thread at a time.
 */
public final class InputDecoder {

  private final JsonForm json;
  private final int limit;
  private final Map<String, Task> tasks = new HashMap<>();

  /**
   * What a record holds.
   *
   * @param features as the model takes them; null when they cannot be used
   * @param reason why not; null when they can
   * @param problem the same in words; empty when they can
   * @param labels that are right, by the index of their task
   * @param id as the record says, or null
   */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  public record Input(
      float @Nullable [] features,
      @Nullable Reason reason,
      String problem,
      Map<Integer, float[]> labels,
      @Nullable String id) {}

  /** Of the inputs of a configuration's model. */
  public InputDecoder(Configuration configuration) {
    json = new JsonForm(configuration.model());
    limit = ExampleDecoder.maxBytes(configuration.model().features());
    for (TaskConfig task : configuration.tasks()) {
      tasks.put(task.task().name(), task.task());
    }
  }

  /** Decodes a record; never throws for what is in it. */
  public Input decode(byte[] record) {
    try {
      if (record.length > limit) {
        String detail = "the value has " + record.length + " bytes, at most " + limit;
        return wrong(Reason.TOO_LARGE, detail, null);
      }
      Draft draft = json.parse(record);
      if (draft.wrongFeatures != null) {
        return wrong(draft.wrongFeatures.reason(), draft.wrongFeatures.detail(), draft.id);
      }
      if (draft.features == null) {
        return wrong(Reason.NO_FEATURES, "the record has no features", draft.id);
      }
      return new Input(draft.features, null, "", labels(draft), draft.id);
    } catch (Rejection e) {
      return wrong(e.reason(), e.detail(), null);
    }
  }

  private static Input wrong(Reason reason, String problem, @Nullable String id) {
    return new Input(null, reason, problem, Map.of(), id);
  }

  private Map<Integer, float[]> labels(Draft draft) {
    Map<Integer, float[]> labels = new HashMap<>();
    for (Label label : draft.all()) {
      Task task = tasks.get(label.task());
      if (task == null) {
        continue;
      }
      try {
        labels.put(task.index(), Checks.label(task, label));
      } catch (Rejection notToBeScored) {
        labels.remove(task.index());
      }
    }
    return labels;
  }
}
