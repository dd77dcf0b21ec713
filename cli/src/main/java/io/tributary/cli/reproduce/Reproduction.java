package io.tributary.cli.reproduce;

import io.tributary.cli.reproduce.LoggedExamples.Wanted;
import io.tributary.cli.reproduce.Outcome.Pair;
import io.tributary.cli.terminal.CommandException;
import io.tributary.cli.terminal.Progress;
import io.tributary.cli.terminal.Terminal;
import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.connectors.checkpoint.CheckpointInfo;
import io.tributary.connectors.checkpoint.LearningState;
import io.tributary.connectors.checkpoint.Safetensors;
import io.tributary.connectors.checkpoint.Tensor;
import io.tributary.connectors.checkpoint.TensorMatch;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.config.EngineConfig;
import io.tributary.model.config.KafkaConfig;
import io.tributary.model.consolidation.Consolidation;
import io.tributary.model.engine.Environment;
import io.tributary.model.lineage.MiniEpochLineage;
import io.tributary.model.lineage.Passage;
import io.tributary.model.lineage.RoundLineage;
import io.tributary.model.round.InMemoryTraining.Input;
import io.tributary.model.round.RoundState;
import io.tributary.model.weighting.WeightingState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs the rounds between a published model and its parent again, with the job's own code over the
 * records that the lineage names, and compares bit by bit.
 */
public final class Reproduction {

  private static final String WEIGHTS = "task weights";

  private final Terminal terminal;
  private final KafkaConfig kafka;
  private final Path folder;

  /**
   * Of models and examples on a broker.
   *
   * @param folder where the files that configurations name are
   */
  public Reproduction(Terminal terminal, KafkaConfig kafka, Path folder) {
    this.terminal = terminal;
    this.kafka = kafka;
    this.folder = folder;
  }

  /**
   * Reproduces the model of a round.
   *
   * @param run null: the one that published last
   * @param parentFile the model to start from, where it is published no longer
   * @throws CommandException when something that is needed is gone or is another now
   */
  public Outcome run(long round, @Nullable String run, @Nullable Path parentFile) {
    Published published = new Published(kafka, run, parentFile);
    Checkpoint model = published.round(round);
    CheckpointInfo info = model.info();
    List<RoundLineage> rounds = info.rounds();
    if (rounds.isEmpty()) {
      return beginning(published, model);
    }
    long first = rounds.get(0).round();
    for (int i = 0; i < rounds.size(); i++) {
      if (rounds.get(i).round() != first + i || first + rounds.size() - 1 != info.round()) {
        throw CommandException.failed(
            "The lineage of round %d does not name every round before it".formatted(round), null);
      }
    }
    return replay(published.parent(info, first - 1), model, rounds);
  }

  private Outcome beginning(Published published, Checkpoint model) {
    try (Learning learning = new Learning(configuration(model.info(), ""))) {
      RoundState initial = learning.initial();
      RoundState state =
          published
              .beginning(model.info())
              .map(tensors -> TensorMatch.parameters(tensors, learning.layout()))
              .map(learning.branches()::replicate)
              .map(initial::with)
              .orElse(initial);
      return compare(model, learning, state, 0, 0);
    }
  }

  private Outcome replay(Checkpoint parent, Checkpoint model, List<RoundLineage> rounds) {
    LearningState from = parent.info().learningState();
    long examples = from.dev().examples() + rounds.stream().mapToLong(RoundLineage::examples).sum();
    boolean alike = startsLike(from, model.info(), rounds.get(0));
    Learning learning =
        new Learning(
            alike
                ? configuration(model.info(), rounds.get(0).configuration())
                : configuration(parent.info(), ""));
    try (Progress progress = Progress.of(terminal, "reading examples", OptionalLong.of(examples));
        LoggedExamples log = new LoggedExamples(kafka, progress)) {
      RoundState state = state(parent, from, learning);
      Wanted window =
          new Wanted(
              learning.configuration().target().index(),
              Split.DEV,
              from.dev(),
              "the dev window of round " + state.round());
      log.join(learning.configuration(), all(learning.configuration(), window, rounds));
      List<Example> dev = log.fetch(learning.configuration(), List.of(window)).get(0);
      String configuration = alike ? rounds.get(0).configuration() : null;
      for (RoundLineage round : rounds) {
        for (Passage passage : passages(round, configuration)) {
          configuration = passage.configuration();
          Configuration before = learning.configuration();
          learning.close();
          learning = new Learning(configuration(model.info(), configuration));
          if (passage.restored()) {
            state = learning.adopt(state);
          } else {
            Configuration now = learning.configuration();
            state = learning.succeed(state, before);
            dev = now.target().index() == before.target().index() ? dev : List.of();
          }
          log.join(learning.configuration(), all(learning.configuration(), window, rounds));
        }
        configuration = round.configuration();
        Input input = input(log, learning, round, dev);
        dev = input.dev();
        state = learning.round(state, input);
      }
      return compare(model, learning, state, rounds.size(), examples);
    } finally {
      learning.close();
    }
  }

  /** How the configuration changed before a round. */
  private static List<Passage> passages(RoundLineage round, @Nullable String before) {
    if (!round.passages().isEmpty() || round.configuration().equals(before)) {
      return round.passages();
    }
    return List.of(new Passage(round.commands().isEmpty(), round.configuration()));
  }

  /** Whether no command and no new task stands between the parent and the first round. */
  private boolean startsLike(LearningState parent, CheckpointInfo model, RoundLineage first) {
    return first.commands().isEmpty()
        && first.passages().isEmpty()
        && configuration(model, first.configuration()).tasks().size() == parent.weights().length;
  }

  private static RoundState state(Checkpoint parent, LearningState from, Learning learning) {
    List<LabelScale> scales = new ArrayList<>();
    for (String task : learning.configuration().taskNames()) {
      scales.add(parent.info().scales().getOrDefault(task, LabelScale.NONE));
    }
    RoundState state =
        new RoundState(
            parent.info().round(),
            new float[0],
            from.weights(),
            new WeightingState(from.weighting()),
            scales);
    return state
        .with(
            learning
                .branches()
                .join(
                    parent.parameters(learning.layout()),
                    state.leader(),
                    name -> parent.branch(learning.layout(), name)))
        .with(consolidation(parent, learning));
  }

  private static Consolidation consolidation(Checkpoint parent, Learning learning) {
    return parent.hasBranch(Consolidation.IMPORTANCE)
        ? new Consolidation(
            parent.branch(learning.layout(), Consolidation.IMPORTANCE),
            parent.branch(learning.layout(), Consolidation.ANCHOR))
        : Consolidation.NONE;
  }

  private static List<Wanted> all(
      Configuration configuration, Wanted window, List<RoundLineage> rounds) {
    List<Wanted> all = new ArrayList<>(List.of(window));
    rounds.forEach(round -> all.addAll(wanted(configuration, round)));
    return all;
  }

  /** Of each mini-epoch, and then the dev examples. */
  private static List<Wanted> wanted(Configuration configuration, RoundLineage round) {
    String of = " of round " + round.round();
    List<Wanted> wanted = new ArrayList<>();
    for (MiniEpochLineage part : round.miniEpochs()) {
      int task = configuration.taskNames().indexOf(part.task());
      wanted.add(
          new Wanted(task, Split.TRAIN, part.places(), "the mini-epoch of " + part.task() + of));
      wanted.add(
          new Wanted(task, Split.TRAIN, part.replays(), "what " + part.task() + " replays" + of));
    }
    wanted.add(
        new Wanted(
            configuration.target().index(), Split.DEV, round.dev(), "the dev examples" + of));
    return wanted;
  }

  private static Input input(
      LoggedExamples log, Learning learning, RoundLineage round, List<Example> before) {
    List<Wanted> wanted = wanted(learning.configuration(), round);
    List<List<Example>> found = log.fetch(learning.configuration(), wanted);
    List<MiniEpoch> miniEpochs = new ArrayList<>();
    for (int i = 0; i < round.miniEpochs().size(); i++) {
      MiniEpochLineage part = round.miniEpochs().get(i);
      LabelScale scale = Objects.requireNonNullElse(part.scale(), LabelScale.NONE);
      miniEpochs.add(
          new MiniEpoch(
              wanted.get(2 * i).task(),
              part.miniEpoch(),
              found.get(2 * i),
              scale,
              found.get(2 * i + 1)));
    }
    List<Example> dev = new ArrayList<>(before);
    dev.addAll(found.get(found.size() - 1));
    return new Input(miniEpochs, learning.window(dev));
  }

  private Outcome compare(
      Checkpoint model, Learning learning, RoundState state, long rounds, long examples) {
    CheckpointInfo info = model.info();
    List<Tensor> reproduced = new ArrayList<>(learning.tensors(state));
    String sha256 = new Safetensors(Map.of(), reproduced).dataSha256();
    List<Tensor> published = new ArrayList<>(model.tensors());
    List<Integer> tasks = List.of(state.weights().length);
    reproduced.add(new Tensor(WEIGHTS, tasks, state.weights()));
    published.add(new Tensor(WEIGHTS, tasks, info.learningState().weights()));
    Difference difference = Difference.between(published, reproduced);
    return new Outcome(
        info.run(),
        info.generation(),
        info.round(),
        difference == null,
        rounds,
        examples,
        model.sha256(),
        sha256,
        difference,
        environment(info, learning.configuration().engine().type()));
  }

  private static Map<String, Pair> environment(CheckpointInfo info, EngineConfig.Type engine) {
    Map<String, Pair> differing = new TreeMap<>();
    Map<String, String> here = Environment.with(engine);
    info.environment()
        .forEach(
            (name, value) -> {
              String own = here.getOrDefault(name, "");
              if (!own.equals(value)) {
                differing.put(name, new Pair(value, own));
              }
            });
    return differing;
  }

  /** The learning part of a checkpoint, or that of a round that was run with another. */
  private Configuration configuration(CheckpointInfo info, String ofRound) {
    return ConfigurationFile.parse(
        ofRound.isEmpty() ? info.configuration() : ofRound,
        "the configuration of round " + info.round(),
        folder,
        Map.of());
  }
}
