package io.tributary.cli.predict;

import io.tributary.connectors.example.InputDecoder;
import io.tributary.connectors.example.InputDecoder.Input;
import io.tributary.connectors.record.Prediction;
import io.tributary.model.Example;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.Task;
import io.tributary.model.engine.Engine;
import io.tributary.model.evaluation.Score;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Predicts for records, many at a time, with the very code that the job scores with. Where records
 * have labels it keeps the scores. Not for several threads.
 */
public final class Predictor implements AutoCloseable {

  /** Records that are worth a pass through the network. */
  public static final int BATCH = 1024;

  private final PublishedModel model;
  private final List<Task> tasks;
  private final Engine engine;
  private final float[] parameters;
  private final InputDecoder decoder;
  private final Map<Task, Score> scores = new LinkedHashMap<>();
  private long unusable;

  /**
   * Of a model, for some of its tasks.
   *
   * @throws io.tributary.connectors.checkpoint.CheckpointException when its tensors are not those
   *     of its configuration
   */
  public Predictor(PublishedModel model, List<Task> tasks) {
    this.model = model;
    this.tasks = List.copyOf(tasks);
    engine = model.engine();
    try {
      parameters = model.checkpoint().parameters(engine.layout());
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
    decoder = new InputDecoder(model.configuration());
  }

  /** One record's outcome: predictions in the order of the tasks, or what is wrong with it. */
  record Answer(Input input, List<Prediction> predictions) {}

  List<Answer> predict(List<byte[]> records) {
    List<Input> inputs = records.stream().map(decoder::decode).toList();
    List<float[]> usable = new ArrayList<>();
    for (Input input : inputs) {
      float[] features = input.features();
      if (features != null) {
        usable.add(features);
      }
    }
    unusable += inputs.size() - usable.size();
    List<List<Prediction>> rows = new ArrayList<>();
    usable.forEach(row -> rows.add(new ArrayList<>()));
    for (Task task : tasks) {
      List<float[]> outputs =
          usable.isEmpty() ? List.of() : engine.predict(parameters, task.index(), usable);
      for (int i = 0; i < outputs.size(); i++) {
        rows.get(i).add(new Prediction(task, outputs.get(i), model.scale(task)));
      }
      score(task, inputs);
    }
    List<Answer> answers = new ArrayList<>();
    int next = 0;
    for (Input input : inputs) {
      answers.add(new Answer(input, input.features() == null ? List.of() : rows.get(next++)));
    }
    return answers;
  }

  private void score(Task task, List<Input> inputs) {
    List<Example> examples = new ArrayList<>();
    for (Input input : inputs) {
      float[] features = input.features();
      float[] label = input.labels().get(task.index());
      if (features != null && label != null) {
        Position position = new Position(0, "", 0, examples.size());
        examples.add(new Example(task.index(), position, Split.TEST, features, label));
      }
    }
    if (!examples.isEmpty()) {
      Score score = engine.score(parameters, task.index(), examples, model.scale(task));
      scores.merge(task, score, Score::plus);
    }
  }

  /** Scores of the tasks that records had labels of. */
  public Map<Task, Score> scores() {
    Map<Task, Score> ordered = new LinkedHashMap<>();
    for (Task task : tasks) {
      if (scores.containsKey(task)) {
        ordered.put(task, Objects.requireNonNull(scores.get(task)));
      }
    }
    return ordered;
  }

  /** Records that could not be used. */
  public long unusable() {
    return unusable;
  }

  /** Rounds behind the model. */
  public long round() {
    return model.checkpoint().info().round();
  }

  /** The model's name. */
  public String modelName() {
    return model.checkpoint().info().model();
  }

  List<Task> tasks() {
    return tasks;
  }

  PublishedModel model() {
    return model;
  }

  @Override
  public void close() {
    engine.close();
  }
}
