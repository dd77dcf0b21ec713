package io.tributary.job.round;

import io.tributary.connectors.record.Fence;
import io.tributary.connectors.record.RoundHeader.Timing;
import io.tributary.job.message.FloatChunks;
import io.tributary.job.message.TrainerMessage.Answer;
import io.tributary.job.message.TrainerMessage.DeltaChunk;
import io.tributary.job.message.TrainerMessage.DevExamples;
import io.tributary.job.message.TrainerMessage.FreshExamples;
import io.tributary.job.message.TrainerMessage.Moments;
import io.tributary.job.message.TrainerMessage.OfRound;
import io.tributary.job.message.TrainerMessage.Outcome;
import io.tributary.job.message.TrainerMessage.Ready;
import io.tributary.job.message.TrainerMessage.Settled;
import io.tributary.job.message.TrainerMessage.Spent;
import io.tributary.job.message.TrainerMessage.TestExamples;
import io.tributary.job.message.TrainerMessage.Training;
import io.tributary.job.message.TrainerMessage.Waiting;
import io.tributary.model.Example;
import io.tributary.model.LabelMoments;
import io.tributary.model.TaskDelta;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The answers to the open round as they come in. Holds up to K deltas of P floats; it is never part
 * of the state.
 */
final class RoundInProgress {

  private final Fence fence;
  private final long openedNanos = System.nanoTime();
  private long answeredNanos = openedNanos;
  private long combiningNanos = openedNanos;
  private Spent critical = new Spent(0, 0);
  private boolean expired;
  private boolean combining;
  private final WindowChoice window = new WindowChoice();
  private final Set<Integer> ready = new HashSet<>();
  private final Map<Integer, Answer> answers = new TreeMap<>();
  private final Map<Integer, TreeMap<Integer, byte[]>> chunks = new TreeMap<>();
  private final Map<Integer, LabelMoments> moments = new TreeMap<>();
  private final List<Example> dev = new ArrayList<>();
  private final List<Example> fresh = new ArrayList<>();
  private final List<Example> test = new ArrayList<>();

  RoundInProgress(Fence fence) {
    this.fence = fence;
  }

  Fence fence() {
    return fence;
  }

  /** Takes a message of this round. */
  void take(OfRound message) {
    if (message instanceof Ready) {
      ready.add(message.task());
    } else if (message instanceof DeltaChunk chunk) {
      chunks
          .computeIfAbsent(chunk.task(), task -> new TreeMap<>())
          .put(chunk.index(), chunk.values());
    } else if (message instanceof Moments told) {
      moments.put(told.task(), new LabelMoments(told.columns(), told.sums()));
    } else if (message instanceof DevExamples examples) {
      dev.addAll(examples.examples());
    } else if (message instanceof FreshExamples examples) {
      fresh.addAll(examples.examples());
    } else if (message instanceof TestExamples examples) {
      test.addAll(examples.examples());
    } else if (message instanceof Settled settled) {
      Long end = settled.endsAt();
      window.tell(settled.task(), end == null ? OptionalLong.empty() : OptionalLong.of(end));
    } else if (message instanceof Answer answer) {
      if (answer.outcome() == Outcome.EXHAUSTED) {
        window.tell(answer.task(), OptionalLong.empty());
      }
      answers.put(answer.task(), answer);
      critical = answer.spent();
      answeredNanos = System.nanoTime();
    } else if (!(message instanceof Waiting)) {
      throw new IllegalStateException("unknown message " + message.getClass());
    }
  }

  /** Which window of event time the round is made of, under rounds by time. */
  WindowChoice window() {
    return window;
  }

  /** Notes that the patience for tasks without enough examples is over. */
  void expire() {
    expired = true;
  }

  boolean isExpired() {
    return expired;
  }

  /** Notes that the outcome is being computed: whatever comes now comes too late. */
  void startCombining() {
    combining = true;
    combiningNanos = System.nanoTime();
  }

  boolean isCombining() {
    return combining;
  }

  boolean hasAnswered(int task) {
    return answers.containsKey(task);
  }

  boolean is(int task, Outcome outcome) {
    Answer answer = answers.get(task);
    return answer != null && answer.outcome() == outcome;
  }

  /** Whether some task is being trained. */
  boolean isTraining() {
    return !answers.keySet().containsAll(ready);
  }

  /** All answers in task order. */
  List<Answer> answers() {
    return List.copyOf(answers.values());
  }

  /** The deltas in task order, once: what they came in is let go, a delta at a time. */
  List<TaskDelta> takeDeltas() {
    List<TaskDelta> deltas = new ArrayList<>();
    for (Answer answer : answers.values()) {
      Training training = answer.training();
      if (training != null) {
        TreeMap<Integer, byte[]> parts =
            Objects.requireNonNullElseGet(chunks.remove(answer.task()), TreeMap::new);
        deltas.add(
            new TaskDelta(
                answer.task(),
                training.lineage().miniEpoch(),
                FloatChunks.join(List.copyOf(parts.values())),
                training.before(),
                training.after(),
                moments.get(answer.task())));
      }
    }
    return deltas;
  }

  /** The target's new dev examples, in the order of their positions. */
  List<Example> newDev() {
    return List.copyOf(dev);
  }

  /** The target's mini-epoch, when it was sent along. */
  List<Example> fresh() {
    return List.copyOf(fresh);
  }

  /** Test examples of the tasks whose deltas are in the round. */
  List<Example> newTest() {
    return test.stream().filter(example -> is(example.task(), Outcome.DELTA)).toList();
  }

  /**
   * Where the time since the round was opened went: along the answer that came last, and what was
   * waited after it for tasks that never answered.
   *
   * @param tune milliseconds of combining
   */
  Timing timing(double tune) {
    double patience = (combiningNanos - answeredNanos) / 1e6;
    return new Timing(
        (System.nanoTime() - openedNanos) / 1e6,
        critical.waiting() + patience,
        critical.working(),
        tune);
  }
}
