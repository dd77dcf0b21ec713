package io.tributary.model.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CriterionTest {

  private static final Criterion HALF_A_POINT = new Criterion(0.95, 0.005);

  /** With 11 pairs an interval at 95 % reaches 2.228 standard errors to either side. */
  @ParameterizedTest
  @CsvSource({
    "0.0100, 0.0040, SUPERIOR", // from 0.0011
    "0.0080, 0.0040, NON_INFERIOR", // from -0.0009
    "0.0000, 0.0020, NON_INFERIOR", // from -0.0045
    "-0.0030, 0.0008, NON_INFERIOR", // up to -0.0012: worse, yet by less than the margin
    "0.0000, 0.0030, INCONCLUSIVE", // from -0.0067 to 0.0067
    "-0.0050, 0.0020, INFERIOR", // from -0.0095 to -0.0005
    "-0.0200, 0.0020, INFERIOR",
    "-0.0200, 0.0200, INCONCLUSIVE",
    "0.0000, 0.0000, NON_INFERIOR",
    "0.0010, 0.0000, SUPERIOR",
    "-0.0050, 0.0000, INFERIOR"
  })
  void judgesByTheEndsOfTheInterval(double mean, double standardError, Verdict verdict) {
    PairedDifference difference = new PairedDifference(11, mean, standardError);

    assertThat(HALF_A_POINT.judgeAll(List.of(difference)).get(0).verdict()).isEqualTo(verdict);
  }

  @Test
  void superiorityIsHarderAmongMoreQuestionsAndNonInferiorityIsNot() {
    PairedDifference better = new PairedDifference(11, 0.01, 0.004); // p = 0.031
    PairedDifference equal = new PairedDifference(11, 0.0, 0.001);
    List<PairedDifference> family = new ArrayList<>(Collections.nCopies(4, equal));
    family.add(0, better);

    List<Finding> findings = HALF_A_POINT.judgeAll(family);

    assertThat(findings.get(0).holmP()).isEqualTo(5 * better.p());
    assertThat(findings.get(0).interval()).isEqualTo(better.interval(0.95));
    assertThat(findings).extracting(Finding::verdict).containsOnly(Verdict.NON_INFERIOR);
  }

  @Test
  void ofFamiliesWithoutADifferenceFewAreToldOne() {
    SplittableRandom random = new SplittableRandom(11);
    int families = 4_000;
    int wrong = 0;
    for (int family = 0; family < families; family++) {
      List<PairedDifference> differences = new ArrayList<>();
      for (int question = 0; question < 6; question++) {
        double[] drawn = new double[5];
        for (int i = 0; i < drawn.length; i++) {
          drawn[i] = random.nextGaussian();
        }
        differences.add(PairedDifference.of(drawn));
      }
      wrong +=
          HALF_A_POINT.judgeAll(differences).stream()
                  .map(Finding::verdict)
                  .anyMatch(v -> v == Verdict.SUPERIOR || v == Verdict.INFERIOR)
              ? 1
              : 0;
    }
    // 0.05 and four standard errors of it; without a correction it would be 0.26.
    assertThat((double) wrong / families).isBetween(0.03, 0.064);
  }

  @Test
  void refusesWhatCannotJudge() {
    assertThatThrownBy(() -> new Criterion(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Criterion(0.95, -0.1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Criterion(0.95, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
