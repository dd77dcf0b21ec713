package io.tributary.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.evaluation.Score.Metric;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrequentialTest {

  /** One example after the other, against the sums written out. */
  @Test
  void fadesOldExamples() {
    Random random = new Random(2);
    Prequential estimates = Prequential.NONE;
    double[] losses = new double[3_000];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = random.nextDouble();
      boolean right = losses[i] < 0.3;
      estimates =
          estimates.with(
              new Score(1, losses[i], Metric.ACCURACY, right ? 1 : 0), new Baselines(1, i % 2, 1));
    }
    double weight = 0;
    double loss = 0;
    double right = 0;
    for (int i = 0; i < losses.length; i++) {
      double w = Math.pow(Prequential.FADING, losses.length - 1 - i);
      weight += w;
      loss += w * losses[i];
      right += losses[i] < 0.3 ? w : 0;
    }
    Prequential.Faded faded = Objects.requireNonNull(estimates.fading());
    assertThat(faded.examples()).isEqualTo(weight, within(1e-6));
    assertThat(faded.meanLoss()).isEqualTo(loss / weight, within(1e-9));
    assertThat(faded.value(Metric.ACCURACY)).isEqualTo(right / weight, within(1e-9));
    assertThat(faded.baselines().repeatLast(Metric.ACCURACY)).isEqualTo(1, within(1e-9));
    assertThat(faded.baselines().majority(Metric.ACCURACY)).isEqualTo(0.5, within(1e-3));
  }

  /** What stood before fades by every example of the next mini-epoch. */
  @Test
  void fadesByTheNumberOfExamples() {
    Prequential estimates =
        Prequential.NONE
            .with(new Score(10, 5, Metric.ACCURACY, 8), new Baselines(9, 3, 6))
            .with(new Score(400, 100, Metric.ACCURACY, 300), new Baselines(400, 200, 100));
    double kept = Math.pow(Prequential.FADING, 400);
    Prequential.Faded faded = Objects.requireNonNull(estimates.fading());
    assertThat(faded.examples()).isEqualTo(10 * kept + 400, within(1e-9));
    assertThat(faded.loss()).isEqualTo(5 * kept + 100, within(1e-9));
    assertThat(faded.measure()).isEqualTo(8 * kept + 300, within(1e-9));
    assertThat(faded.baselines().majority()).isEqualTo(3 * kept + 200, within(1e-9));
  }

  @Test
  void theWindowHoldsTheNewestOneToTwoPanes() {
    Prequential estimates = Prequential.NONE;
    assertThat(estimates.window()).isNull();
    long seen = 0;
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      int examples = 1 + random.nextInt(400);
      seen += examples;
      // a loss of i: the window's mean tells how far back it reaches
      estimates =
          estimates.with(
              new Score(examples, (double) i * examples, Metric.RMSE, 4.0 * examples), null);
      Prequential.Pane window = Objects.requireNonNull(estimates.window());
      assertThat(window.score().examples())
          .isBetween(Math.min(seen, Prequential.PANE), 2 * Prequential.PANE + 800);
      assertThat(window.score().loss()).isBetween(i - 30.0, (double) i);
      assertThat(window.score().value()).isEqualTo(2, within(1e-9));
      assertThat(window.baselines()).isNull();
    }
  }

  @Test
  void aLossThatIsNoNumberIsLeftOut() {
    Prequential one = Prequential.NONE.with(new Score(2, 1, Metric.ACCURACY, 1), Baselines.NONE);
    assertThat(one.with(new Score(2, Double.NaN, Metric.ACCURACY, 1), null)).isEqualTo(one);
    assertThat(one.with(Score.none(Metric.ACCURACY), null)).isEqualTo(one);
  }
}
