package io.tributary.model.round;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.TaskDelta;
import io.tributary.model.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Rounds over examples that are already in memory: the bare loop over an engine that the streaming
 * job is measured against, and must agree with bit for bit.
 */
public final class InMemoryTraining implements AutoCloseable {

  /**
   * What one round learns from.
   *
   * @param miniEpochs at most one a task
   * @param dev the target's dev window, oldest first
   */
  public record Input(List<MiniEpoch> miniEpochs, List<Example> dev) {
    public Input {
      miniEpochs = List.copyOf(miniEpochs);
      dev = List.copyOf(dev);
    }
  }

  private record Worker(Engine engine, Executor thread) {}

  private final List<ExecutorService> threads;
  private final List<Worker> workers;
  private final RoundLearner learner;

  /**
   * Makes a loop with one thread for each worker engine.
   *
   * @param engines at least one, of the same configuration; they stay their owner's to close, and
   *     one of them may be the learner's
   * @param learner of the same configuration, used in the caller's thread
   */
  public InMemoryTraining(List<Engine> engines, RoundLearner learner) {
    if (engines.isEmpty()) {
      throw new IllegalArgumentException("training needs an engine");
    }
    this.threads = engines.stream().map(engine -> Executors.newSingleThreadExecutor()).toList();
    this.workers = new ArrayList<>();
    for (int i = 0; i < engines.size(); i++) {
      workers.add(new Worker(engines.get(i), threads.get(i)));
    }
    this.learner = learner;
  }

  /**
   * Makes a loop that trains in the caller's thread too.
   *
   * @param engine its owner's to close; may be the learner's
   */
  public InMemoryTraining(Engine engine, RoundLearner learner) {
    this.threads = List.of();
    this.workers = List.of(new Worker(engine, Runnable::run));
    this.learner = learner;
  }

  /** Runs rounds from the initial state, telling each result, and returns the last state. */
  public RoundState run(Iterable<Input> rounds, Consumer<RoundResult> listener) {
    RoundState state = learner.initial();
    for (Input input : rounds) {
      RoundResult result = round(state, input);
      listener.accept(result);
      state = result.state();
    }
    return state;
  }

  /** Runs one round from a state. Mini-epochs of tasks that are not trained are passed over. */
  public RoundResult round(RoundState state, Input input) {
    Branches branches = learner.branches();
    float[] rates = learner.rates(state);
    List<LabelScale> scales = new ArrayList<>(state.scales());
    List<Example> fresh = List.of();
    List<CompletableFuture<TaskDelta>> training = new ArrayList<>();
    for (MiniEpoch miniEpoch : input.miniEpochs()) {
      scales.set(miniEpoch.task(), miniEpoch.scale());
      if (miniEpoch.task() == learner.target()) {
        fresh = miniEpoch.examples();
      }
      if (branches.train(miniEpoch.task())) {
        Worker worker = workers.get(training.size() % workers.size());
        float weight = state.weights()[miniEpoch.task()];
        float rate = rates[miniEpoch.task()];
        training.add(
            CompletableFuture.supplyAsync(
                () ->
                    learner.observe(
                        branches.train(
                            worker.engine(),
                            state.parameters(),
                            state.leader(),
                            weight,
                            rate,
                            miniEpoch),
                        miniEpoch),
                worker.thread()));
      }
    }
    return learner.combine(state, join(training), scales, input.dev(), fresh);
  }

  private static List<TaskDelta> join(List<CompletableFuture<TaskDelta>> training) {
    try {
      // Every one ends before an error is told, so that no engine is still at work then.
      CompletableFuture.allOf(training.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    return training.stream().map(CompletableFuture::join).toList();
  }

  @Override
  public void close() {
    threads.forEach(ExecutorService::shutdown);
  }
}
