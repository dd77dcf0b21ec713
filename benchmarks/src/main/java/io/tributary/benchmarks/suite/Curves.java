package io.tributary.benchmarks.suite;

import io.tributary.model.config.Configuration;
import io.tributary.model.round.RoundReport;
import io.tributary.model.round.RoundReport.Share;
import io.tributary.model.round.RoundReport.TaskReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Weights and α of a run at about fifty of its rounds. */
final class Curves {

  private static final int POINTS = 50;

  private final List<String> tasks;
  private final int every;
  private final List<Long> at = new ArrayList<>();
  private final List<String> leaders = new ArrayList<>();
  private final List<List<Double>> weights = new ArrayList<>();
  private final List<List<Double>> alpha = new ArrayList<>();
  private final double[] alphaSum;
  private final int[] alphaCount;

  Curves(Configuration configuration, int rounds) {
    tasks = configuration.taskNames();
    every = Math.max(1, rounds / POINTS);
    alphaSum = new double[tasks.size()];
    alphaCount = new int[tasks.size()];
    for (int i = 0; i < tasks.size(); i++) {
      weights.add(new ArrayList<>());
      alpha.add(new ArrayList<>());
    }
  }

  void add(RoundReport report) {
    for (TaskReport task : report.tasks()) {
      Share share = task.share();
      if (share != null) {
        alphaSum[task.task()] += share.alpha();
        alphaCount[task.task()]++;
      }
    }
    if (report.round() % every != 0) {
      return;
    }
    at.add(report.round());
    if (report.leader() != null) {
      leaders.add(report.leader());
    }
    for (TaskReport task : report.tasks()) {
      int i = task.task();
      weights.get(i).add(rounded(task.weight()));
      alpha.get(i).add(alphaCount[i] == 0 ? 0 : rounded(alphaSum[i] / alphaCount[i]));
      alphaSum[i] = 0;
      alphaCount[i] = 0;
    }
  }

  List<Long> at() {
    return at;
  }

  List<String> leaders() {
    return leaders;
  }

  Map<String, List<Double>> weights() {
    return byTask(weights);
  }

  Map<String, List<Double>> alpha() {
    return byTask(alpha);
  }

  private Map<String, List<Double>> byTask(List<List<Double>> curves) {
    Map<String, List<Double>> named = new LinkedHashMap<>();
    for (int i = 0; i < tasks.size(); i++) {
      named.put(tasks.get(i), List.copyOf(curves.get(i)));
    }
    return named;
  }

  private static double rounded(double value) {
    return Double.isFinite(value) ? Math.round(value * 1e4) / 1e4 : 0;
  }
}
