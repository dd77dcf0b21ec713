package io.tributary.job.round;

import io.tributary.connectors.checkpoint.Origin;
import io.tributary.connectors.record.Json;
import io.tributary.job.message.TrainerMessage.Answer;
import io.tributary.job.message.TrainerMessage.Training;
import io.tributary.model.Example;
import io.tributary.model.lineage.LoggedCommand;
import io.tributary.model.lineage.MiniEpochLineage;
import io.tributary.model.lineage.Passage;
import io.tributary.model.lineage.Places;
import io.tributary.model.lineage.RoundLineage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what rounds are made of until a checkpoint tells it. */
final class LineageBook {

  private String configuration;
  private final @Nullable Origin origin;
  private final List<RoundLineage> rounds = new ArrayList<>();
  private final List<Passage> passages = new ArrayList<>(); // since the newest round

  /**
   * The book of a run that starts.
   *
   * @param configuration the learning part
   * @param origin what it starts with
   */
  LineageBook(String configuration, @Nullable Origin origin) {
    this.configuration = configuration;
    this.origin = origin;
  }

  /** The book of a run that goes on, perhaps with another configuration. */
  static LineageBook restored(CoordinatorMemory memory, String configuration) {
    Ancestry ancestry = memory.ancestry();
    if (ancestry == null) {
      LineageBook book = new LineageBook(configuration, null);
      if (memory.lineage() != null && !memory.lineage().isEmpty()) {
        book.rounds.add(new RoundLineage(memory.round(), memory.lineage(), Places.NONE));
      }
      return book;
    }
    LineageBook book = new LineageBook(configuration, ancestry.origin());
    boolean same = ancestry.configuration().equals(configuration);
    if (ancestry.passages() != null) {
      book.passages.addAll(ancestry.passages());
    }
    if (!same) {
      book.passages.add(new Passage(true, configuration));
    }
    for (RoundLineage round : ancestry.rounds()) {
      book.rounds.add(same ? round : round.ranWith(ancestry.configuration()));
    }
    return book;
  }

  /**
   * A round is finished.
   *
   * @param answers of its tasks
   * @param dev the target's new dev examples that are in the dev window now
   * @param commands that it is the first to be run with
   */
  void add(long round, List<Answer> answers, List<Example> dev, List<LoggedCommand> commands) {
    List<MiniEpochLineage> miniEpochs = new ArrayList<>();
    for (Answer answer : answers) {
      Training training = answer.training();
      if (training != null) {
        miniEpochs.add(training.lineage());
      }
    }
    boolean plain =
        passages.isEmpty()
            || (passages.size() == 1 && passages.get(0).restored() == commands.isEmpty());
    List<Passage> told = plain ? List.of() : List.copyOf(passages);
    rounds.add(new RoundLineage(round, miniEpochs, Places.of(dev), commands, told));
    passages.clear();
  }

  /** A command has led to another configuration, which the rounds so far were not run with. */
  void follow(String learningPart) {
    if (!learningPart.equals(configuration)) {
      rounds.replaceAll(round -> round.ranWith(configuration));
      configuration = learningPart;
      passages.add(new Passage(false, learningPart));
    }
  }

  /** A checkpoint has told all that is written here. */
  void told() {
    rounds.clear();
  }

  /** As a checkpoint tells it. */
  String text() {
    return Json.text(rounds);
  }

  /** The learning part of the configuration that rounds run with now. */
  String configuration() {
    return configuration;
  }

  /** What the run started with. */
  @Nullable Origin origin() {
    return origin;
  }

  /** As state keeps it. */
  Ancestry ancestry() {
    return new Ancestry(List.copyOf(rounds), configuration, List.copyOf(passages), origin);
  }
}
