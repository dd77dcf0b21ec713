package io.tributary.job.round;

import io.tributary.connectors.checkpoint.Origin;
import io.tributary.connectors.record.Fence;
import io.tributary.connectors.record.RoundHeader.Guarded;
import io.tributary.connectors.record.RoundHeader.Joins;
import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.job.message.TrainerMessage.Answer;
import io.tributary.job.message.TrainerMessage.Training;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.evaluation.Score;
import io.tributary.model.lineage.LoggedCommand;
import io.tributary.model.round.RoundResult;
import io.tributary.model.round.RoundState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How far the run has come: the learning itself, and the books around it. */
final class RunProgress {

  private final String run;
  private long generation;
  private volatile List<String> tasks; // reporters look in
  private final Map<String, Long> consumed = new TreeMap<>();
  private final Map<String, TaskCounters> counters = new TreeMap<>();
  private final Map<String, Long> rejected = new ConcurrentSkipListMap<>(); // reporters look in
  private final Map<String, Long> late = new ConcurrentSkipListMap<>();
  private Guarded guarded = Guarded.NONE;
  private final LineageBook lineage;
  private final Map<String, Double> devScore = new TreeMap<>();
  private Joins joins = Joins.NONE;
  private Phase phase = Phase.OPEN;
  private RoundState learning;
  private @Nullable String parent;
  private long published = -1;

  /** A run that starts. */
  RunProgress(String run, List<String> tasks, RoundState initial, LineageBook lineage) {
    this(run, 0, tasks, initial, lineage);
    Origin origin = lineage.origin();
    parent = origin == null ? null : origin.sha256();
  }

  private RunProgress(
      String run, long generation, List<String> tasks, RoundState learning, LineageBook lineage) {
    this.run = run;
    this.generation = generation;
    this.tasks = List.copyOf(tasks);
    this.learning = learning;
    this.lineage = lineage;
  }

  /**
   * A run that goes on in a new generation.
   *
   * @param stored learning
   * @param fit makes it one of the branches that are configured now
   * @param tasks as configured now
   * @param learningPart of the configuration now
   * @throws IllegalStateException when they are not the tasks of the run, and perhaps new ones
   */
  static RunProgress restored(
      CoordinatorMemory memory,
      RoundState stored,
      UnaryOperator<RoundState> fit,
      long generation,
      List<String> tasks,
      String learningPart) {
    int before = memory.tasks().size();
    if (tasks.size() < before || !memory.tasks().equals(tasks.subList(0, before))) {
      throw new IllegalStateException(
          "the saved run has the tasks "
              + memory.tasks()
              + ", the configuration has "
              + tasks
              + "; restore with the tasks it was saved with, those that commands have added among"
              + " them, and new ones after them");
    }
    LineageBook lineage = LineageBook.restored(memory, learningPart);
    RunProgress progress =
        new RunProgress(memory.run(), generation, tasks, fit.apply(stored), lineage);
    progress.phase = memory.phase();
    progress.consumed.putAll(memory.consumed());
    progress.counters.putAll(memory.counters());
    progress.rejected.putAll(memory.rejected());
    if (memory.late() != null) { // unknown to the first layout, as the next one is
      progress.late.putAll(memory.late());
    }
    progress.guarded = Objects.requireNonNullElse(memory.guarded(), Guarded.NONE);
    progress.joins = Objects.requireNonNullElse(memory.joins(), Joins.NONE);
    progress.devScore.putAll(memory.devScore());
    progress.parent = memory.parent();
    progress.published = memory.published();
    return progress;
  }

  /**
   * What of it goes into state beside the parameters.
   *
   * @param bounded whether the input has an end
   */
  CoordinatorMemory memory(boolean bounded) {
    return new CoordinatorMemory(
        run,
        generation,
        learning.round(),
        phase,
        tasks,
        toList(learning.weights()),
        learning.weighting().values(),
        learning.scales(),
        Map.copyOf(consumed),
        Map.copyOf(counters),
        Map.copyOf(rejected),
        Map.copyOf(late),
        guarded,
        null,
        Map.copyOf(devScore),
        parent,
        published,
        lineage.ancestry(),
        joins,
        bounded);
  }

  Fence fence() {
    return new Fence(run, generation, learning.round());
  }

  Phase phase() {
    return phase;
  }

  RoundState learning() {
    return learning;
  }

  List<String> tasks() {
    return tasks;
  }

  Map<String, Long> consumed() {
    return Collections.unmodifiableMap(consumed);
  }

  /** Where the examples of each task went, as far as its trainer and decoding have told. */
  Map<String, TaskCounters> counters() {
    Map<String, TaskCounters> all = new TreeMap<>(counters);
    rejected.forEach((task, n) -> all.putIfAbsent(task, TaskCounters.NONE));
    late.forEach((task, n) -> all.putIfAbsent(task, TaskCounters.NONE));
    all.replaceAll((task, told) -> told.with(rejected(task), late(task)));
    return all;
  }

  /** Examples of a task in records that cannot be used. */
  long rejected(String task) {
    return rejected.getOrDefault(task, 0L);
  }

  /** Examples of a task in records that were set aside as late. */
  long late(String task) {
    return late.getOrDefault(task, 0L);
  }

  /** What became of features and labels that came apart. */
  Joins joins() {
    return joins;
  }

  /** More of those. */
  void join(Joins more) {
    joins = joins.plus(more);
  }

  /** What was left out of the rounds. */
  Guarded guarded() {
    return guarded;
  }

  /** What the rounds since the newest published checkpoint were made of. */
  LineageBook lineage() {
    return lineage;
  }

  /** Of the target's dev window after the newest round, by measure; empty when there is none. */
  Map<String, Double> devScore() {
    return Map.copyOf(devScore);
  }

  /**
   * sha256 of the newest published checkpoint's tensors; before the first that of the model that
   * the run began with, or null.
   */
  @Nullable String parent() {
    return parent;
  }

  /** Round of the newest published checkpoint, −1 before the first. */
  long published() {
    return published;
  }

  /** Fences off what is on its way: the open round is begun anew, otherwise. */
  void beginAnew() {
    generation++;
  }

  /**
   * A command has led to another configuration.
   *
   * @param next what the next round starts from
   * @param allTasks the former ones, and perhaps new ones
   * @param learningPart of the configuration
   * @param sameTarget whether the target is the former one
   */
  void follow(RoundState next, List<String> allTasks, String learningPart, boolean sameTarget) {
    learning = next;
    tasks = List.copyOf(allTasks);
    lineage.follow(learningPart);
    if (!sameTarget) {
      devScore.clear();
    }
  }

  void enter(Phase newPhase) {
    phase = newPhase;
  }

  /** Examples in rejected records. */
  void reject(Map<String, Integer> examplesByTask) {
    examplesByTask.forEach((task, count) -> rejected.merge(task, (long) count, Long::sum));
  }

  /** Examples in records that were set aside because their window had ended. */
  void setAside(Map<String, Integer> examplesByTask) {
    examplesByTask.forEach((task, count) -> late.merge(task, (long) count, Long::sum));
  }

  /** Takes the trainers' counters from their answers. */
  void count(List<Answer> answers) {
    for (Answer answer : answers) {
      counters.put(tasks.get(answer.task()), answer.counters());
    }
  }

  /** The labels' scales once the round's mini-epochs count. */
  List<LabelScale> scalesWith(List<Answer> answers) {
    List<LabelScale> scales = new ArrayList<>(learning.scales());
    for (Answer answer : answers) {
      Training training = answer.training();
      if (training != null) {
        scales.set(answer.task(), training.scale());
      }
    }
    return scales;
  }

  /**
   * A round is finished: its mini-epochs are consumed, whether or not a guard left them out.
   *
   * @param dev the target's new dev examples that are in the dev window now
   * @param commands that it was the first to be run with
   */
  void finish(
      RoundResult result, List<Answer> answers, List<Example> dev, List<LoggedCommand> commands) {
    learning = result.state();
    score(result.report().devAfter());
    guarded = guarded.plus(result.report().leftOut(), result.report().guarded());
    for (Answer answer : answers) {
      Training training = answer.training();
      if (training != null) {
        consumed.put(tasks.get(answer.task()), training.lineage().miniEpoch());
      }
    }
    lineage.add(learning.round(), answers, dev, commands);
  }

  private void score(Score dev) {
    devScore.clear();
    if (dev.examples() > 0) {
      devScore.put("loss", dev.loss());
      devScore.put(dev.metric().label(), dev.value());
      putFinite("logLoss", dev.logLoss());
      putFinite("auc", dev.auc());
      putFinite("f1", dev.f1());
      devScore.put("examples", (double) dev.examples());
    }
  }

  private void putFinite(String measure, double value) {
    if (Double.isFinite(value)) {
      devScore.put(measure, value);
    }
  }

  /** The present parameters are a published checkpoint. */
  void publish(String sha256) {
    parent = sha256;
    published = learning.round();
    lineage.told();
  }

  private static List<Float> toList(float[] values) {
    List<Float> list = new ArrayList<>(values.length);
    for (float value : values) {
      list.add(value);
    }
    return list;
  }
}
