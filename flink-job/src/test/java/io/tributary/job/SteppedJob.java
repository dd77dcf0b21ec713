package io.tributary.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.connectors.example.Decoded;
import io.tributary.connectors.example.ExampleDecoder;
import io.tributary.connectors.example.RawRecord;
import io.tributary.connectors.record.OutRecord;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.connectors.record.RoundMessage;
import io.tributary.job.SteppedRounds.Published;
import io.tributary.job.message.TrainerMessage;
import io.tributary.job.train.TaskKeys;
import io.tributary.model.Example;
import io.tributary.model.config.Configuration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * The trainers and the coordinator of a job, step by step: the log, the {@code rounds} topic and
 * the channels are lists, and the test decides what happens next. Checkpoints are cuts as Flink
 * makes them; whatever trains or combines goes on beside, in threads of its own.
 */
final class SteppedJob implements AutoCloseable {

  private static final long START = 1_700_000_000_000L;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final TaskKeys keys;
  private final SteppedOperators operators;
  private final List<Example> log = new ArrayList<>();
  private final SteppedRounds rounds = new SteppedRounds(new ArrayList<>());
  private final List<OutRecord> committed = new CopyOnWriteArrayList<>();
  private final SteppedAliases aliases = new SteppedAliases(committed);
  private final List<OutRecord> uncommitted = new ArrayList<>();
  private final List<KeyedHarness<TrainerMessage>> trainers = new ArrayList<>();
  private final List<Deque<TrainerMessage>> channels = new ArrayList<>();
  private final List<TrainerMessage> told = new ArrayList<>();
  private final Set<Integer> heldBack = new HashSet<>();
  private KeyedHarness<RoundMessage> coordinator;
  private int examplesRead;
  private int roundsRead;
  private int saidBefore;
  private boolean endTold;
  private int known;

  /** What a checkpoint holds. */
  record Saved(
      int examplesRead,
      int roundsRead,
      List<OperatorSubtaskState> trainers,
      OperatorSubtaskState coordinator) {}

  /** A job that starts. */
  SteppedJob(Configuration configuration, TestStream stream, int parallelism) throws Exception {
    this(configuration, configuration, stream, parallelism);
  }

  /**
   * A job that starts.
   *
   * @param decodedWith has the tasks that decoding will know of once a command has added them
   */
  SteppedJob(
      Configuration configuration, Configuration decodedWith, TestStream stream, int parallelism)
      throws Exception {
    this.known = configuration.tasks().size();
    this.keys = new TaskKeys(configuration.tasks().size());
    this.operators = new SteppedOperators(configuration, keys, aliases, rounds.all());
    ExampleDecoder decoder = new ExampleDecoder(decodedWith);
    for (String line : stream.lines()) {
      byte[] value = line.getBytes(UTF_8);
      int at = log.size();
      Decoded decoded =
          decoder.decode(new RawRecord("log", 0, at, START + at, null, value, List.of()));
      log.addAll(((Decoded.Examples) decoded).examples());
    }
    coordinator = begin(null, parallelism);
  }

  private KeyedHarness<RoundMessage> begin(@Nullable Saved saved, int parallelism)
      throws Exception {
    examplesRead = saved == null ? 0 : saved.examplesRead();
    roundsRead = saved == null ? 0 : saved.roundsRead();
    saidBefore = rounds.all().size();
    endTold = false;
    KeyedHarness<RoundMessage> newCoordinator =
        operators.coordinator(saved == null ? null : saved.coordinator());
    for (int subtask = 0; subtask < parallelism; subtask++) {
      trainers.add(
          operators.trainer(saved == null ? List.of() : saved.trainers(), parallelism, subtask));
      channels.add(new ArrayDeque<>());
    }
    return newCoordinator;
  }

  /** Lets the next examples come in, and event time with them; at the end of the log, its end. */
  boolean readExamples(int count) throws Exception {
    int until = Math.min(log.size(), examplesRead + count);
    for (; examplesRead < until; examplesRead++) {
      Example example = log.get(examplesRead);
      if (example.task() >= known) {
        continue; // a dead letter
      }
      int owner = keys.subtask(example.task(), trainers.size());
      SteppedOperators.ofTrainer(trainers.get(owner))
          .setKeyContextElement1(new StreamRecord<>(example));
      SteppedOperators.ofTrainer(trainers.get(owner)).processElement1(new StreamRecord<>(example));
      advance(example.position().time() - 1);
    }
    if (examplesRead < log.size() || endTold) {
      return count > 0 && !endTold;
    }
    endTold = true;
    advance(Long.MAX_VALUE);
    return true;
  }

  /**
   * From now on decoding knows of all tasks; the coordinator need not yet.
   *
   * @return the examples to come
   */
  List<Example> decodeAll() {
    known = Integer.MAX_VALUE;
    return List.copyOf(log.subList(examplesRead, log.size()));
  }

  private void advance(long time) throws Exception {
    for (int subtask = 0; subtask < trainers.size(); subtask++) {
      if (!heldBack.contains(subtask)) {
        SteppedOperators.ofTrainer(trainers.get(subtask)).processWatermark1(new Watermark(time));
      }
    }
  }

  /** From now on no event time reaches a trainer. */
  void holdBack(int subtask) {
    heldBack.add(subtask);
  }

  /** Event time reaches all trainers again. */
  void release() throws Exception {
    heldBack.clear();
    advance(log.get(examplesRead - 1).position().time() - 1);
  }

  /** Lets every trainer hear the next record of the rounds topic. */
  boolean readRounds() throws Exception {
    if (roundsRead == rounds.all().size()) {
      return false;
    }
    RoundMessage next = rounds.all().get(roundsRead++);
    for (KeyedHarness<TrainerMessage> trainer : trainers) {
      SteppedOperators.ofTrainer(trainer).processElement2(new StreamRecord<>(next));
    }
    return true;
  }

  /** Lets one trainer's next message reach the coordinator. */
  boolean deliver(int subtask) throws Exception {
    collectAnswers();
    TrainerMessage message = channels.get(subtask).poll();
    if (message == null) {
      return false;
    }
    tellCoordinator(message);
    return true;
  }

  /** Lets a message reach the coordinator, wherever it comes from. */
  void tellCoordinator(TrainerMessage message) throws Exception {
    told.add(message);
    OneInputStreamOperator<TrainerMessage, RoundMessage> operator =
        SteppedOperators.ofCoordinator(coordinator);
    operator.setKeyContextElement(new StreamRecord<>(message));
    operator.processElement(new StreamRecord<>(message));
    collectRounds();
  }

  /** Lets the results of training and combining come back. */
  boolean runMails() throws Exception {
    boolean any = coordinator.runMails();
    for (KeyedHarness<TrainerMessage> trainer : trainers) {
      any |= trainer.runMails();
    }
    collectRounds();
    return any;
  }

  private void collectAnswers() {
    for (int subtask = 0; subtask < trainers.size(); subtask++) {
      Deque<TrainerMessage> channel = channels.get(subtask);
      trainers.get(subtask).said().forEach(channel::add);
      trainers.get(subtask).said().clear();
    }
  }

  private void collectRounds() throws Exception {
    rounds.all().addAll(coordinator.said());
    coordinator.said().clear();
    coordinator.takeSaidAside().forEach(record -> uncommitted.add((OutRecord) record));
  }

  /** Everything that can happen at once, in a fixed order; whether anything did. */
  boolean step(int examples) throws Exception {
    boolean any = readExamples(examples);
    while (readRounds()) {
      any = true;
    }
    any |= runMails();
    for (int subtask = 0; subtask < trainers.size(); subtask++) {
      while (deliver(subtask)) {
        any = true;
      }
    }
    endCoordinatorsInput();
    return any;
  }

  private void endCoordinatorsInput() throws Exception {
    if (trainers.stream().allMatch(KeyedHarness::hasEnded)) {
      SteppedOperators.ofCoordinator(coordinator).processWatermark(new Watermark(Long.MAX_VALUE));
      collectRounds();
    }
  }

  /** One of the things that can happen, or another; whether anything did. */
  boolean randomStep(Random random) throws Exception {
    return switch (random.nextInt(5)) {
      case 0 -> readExamples(random.nextInt(30));
      case 1 -> readRounds();
      case 2 -> runMails();
      case 3 -> deliver(random.nextInt(trainers.size()));
      default -> step(random.nextInt(10));
    };
  }

  /** Steps until something holds. */
  void run(BooleanSupplier until) throws Exception {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!until.getAsBoolean()) {
      if (step(10)) {
        deadline = System.nanoTime() + PATIENCE_NANOS;
      } else if (System.nanoTime() > deadline) {
        throw new AssertionError("nothing happens any more after " + lastHeader());
      } else {
        Thread.sleep(1); // something trains or combines in its own thread
      }
    }
  }

  /** A checkpoint that completes, so that what was said before it is committed. */
  Saved checkpoint() throws Exception {
    Saved saved = save();
    commit();
    return saved;
  }

  /** What was said becomes visible, as if a checkpoint nobody restores had completed. */
  void commit() {
    committed.addAll(uncommitted);
    uncommitted.clear();
  }

  private Saved save() throws Exception {
    int examplesAtBarrier = examplesRead;
    int roundsAtBarrier = roundsRead;
    List<OperatorSubtaskState> states = new ArrayList<>();
    for (KeyedHarness<TrainerMessage> trainer : trainers) {
      states.add(trainer.snapshot(1, 1));
    }
    for (int subtask = 0; subtask < trainers.size(); subtask++) {
      while (deliver(subtask)) {} // what the barrier follows
    }
    return new Saved(
        examplesAtBarrier, roundsAtBarrier, List.copyOf(states), coordinator.snapshot(1, 1));
  }

  /** The attempt fails, with all that was not in a checkpoint; the job goes on from one. */
  void failAndRestore(Saved saved, int parallelism) throws Exception {
    stop();
    coordinator = begin(saved, parallelism);
  }

  private void stop() throws Exception {
    for (KeyedHarness<TrainerMessage> trainer : trainers) {
      trainer.close();
    }
    coordinator.close();
    trainers.clear();
    channels.clear();
    uncommitted.clear();
  }

  List<RoundMessage> rounds() {
    return rounds.all();
  }

  KeyedHarness<RoundMessage> coordinator() {
    return coordinator;
  }

  List<KeyedHarness<TrainerMessage>> trainers() {
    return trainers;
  }

  /** Where a task is trained. */
  int subtaskOf(int task) {
    return keys.subtask(task, trainers.size());
  }

  List<Example> log() {
    return log;
  }

  /** All that the coordinator was told, in order. */
  List<TrainerMessage> told() {
    return told;
  }

  List<OutRecord> committed() {
    return committed;
  }

  /** What stands in the topic of aliases, and people who write to it. */
  SteppedAliases aliases() {
    return aliases;
  }

  List<RoundHeader> headers() {
    return rounds.headers();
  }

  RoundHeader lastHeader() {
    return rounds.last();
  }

  /** Whether a round has been opened. */
  boolean hasReached(long round) {
    return !rounds.all().isEmpty() && lastHeader().round() >= round;
  }

  /** The parameters published, as often as they were. */
  List<Published> published() {
    return rounds.published();
  }

  /** Whether the attempt that runs has said that all is done. */
  boolean isDone() {
    return rounds.all().size() > saidBefore && lastHeader().phase() == Phase.DONE;
  }

  @Override
  public void close() throws Exception {
    stop();
  }
}
