package io.tributary.benchmarks.suite.stream;

import io.tributary.benchmarks.suite.stream.DigitStream.Auxiliary;
import io.tributary.benchmarks.suite.stream.SuiteStream.Half;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Streams of MultiMNIST: a scarce target over a trunk that is small enough to be contended. */
final class DigitStreams {

  private static final int IMAGES = 8000;
  private static final int ROUNDS = 30;
  private static final int PLENTY = 50_000;

  private static final String DENSE = "[dense: {units: 16}, relu]";

  /** Sener and Koltun's, without dropout. */
  private static final String LENET =
      """
      [conv2d: {filters: 10, kernel: 5}, maxpool2d: {size: 2}, relu, \
      conv2d: {filters: 20, kernel: 5}, maxpool2d: {size: 2}, relu, dense: {units: 50}, relu]""";

  private DigitStreams() {}

  static List<SuiteStream> all(Path folder) {
    List<SuiteStream> streams = new ArrayList<>();
    for (int percent : new int[] {1, 5, 20}) {
      Half left = percent == 20 ? Half.REPORT : Half.DEVELOP;
      Half right = percent == 20 ? Half.DEVELOP : Half.REPORT;
      streams.add(scarce(folder, "left", percent, left, Auxiliary.OTHER));
      streams.add(scarce(folder, "right", percent, right, Auxiliary.OTHER));
    }
    streams.add(scarce(folder, "left", 5, Half.DEVELOP, Auxiliary.ODD, Auxiliary.LARGE));
    streams.add(scarce(folder, "right", 1, Half.REPORT, Auxiliary.ODD, Auxiliary.LARGE));
    streams.add(scarce(folder, "left", 5, Half.REPORT, Auxiliary.SHUFFLED));
    streams.add(scarce(folder, "left", 5, Half.REPORT, Auxiliary.ADVERSARIAL));
    streams.add(
        scarce(
            folder, "right", 5, Half.DEVELOP, Auxiliary.ODD, Auxiliary.LARGE, Auxiliary.SHUFFLED));
    streams.add(plentiful(folder, "left"));
    streams.add(plentiful(folder, "right"));
    return streams;
  }

  private static SuiteStream scarce(
      Path folder, String target, int percent, Half half, Auxiliary... auxiliaries) {
    List<Auxiliary> asked = List.of(auxiliaries);
    int targets = IMAGES * percent / 100;
    String others = asked.stream().map(Auxiliary::task).collect(Collectors.joining("-"));
    return new SuiteStream(
        "digits-" + target + "-" + percent + "-" + others,
        "MultiMNIST, %d %% of %,d images labelled for the %s digit; %s on all"
            .formatted(percent, IMAGES, target, String.join(", ", others.split("-"))),
        half,
        false,
        ROUNDS,
        0.02,
        Measure.ACCURACY,
        configuration(target, asked, "[784]", DENSE, "", Math.max(1, targets * 3 / 4 / ROUNDS)),
        weights(asked),
        new DigitStream(folder, target, asked, IMAGES, targets));
  }

  private static SuiteStream plentiful(Path folder, String target) {
    List<Auxiliary> asked = List.of(Auxiliary.OTHER);
    return new SuiteStream(
        "digits-" + target + "-plenty",
        "MultiMNIST, 50,000 images labelled for both digits; LeNet",
        Half.REPORT,
        true,
        50,
        0.1,
        Measure.ACCURACY,
        configuration(
            target, asked, "[1, 28, 28]", LENET, ", head: [dense: {units: 50}, relu]", 750),
        weights(asked),
        new DigitStream(folder, target, asked, PLENTY, PLENTY));
  }

  private static String configuration(
      String target,
      List<Auxiliary> asked,
      String input,
      String trunk,
      String head,
      int miniEpoch) {
    String described =
        asked.stream()
            .map(each -> "  %s: %s".formatted(each.task(), each.type().replace("}", head + "}")))
            .collect(Collectors.joining("\n"));
    return """
        model: {name: digits, input: %s, trunk: %s}
        tasks:
          %s: {type: classification, classes: 10, target: true%s}
        %s
        training: {miniEpoch: %d}
        rounds: {by: target}
        dev: {window: 512}
        """
        .formatted(input, trunk, target, head, described, miniEpoch);
  }

  private static List<Map<String, Double>> weights(List<Auxiliary> asked) {
    List<Map<String, Double>> tries = new ArrayList<>();
    for (double weight : new double[] {1, 0.3, 0.1, 2}) {
      Map<String, Double> weights = new LinkedHashMap<>();
      for (Auxiliary each : asked) {
        boolean harms = each == Auxiliary.SHUFFLED || each == Auxiliary.ADVERSARIAL;
        weights.put(each.task(), harms && asked.size() > 1 ? 0 : weight);
      }
      tries.add(weights);
    }
    return tries;
  }
}
