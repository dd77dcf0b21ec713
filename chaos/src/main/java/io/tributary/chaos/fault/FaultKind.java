package io.tributary.chaos.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What can happen to the cluster. */
public enum FaultKind {
  KILL_TASK_MANAGER("kill -9 of a TaskManager"),
  KILL_JOB_MANAGER("kill -9 of the JobManager, job submitted again"),
  KILL_BROKER("kill -9 of the broker"),
  FREEZE_TASK_MANAGER("TaskManager frozen until it is lost, then awake again"),
  FREEZE_BROKER("broker frozen"),
  FILL_DISK("disk of the checkpoints full"),
  TWO_AT_ONCE("two at once");

  private final String description;

  FaultKind(String description) {
    this.description = description;
  }

  /** For people. */
  public String description() {
    return description;
  }

  /**
   * So many faults in an order that the seed decides, every kind as often as any other, but for
   * one.
   *
   * @param kinds to choose from
   * @throws IllegalArgumentException when there are none
   */
  public static List<FaultKind> plan(List<FaultKind> kinds, int faults, long seed) {
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("no kind of fault is left to choose from");
    }
    Random random = new Random(seed);
    List<FaultKind> plan = new ArrayList<>();
    while (plan.size() < faults) {
      List<FaultKind> deck = new ArrayList<>(kinds);
      Collections.shuffle(deck, random);
      plan.addAll(deck.subList(0, Math.min(deck.size(), faults - plan.size())));
    }
    return List.copyOf(plan);
  }
}
