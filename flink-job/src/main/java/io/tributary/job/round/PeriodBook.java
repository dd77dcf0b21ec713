package io.tributary.job.round;

import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.model.Example;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.PeriodsConfig;
import io.tributary.model.evaluation.Score;
import io.tributary.model.evaluation.Score.Metric;
import io.tributary.model.period.PeriodEvaluation.Model;
import io.tributary.model.period.SliceChoice;
import io.tributary.model.period.Slices;
import io.tributary.model.period.Slices.Change;
import io.tributary.model.period.Slices.Kept;
import io.tributary.model.period.TaskPeriods;
import io.tributary.model.period.TaskPeriods.Found;
import io.tributary.model.round.Branches;
import io.tributary.model.round.RoundState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts the run into periods of so many rounds, keeps a slice of each period's test examples, and
 * has the model scored on all slices at the end of each. Nothing that is learned depends on it.
 */
final class PeriodBook {

  private static final Logger LOG = LoggerFactory.getLogger(PeriodBook.class);

  private final PeriodState state;
  private final PeriodsConfig config;
  private final Slices slices;
  private final Map<String, TaskPeriods> tasks = new TreeMap<>();
  private long evaluated = -1;
  private long evaluating = -1;
  private @Nullable Model newest; // of the newest evaluation
  private boolean stored = true;

  /** Goes on from state; periods of another length, or with other slices, begin anew. */
  PeriodBook(KeyedStateStore store, Configuration configuration) throws Exception {
    state = new PeriodState(store);
    config = configuration.continual().periods();
    slices = new Slices(new SliceChoice(config.slice(), configuration.model().seed()));
    PeriodMemory memory = state.memory();
    if (memory == null) {
      return;
    }
    if (memory.rounds() != config.rounds() || memory.slice() != config.slice()) {
      LOG.warn("periods are configured otherwise than before: what earlier ones kept is let go");
      state.clear();
      return;
    }
    state.load(slices);
    tasks.putAll(memory.tasks());
    evaluated = memory.evaluated();
    newest = evaluated < 0 ? null : new Model(state.parameters(), memory.scales());
  }

  /** The period that a round belongs to, from 1. */
  private long periodOf(long round) {
    return (round - 1) / config.rounds() + 1;
  }

  /**
   * A round is finished. Needs the coordinator's key to be current.
   *
   * @param round its number
   * @param test examples that stand before the ends of its mini-epochs
   */
  void take(long round, List<Example> test) throws Exception {
    if (!config.isOn()) {
      return;
    }
    long period = periodOf(round);
    Change change = slices.offer(period, test);
    for (Kept kept : change.in()) {
      state.put(kept);
    }
    for (Kept kept : change.out()) {
      state.remove(kept);
    }
    for (Kept kept : slices.dropBefore(period - config.keep() + 1)) {
      state.remove(kept);
    }
  }

  /** Whether the present parameters are those at the end of a period, and not scored yet. */
  boolean isDue(RunProgress progress) {
    long round = progress.learning().round();
    return config.isOn()
        && round > 0
        && evaluated < round
        && (round % config.rounds() == 0 || progress.phase() == Phase.LAST);
  }

  /**
   * Has the present parameters scored when that is due. They are not those of the next round before
   * that is done: the worker does one thing after the other.
   *
   * @param configuration with what commands have changed
   * @param then gets what is to be told, in the mailbox
   */
  void evaluateIfDue(
      RunProgress progress,
      Configuration configuration,
      CombiningWorker worker,
      Consumer<List<EvaluationRecord>> then) {
    RoundState learning = progress.learning();
    long round = learning.round();
    if (!isDue(progress) || evaluating == round) {
      return;
    }
    evaluating = round;
    float[] published =
        Branches.of(configuration).parameters(learning.parameters(), learning.leader()).clone();
    Model now = new Model(published, learning.scales());
    worker.evaluate(
        periodOf(round),
        now,
        newest,
        slices.examples(),
        found -> {
          evaluated = round;
          newest = now;
          stored = false;
          then.accept(records(progress, configuration, round, found));
        });
  }

  private List<EvaluationRecord> records(
      RunProgress progress,
      Configuration configuration,
      long round,
      SortedMap<Integer, List<Found>> found) {
    List<EvaluationRecord> records = new ArrayList<>();
    found.forEach(
        (task, scores) -> {
          String name = progress.tasks().get(task);
          Metric metric = scores.get(0).now().metric();
          TaskPeriods next =
              tasks.getOrDefault(name, TaskPeriods.none(metric)).with(periodOf(round), scores);
          tasks.put(name, next);
          records.add(
              EvaluationRecord.ofPeriods(
                  configuration.model().name(),
                  progress.fence().run(),
                  progress.fence().generation(),
                  round,
                  name,
                  scores.stream().map(Found::now).reduce(Score.none(metric), Score::plus),
                  next));
        });
    return records;
  }

  /** Puts what a restore needs into keyed state, whose key is current. */
  void store() throws Exception {
    if (!config.isOn()) {
      return;
    }
    Model last = newest;
    state.store(
        new PeriodMemory(
            config.rounds(),
            config.slice(),
            evaluated,
            last == null ? List.of() : last.scales(),
            tasks));
    if (last != null && !stored) {
      state.store(last.parameters());
      stored = true;
    }
  }
}
