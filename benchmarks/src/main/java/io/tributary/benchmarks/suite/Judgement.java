package io.tributary.benchmarks.suite;

import io.tributary.benchmarks.suite.stream.Measure;
import io.tributary.benchmarks.suite.stream.SuiteStream;
import io.tributary.model.comparison.Criterion;
import io.tributary.model.comparison.Finding;
import io.tributary.model.comparison.Holm;
import io.tributary.model.comparison.PairedDifference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the results say: differences between methods on the same seeds, judged.
 *
 * @param comparisons of methods on streams
 */
record Judgement(List<Comparison> comparisons) {

  static final String SINGLE = "single";
  static final String UNIFORM = "uniform";
  static final String FIXED = "fixed";
  static final List<String> BASELINES = List.of(SINGLE, UNIFORM);

  private static final double LEVEL = 0.95;
  private static final int FEWEST = 2;

  Judgement {
    comparisons = List.copyOf(comparisons);
  }

  /** What a stream's auxiliary tasks do to its target. */
  enum Kind {
    /** The best fixed weights beat the target alone. */
    HELPFUL,
    /** Uniform weights lose to it. */
    HARMFUL,
    /** Both: some help, others harm. */
    MIXED,
    /** Neither is shown. */
    UNDECIDED
  }

  /** Streams with results, in order. */
  List<SuiteStream> streams() {
    return comparisons.stream()
        .filter(each -> each.results().size() >= FEWEST)
        .map(Comparison::stream)
        .distinct()
        .toList();
  }

  /** Names of the methods with results, in order. */
  List<String> methods() {
    return comparisons.stream()
        .filter(each -> each.results().size() >= FEWEST)
        .map(each -> each.method().name())
        .distinct()
        .toList();
  }

  /** One method on one stream; empty without results. */
  Optional<Comparison> of(SuiteStream stream, String method) {
    return comparisons.stream()
        .filter(each -> each.stream().equals(stream) && each.method().name().equals(method))
        .filter(each -> each.results().size() >= FEWEST)
        .findFirst();
  }

  /** How far one method lies above another on a stream; empty without two common seeds. */
  Optional<PairedDifference> difference(SuiteStream stream, String method, String baseline) {
    List<RunResult> scores = of(stream, method).map(Comparison::results).orElse(List.of());
    List<RunResult> others = of(stream, baseline).map(Comparison::results).orElse(List.of());
    int pairs = Math.min(scores.size(), others.size());
    if (pairs < FEWEST) {
      return Optional.empty();
    }
    double[] differences = new double[pairs];
    for (int i = 0; i < pairs; i++) {
      differences[i] = judged(scores.get(i), stream) - judged(others.get(i), stream);
    }
    return Optional.of(PairedDifference.of(differences));
  }

  /** A run that ended without a score counts as one that learned nothing. */
  private static double judged(RunResult result, SuiteStream stream) {
    Double score = result.score();
    if (score != null) {
      return score;
    }
    return switch (stream.measure()) {
      case ACCURACY -> 0;
      case AUC -> 0.5;
      case RMSE -> -2;
    };
  }

  /** Whether auxiliary tasks are shown to help or to harm on a stream. */
  Kind kind(SuiteStream stream) {
    boolean helpful =
        isAbove(difference(stream, FIXED, SINGLE)) || isAbove(difference(stream, UNIFORM, SINGLE));
    boolean harmful = isAbove(difference(stream, SINGLE, UNIFORM));
    if (helpful) {
      return harmful ? Kind.MIXED : Kind.HELPFUL;
    }
    return harmful ? Kind.HARMFUL : Kind.UNDECIDED;
  }

  private static boolean isAbove(Optional<PairedDifference> difference) {
    return difference.map(each -> each.interval(LEVEL).low() > 0).orElse(false);
  }

  /**
   * A method's findings against both baselines on all streams, corrected as one family.
   *
   * @return by stream, then by baseline
   */
  Map<SuiteStream, Map<String, Finding>> findings(String method) {
    List<SuiteStream> where = new ArrayList<>();
    List<String> against = new ArrayList<>();
    List<PairedDifference> family = new ArrayList<>();
    for (SuiteStream stream : streams()) {
      for (String baseline : BASELINES) {
        difference(stream, method, baseline)
            .ifPresent(
                difference -> {
                  where.add(stream);
                  against.add(baseline);
                  family.add(difference);
                });
      }
    }
    double[] holm = Holm.adjust(family.stream().mapToDouble(PairedDifference::p).toArray());
    Map<SuiteStream, Map<String, Finding>> findings = new LinkedHashMap<>();
    for (int i = 0; i < holm.length; i++) {
      Measure measure = where.get(i).measure();
      Finding finding = new Criterion(LEVEL, measure.margin()).judge(family.get(i), holm[i]);
      findings
          .computeIfAbsent(where.get(i), stream -> new LinkedHashMap<>())
          .put(against.get(i), finding);
    }
    return findings;
  }

  /** The widest half of an interval between a method and a baseline on a stream. */
  double halfWidth(SuiteStream stream, String method) {
    double widest = 0;
    for (String baseline : BASELINES) {
      widest =
          Math.max(
              widest,
              difference(stream, method, baseline)
                  .map(each -> each.interval(LEVEL).halfWidth())
                  .orElse(0.0));
    }
    return widest;
  }
}
