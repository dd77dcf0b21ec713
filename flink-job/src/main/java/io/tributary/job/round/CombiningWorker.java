package io.tributary.job.round;

import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.connectors.checkpoint.CheckpointChunks;
import io.tributary.connectors.checkpoint.CheckpointException;
import io.tributary.connectors.record.AliasRecord;
import io.tributary.connectors.record.OutRecord;
import io.tributary.connectors.topic.Topics;
import io.tributary.job.round.Contest.Verdict;
import io.tributary.job.worker.BackgroundWorker;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.ParameterLayout;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.period.PeriodEvaluation;
import io.tributary.model.period.PeriodEvaluation.Model;
import io.tributary.model.period.TaskPeriods;
import io.tributary.model.round.RoundLearner;
import io.tributary.model.round.RoundResult;
import io.tributary.model.round.RoundState;
import io.tributary.model.round.Succession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.function.ThrowingConsumer;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Combines rounds and writes checkpoints beside the mailbox, with an engine of its own. */
final class CombiningWorker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CombiningWorker.class);

  private final BackgroundWorker background;
  private Configuration configuration; // of the background thread alone, as the next one is
  private @Nullable Learning learning;

  CombiningWorker(Configuration configuration, MailboxExecutor mailbox) {
    this.configuration = configuration;
    this.background = new BackgroundWorker(mailbox, "tributary-coordinator");
  }

  /** An engine and the learner that uses it. */
  private record Learning(Engine engine, RoundLearner learner) {}

  /**
   * A combined round.
   *
   * @param millis of wall-clock time
   */
  record Combined(RoundResult result, double millis) {}

  /**
   * A checkpoint as records.
   *
   * @param model what it holds
   * @param verdict beside the champion
   */
  record Written(List<OutRecord> records, Champion model, Verdict verdict) {}

  /**
   * The state before the first round; waits for it.
   *
   * @param model to begin with, or null: parameters by the seed
   */
  RoundState initial(@Nullable InitialModel model) {
    return background.await(
        () -> {
          RoundState bySeed = learning().learner().initial();
          return model == null
              ? bySeed
              : bySeed.with(
                  learning()
                      .learner()
                      .branches()
                      .replicate(model.parameters(learning().engine().layout())));
        });
  }

  /** A stored state as one of the branches and tasks that are configured now; waits for it. */
  RoundState adopt(RoundState stored) {
    return background.await(() -> learning().learner().adopt(stored));
  }

  /** Before any work: with another configuration than was given. */
  void begin(Configuration other) {
    configuration = other;
  }

  /** A state as it goes on with another configuration, which holds from now on; waits for it. */
  RoundState follow(Configuration other, RoundState state) {
    return background.await(
        () -> {
          Configuration before = configuration;
          if (learning != null) {
            learning.engine().close();
            learning = null;
          }
          configuration = other;
          return Succession.after(
              state, before, other, parameters -> learning().learner().withNewHeads(parameters));
        });
  }

  /** Finishes a round. */
  void combine(
      RoundState state,
      List<TaskDelta> deltas,
      List<LabelScale> scales,
      List<Example> dev,
      List<Example> fresh,
      ThrowingConsumer<Combined, Exception> then) {
    background.run(
        () -> {
          long start = System.nanoTime();
          RoundResult result = learning().learner().combine(state, deltas, scales, dev, fresh);
          String remark =
              learning().learner().remark(state.weighting(), result.state().weighting());
          if (remark != null) {
            LOG.warn("{}", remark);
          }
          return new Combined(result, (System.nanoTime() - start) / 1e6);
        },
        then);
  }

  /**
   * Scores models on the slices of periods.
   *
   * @param period that has ended
   * @param now the model at its end
   * @param before the model at the end of the period before; null when there is none
   * @param slices examples by period and task
   */
  void evaluate(
      long period,
      Model now,
      @Nullable Model before,
      SortedMap<Long, Map<Integer, List<Example>>> slices,
      ThrowingConsumer<SortedMap<Integer, List<TaskPeriods.Found>>, Exception> then) {
    background.run(
        () ->
            new PeriodEvaluation(learning().engine(), slices)
                .of(period, now, before, learning().learner()::withNewHeads),
        then);
  }

  /**
   * Writes a checkpoint, and judges it by the champion.
   *
   * @param champion null when there is none
   * @param dev the target's dev window
   * @param failed is told when that fails, before the operator fails of it
   */
  void checkpoint(
      Function<ParameterLayout, Checkpoint> checkpoint,
      @Nullable Champion champion,
      List<Example> dev,
      Runnable failed,
      ThrowingConsumer<Written, Exception> then) {
    background.run(
        () -> {
          try {
            return written(checkpoint.apply(learning().engine().layout()), champion, dev);
          } catch (RuntimeException failure) {
            failed.run();
            throw failure;
          }
        },
        then);
  }

  private Written written(Checkpoint made, @Nullable Champion champion, List<Example> dev) {
    Champion candidate = model(made);
    return new Written(
        CheckpointChunks.of(Topics.of(configuration.kafka()).checkpoints(), made),
        candidate,
        Contest.of(configuration)
            .judge(
                learning().engine(), candidate, champion == null ? null : fitted(champion), dev));
  }

  /** A champion from before tasks were added. */
  private Champion fitted(Champion former) {
    float[] parameters = learning().learner().withNewHeads(former.parameters());
    return new Champion(former.id(), former.sha256(), former.scale(), parameters);
  }

  private Champion model(Checkpoint checkpoint) {
    return Champion.of(checkpoint, learning().engine(), configuration);
  }

  /** The champion of an earlier run, or null when it cannot be compared with this one's models. */
  @Nullable Champion standing(ModelAliases aliases, AliasRecord said) {
    return background.await(() -> find(aliases, said)).orElse(null);
  }

  /**
   * Loads the published model of a round.
   *
   * @param then gets it, or why it cannot be had
   */
  void published(ModelAliases aliases, long round, ThrowingConsumer<Found, Exception> then) {
    background.run(
        () -> {
          try {
            return new Found(model(aliases.published(round)), "");
          } catch (CheckpointException impossible) {
            return new Found(null, String.valueOf(impossible.getMessage()));
          }
        },
        then);
  }

  /** Runs in the mailbox after the work that was given before. */
  void afterAll(ThrowingRunnable<Exception> then) {
    background.run(() -> "", done -> then.run());
  }

  /**
   * A model, or why there is none.
   *
   * @param refusal "" when there is one
   */
  record Found(@Nullable Champion champion, String refusal) {}

  /** Loads the model that a person has chosen; nothing when it cannot be had. */
  void champion(
      ModelAliases aliases,
      AliasRecord said,
      ThrowingConsumer<Optional<Champion>, Exception> then) {
    background.run(() -> find(aliases, said), then);
  }

  private Optional<Champion> find(ModelAliases aliases, AliasRecord said) {
    try {
      return Optional.of(model(aliases.model(said)));
    } catch (CheckpointException impossible) {
      LOG.warn(
          "the model of round {} of run {} cannot be champion here: {}",
          said.round(),
          said.run(),
          impossible.getMessage());
      return Optional.empty();
    }
  }

  private Learning learning() {
    if (learning == null) {
      Engine engine = Engines.open(configuration);
      learning = new Learning(engine, new RoundLearner(engine, configuration));
    }
    return learning;
  }

  @Override
  public void close() {
    background.close(
        () -> {
          if (learning != null) {
            learning.engine().close();
          }
        });
  }
}
