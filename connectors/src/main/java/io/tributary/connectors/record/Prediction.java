package io.tributary.connectors.record;

import io.tributary.model.LabelScale;
import io.tributary.model.Task;
import io.tributary.model.TaskType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model says of one input for one task, in the words of the task.
 *
 * @param task which
 * @param outputs probabilities, or the standardised value
 * @param scale of the task's labels
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
public record Prediction(Task task, float[] outputs, LabelScale scale) {

  /** Names of the columns that tables get for a task. */
  public static List<String> columns(Task task) {
    String name = task.name();
    TaskType type = task.type();
    if (type instanceof TaskType.Regression) {
      return List.of(name + ".predicted");
    }
    if (type instanceof TaskType.Multilabel labels) {
      List<String> columns = new ArrayList<>();
      for (int i = 0; i < labels.labels(); i++) {
        columns.add(name + ".probability." + i);
      }
      return columns;
    }
    return type instanceof TaskType.Binary
        ? List.of(name + ".predicted", name + ".probability." + className(type, 1))
        : List.of(name + ".predicted", name + ".probability");
  }

  /** The cells of those columns. */
  public List<String> cells() {
    TaskType type = task.type();
    if (type instanceof TaskType.Regression) {
      return List.of(Float.toString(scale.restore(outputs[0])));
    }
    if (type instanceof TaskType.Multilabel) {
      List<String> cells = new ArrayList<>();
      for (float output : outputs) {
        cells.add(Float.toString(output));
      }
      return cells;
    }
    int best = best();
    float told = type instanceof TaskType.Binary ? outputs[0] : outputs[best];
    return List.of(className(type, best), Float.toString(told));
  }

  /** For JSON: the value, or the class and every class's probability. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    TaskType type = task.type();
    if (type instanceof TaskType.Regression) {
      json.put("value", scale.restore(outputs[0]));
    } else if (type instanceof TaskType.Multilabel) {
      json.put("probabilities", outputs);
    } else {
      json.put("class", className(type, best()));
      Map<String, Object> probabilities = new LinkedHashMap<>();
      boolean binary = type instanceof TaskType.Binary;
      for (int i = 0; i < (binary ? 2 : outputs.length); i++) {
        float probability = !binary ? outputs[i] : i == 1 ? outputs[0] : 1 - outputs[0];
        probabilities.put(className(type, i), probability);
      }
      json.put("probabilities", probabilities);
    }
    return json;
  }

  private int best() {
    if (task.type() instanceof TaskType.Binary) {
      return outputs[0] > 0.5f ? 1 : 0;
    }
    int best = 0;
    for (int i = 1; i < outputs.length; i++) {
      best = outputs[i] > outputs[best] ? i : best;
    }
    return best;
  }

  private static String className(TaskType type, int index) {
    return type.classNames().isEmpty() ? "" + index : type.classNames().get(index);
  }
}
