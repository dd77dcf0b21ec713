package io.tributary.benchmarks.suite;

import io.tributary.benchmarks.suite.stream.Measure;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.Split;
import io.tributary.model.Task;
import io.tributary.model.engine.Engine;
import io.tributary.model.evaluation.RocArea;
import io.tributary.model.evaluation.Score;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The target's test examples.
 *
 * @param target whose they are
 * @param examples all of them
 */
record Tests(Task target, List<Example> examples) {

  /** Those among the examples of a recording. */
  static Tests among(List<Example> examples, Task target) {
    return new Tests(
        target,
        examples.stream()
            .filter(each -> each.task() == target.index() && each.split() == Split.TEST)
            .toList());
  }

  /** Scores by name: loss and accuracy or rmse, and what the measure asks for. */
  Map<String, Double> score(Engine engine, float[] parameters, LabelScale scale, Measure measure) {
    Score score = engine.score(parameters, target.index(), examples, scale);
    Map<String, Double> scores = new LinkedHashMap<>(named(score));
    if (measure == Measure.AUC) {
      scores.put("auc", area(engine, parameters));
    }
    if (measure == Measure.RMSE) {
      scores.put("deviation", deviation());
    }
    return scores;
  }

  /** Loss and accuracy or rmse. */
  static Map<String, Double> named(Score score) {
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("loss", score.loss());
    scores.put(score.metric().label(), score.value());
    scores.put("examples", (double) score.examples());
    return scores;
  }

  /** What a method is judged by; better the higher. */
  static double measured(Map<String, Double> scores, Measure measure) {
    return switch (measure) {
      case ACCURACY -> scores.getOrDefault("accuracy", Double.NaN);
      case AUC -> scores.getOrDefault("auc", Double.NaN);
      case RMSE ->
          -scores.getOrDefault("rmse", Double.NaN) / scores.getOrDefault("deviation", Double.NaN);
    };
  }

  private double area(Engine engine, float[] parameters) {
    List<float[]> predicted =
        engine.predict(
            parameters, target.index(), examples.stream().map(Example::features).toList());
    double[] scores = predicted.stream().mapToDouble(each -> each[0]).toArray();
    boolean[] positive = new boolean[scores.length];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = examples.get(i).label()[0] > 0.5f;
    }
    return RocArea.of(scores, positive);
  }

  private double deviation() {
    double mean = examples.stream().mapToDouble(each -> each.label()[0]).average().orElse(0);
    double variance =
        examples.stream()
            .mapToDouble(each -> (each.label()[0] - mean) * (each.label()[0] - mean))
            .average()
            .orElse(0);
    return Math.sqrt(variance);
  }
}
