package io.tributary.model.round;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The branches that train the target with one other task, and the baseline that they are held
 * against: the target alone.
 *
 * @param baseline index of its branch; -1: there is none
 * @param tasks index of the other task by that of the branch; empty without a baseline
 */
record Pairs(int baseline, Map<Integer, Integer> tasks) {

  /** No pairs. */
  static final Pairs NONE = new Pairs(-1, Map.of());

  Pairs {
    tasks = Map.copyOf(baseline < 0 ? Map.of() : tasks);
  }

  /** Those among the branches. */
  static Pairs of(List<Branch> branches) {
    int baseline = -1;
    Map<Integer, Integer> tasks = new TreeMap<>();
    for (int i = 0; i < branches.size(); i++) {
      Branch branch = branches.get(i);
      baseline = branch.tasks().size() == 1 ? i : baseline;
      if (branch.other() != null) {
        tasks.put(i, branch.other());
      }
    }
    return new Pairs(baseline, tasks);
  }

  /** With the baseline all pairs lose their places, so that they can be held against it. */
  List<Integer> with(List<Integer> losers, int leader) {
    if (!losers.contains(baseline)) {
      return losers;
    }
    Set<Integer> all = new TreeSet<>(losers);
    all.addAll(tasks.keySet());
    all.remove(leader);
    return List.copyOf(all);
  }
}
