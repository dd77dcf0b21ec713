package io.tributary.job.round;

import io.tributary.connectors.checkpoint.Alias;
import io.tributary.connectors.checkpoint.Aliases;
import io.tributary.connectors.checkpoint.CheckpointId;
import io.tributary.connectors.record.AliasRecord;
import io.tributary.connectors.record.AliasRecord.Judged;
import io.tributary.connectors.record.OutRecord;
import io.tributary.job.round.Contest.Verdict;
import io.tributary.model.LabelScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which published model is the champion, and what is said of it: at every published round both
 * aliases are told anew, so that they are a function of the log and heal after an older savepoint
 * was restored. To be used in the mailbox alone.
 */
final class Champions {

  private final String model;
  private final String topic;
  private @Nullable Champion champion;
  private boolean held;
  private @Nullable String command;
  private long refused;

  /**
   * Before anything is published.
   *
   * @param model its name
   * @param topic of aliases
   */
  Champions(String model, String topic) {
    this.model = model;
    this.topic = topic;
  }

  /** Goes on from what was stored, or with the champion of an earlier run. */
  void begin(@Nullable Champion standing, boolean isHeld, @Nullable String heard) {
    champion = standing;
    held = isHeld && standing != null;
    command = heard;
  }

  /** The champion; null before there is one. */
  @Nullable Champion champion() {
    return champion;
  }

  /** What state keeps beside the parameters. */
  ChampionMemory memory() {
    Champion now = champion;
    return now == null
        ? new ChampionMemory(null, null, null, held, command)
        : new ChampionMemory(now.id(), now.sha256(), now.scale(), held, command);
  }

  /** Whether a command was followed or refused before. */
  boolean hasHeard(AliasRecord said) {
    return said.command() == null || said.command().equals(command);
  }

  /** Round of the champion, −1 before there is one. */
  long round() {
    return champion == null ? -1 : champion.id().round();
  }

  /** Candidates that did not become champion since the start of this attempt. */
  long refused() {
    return refused;
  }

  /**
   * A model is published.
   *
   * @param candidate the model
   * @param against the champion that it was compared with; when a command has put another one in
   *     its place meanwhile, that one stays
   * @return what is to be told of the aliases
   */
  List<OutRecord> published(Champion candidate, @Nullable Champion against, Verdict verdict) {
    boolean sameChampion = Objects.equals(idOf(against), idOf(champion));
    String reason = held ? "held" : sameChampion ? verdict.outcome().word() : "rollback";
    if (!held && sameChampion && verdict.outcome().wins()) {
      champion = candidate;
    } else {
      refused++;
    }
    long at = candidate.id().round();
    List<OutRecord> records = new ArrayList<>();
    records.add(record(Alias.CANDIDATE, candidate, at, "newest", null));
    Champion now = champion;
    if (now != null) {
      Judged judged = sameChampion ? verdict.judged() : null;
      records.add(record(Alias.CHAMPION, now, at, reason, judged));
    }
    return records;
  }

  private static @Nullable CheckpointId idOf(@Nullable Champion which) {
    return which == null ? null : which.id();
  }

  /**
   * A person has chosen a model.
   *
   * @param at finished rounds
   */
  List<OutRecord> follow(AliasRecord said, Champion chosen, long at) {
    champion = chosen;
    held = said.held();
    command = said.command();
    return List.of(record(Alias.CHAMPION, chosen, at, said.reason(), null));
  }

  /**
   * A command on the control topic has chosen a model. What was heard on the topic of aliases stays
   * heard.
   *
   * @param isHeld whether it stays until it is released
   * @param at finished rounds
   */
  List<OutRecord> choose(Champion chosen, boolean isHeld, String reason, long at) {
    champion = chosen;
    held = isHeld;
    return List.of(record(Alias.CHAMPION, chosen, at, reason, null));
  }

  /** Another task is the target: its labels are standardised so. */
  void judgeBy(LabelScale scale) {
    Champion now = champion;
    if (now != null) {
      champion = new Champion(now.id(), now.sha256(), scale, now.parameters());
    }
  }

  /**
   * A person has chosen a model that cannot be had: what was stays.
   *
   * @param at finished rounds
   */
  List<OutRecord> refuse(AliasRecord said, long at) {
    command = said.command();
    Champion now = champion;
    return now == null ? List.of() : List.of(record(Alias.CHAMPION, now, at, "refused", null));
  }

  private OutRecord record(
      Alias alias, Champion which, long at, String reason, @Nullable Judged judged) {
    CheckpointId id = which.id();
    boolean champions = alias == Alias.CHAMPION;
    return Aliases.record(
        topic,
        alias,
        new AliasRecord(
            model,
            alias.key(),
            id.run(),
            id.generation(),
            id.round(),
            which.sha256(),
            at,
            reason,
            judged,
            champions && held,
            champions ? command : null));
  }
}
