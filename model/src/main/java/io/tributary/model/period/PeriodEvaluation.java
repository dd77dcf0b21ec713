package io.tributary.model.period;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.engine.Engine;
import io.tributary.model.evaluation.Score;
import io.tributary.model.period.TaskPeriods.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Scores parameters on the slices that periods have kept. */
public final class PeriodEvaluation {

  private final Engine engine;
  private final SortedMap<Long, Map<Integer, List<Example>>> slices;

  /**
   * An evaluation.
   *
   * @param slices examples by period and task
   */
  public PeriodEvaluation(Engine engine, SortedMap<Long, Map<Integer, List<Example>>> slices) {
    this.engine = engine;
    this.slices = slices;
  }

  /**
   * Parameters at the end of a period.
   *
   * @param parameters flat, of the published branch
   * @param scales of the labels, by task
   */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  public record Model(float[] parameters, List<LabelScale> scales) {

    private LabelScale scale(int task) {
      return task < scales.size() ? scales.get(task) : LabelScale.NONE;
    }
  }

  /**
   * What is found of each task that has slices.
   *
   * @param period that has ended
   * @param now at its end
   * @param before at the end of the period before; null: there was none
   * @param withNewHeads gives parameters the heads of tasks that came later
   */
  public SortedMap<Integer, List<Found>> of(
      long period, Model now, @Nullable Model before, UnaryOperator<float[]> withNewHeads) {
    Model initial = null;
    Model former = null;
    if (before != null && slices.containsKey(period)) {
      initial = new Model(engine.initialParameters(), before.scales());
      former = new Model(withNewHeads.apply(before.parameters()), before.scales());
    }
    SortedMap<Integer, List<Found>> found = new TreeMap<>();
    for (Map.Entry<Long, Map<Integer, List<Example>>> kept : slices.entrySet()) {
      boolean newest = kept.getKey() == period;
      for (Map.Entry<Integer, List<Example>> slice : kept.getValue().entrySet()) {
        int task = slice.getKey();
        List<Example> examples = slice.getValue();
        found
            .computeIfAbsent(task, none -> new ArrayList<>())
            .add(
                new Found(
                    kept.getKey(),
                    score(now, task, examples),
                    newest && former != null ? score(former, task, examples) : null,
                    newest && initial != null ? score(initial, task, examples) : null));
      }
    }
    return found;
  }

  private Score score(Model model, int task, List<Example> examples) {
    return engine.score(model.parameters(), task, examples, model.scale(task));
  }
}
