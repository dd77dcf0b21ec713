package io.tributary.job.round;

import io.tributary.connectors.record.AliasRecord;
import io.tributary.connectors.record.OutRecord;
import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.connectors.topic.Topics;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.config.Configuration;
import io.tributary.model.steering.Command;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.function.ThrowingConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes models when they are due, and moves the aliases: by what a model does on the dev
 * examples, or because a person says so.
 */
final class ModelPublishing implements AutoCloseable {

  private Configuration configuration;
  private long publishAt = -1;
  private final ModelAliases aliases;
  private final CombiningWorker worker;
  private final RoundPublisher publisher;
  private final Champions champions;
  private final CommandWatch commands;
  private @Nullable ChampionState state;

  ModelPublishing(
      CoordinatorSetup setup,
      CombiningWorker worker,
      RoundPublisher publisher,
      MailboxExecutor mailbox) {
    this.configuration = setup.configuration();
    this.aliases = setup.aliases();
    this.worker = worker;
    this.publisher = publisher;
    this.champions =
        new Champions(configuration.model().name(), Topics.of(configuration.kafka()).aliases());
    this.commands = new CommandWatch(aliases, mailbox);
  }

  /**
   * Goes on from state; a run that starts goes on with the champion of the one before, if there is
   * one of the same network.
   */
  void initialize(ChampionState keyed, boolean newRun) throws Exception {
    state = keyed;
    if (newRun) {
      Optional<AliasRecord> standing = aliases.champion();
      if (standing.isPresent()) {
        AliasRecord said = standing.get();
        champions.begin(worker.standing(aliases, said), said.held(), said.command());
      }
    } else {
      ChampionMemory memory = keyed.memory();
      Champion stored = keyed.champion();
      champions.begin(stored, memory.held(), memory.command());
    }
  }

  /** Listens to people from now on. */
  void open(Supplier<RunProgress> progress) {
    commands.start(
        said -> {
          if (!champions.hasHeard(said)) {
            follow(said, progress);
          }
        });
  }

  private void follow(AliasRecord said, Supplier<RunProgress> progress) {
    worker.champion(
        aliases,
        said,
        chosen -> {
          long round = progress.get().learning().round();
          List<OutRecord> told =
              chosen.isPresent()
                  ? champions.follow(said, chosen.get(), round)
                  : champions.refuse(said, round);
          told.forEach(publisher::collect);
        });
  }

  /** From now on rounds run with another configuration. */
  void follow(Configuration other) {
    configuration = other;
  }

  /** Another task is the target from now on: its labels are standardised so. */
  void judgeBy(LabelScale scale) {
    champions.judgeBy(scale);
  }

  /** Publishes the parameters after a round, whether or not that is due otherwise. */
  void publishAt(long round) {
    publishAt = round;
  }

  /** Round that was to be published; −1: none. */
  long publishAt() {
    return publishAt;
  }

  /**
   * Moves the champion because a command says so.
   *
   * @param then gets why it cannot be done, or null
   */
  void choose(
      Command command, RunProgress progress, ThrowingConsumer<@Nullable String, Exception> then) {
    if (command instanceof Command.Rollback back) {
      worker.published(
          aliases,
          back.to(),
          found -> {
            Champion chosen = found.champion();
            if (chosen != null) {
              tell(champions.choose(chosen, back.hold(), "rollback", round(progress)));
            }
            then.accept(chosen == null ? found.refusal() : null);
          });
      return;
    }
    worker.afterAll(
        () -> {
          Champion now = champions.champion();
          boolean held = champions.memory().held();
          if (now != null && held) {
            tell(champions.choose(now, false, "released", round(progress)));
          }
          then.accept(now != null && held ? null : "the champion is not held");
        });
  }

  private void tell(List<OutRecord> records) {
    records.forEach(publisher::collect);
  }

  private static long round(RunProgress progress) {
    return progress.learning().round();
  }

  /** Which models serve. */
  Champions champions() {
    return champions;
  }

  /** Whether the parameters after a round are published. */
  boolean isDue(long round) {
    return round == publishAt || round % configuration.publish().everyRounds() == 0;
  }

  /**
   * Publishes the present parameters as a checkpoint when that is due and not done yet.
   *
   * @param dev the target's dev window, oldest first
   * @param then runs in the mailbox after that
   */
  void publishIfDue(RunProgress progress, List<Example> dev, ModelMetrics metrics, Runnable then) {
    long round = progress.learning().round();
    if (progress.published() == round || !(isDue(round) || progress.phase() == Phase.LAST)) {
      return;
    }
    long start = System.nanoTime();
    Champion against = champions.champion();
    worker.checkpoint(
        publisher.checkpoint(progress, dev),
        against,
        dev,
        metrics::failed,
        written -> {
          if (progress.published() < round) {
            written.records().forEach(publisher::collect);
            metrics.sent(written.records(), start);
            progress.publish(written.model().sha256());
            champions
                .published(written.model(), against, written.verdict())
                .forEach(publisher::collect);
            then.run();
          }
        });
  }

  /** Puts what a restore needs into keyed state. */
  void store() throws Exception {
    if (state != null) {
      state.store(champions.memory(), champions.champion());
    }
  }

  @Override
  public void close() {
    commands.close();
  }
}
