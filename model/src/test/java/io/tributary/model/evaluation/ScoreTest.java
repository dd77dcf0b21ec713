package io.tributary.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.TaskType;
import io.tributary.model.evaluation.Score.Metric;
import org.junit.jupiter.api.Test;

/** Sums that add up. */
class ScoreTest {

  @Test
  void partsAddUpToTheWhole() {
    Score some = new Score(4, 2.0, Metric.ACCURACY, 3);
    Score others = new Score(6, 1.0, Metric.ACCURACY, 2);

    assertThat(some.plus(others)).isEqualTo(new Score(10, 3.0, Metric.ACCURACY, 5));
    assertThat(some.plus(others).loss()).isCloseTo(0.3, within(1e-12));
    assertThat(some.plus(others).value()).isCloseTo(0.5, within(1e-12));
    assertThat(some.plus(Score.none(Metric.ACCURACY))).isEqualTo(some);
  }

  @Test
  void rmseIsTheRootOfTheMeanOfAll() {
    Score some = new Score(1, 0, Metric.RMSE, 9);
    Score others = new Score(3, 0, Metric.RMSE, 7);

    assertThat(some.value()).isEqualTo(3);
    assertThat(some.plus(others).value()).isEqualTo(2);
  }

  @Test
  void nothingHasNoMean() {
    assertThat(Score.none(Metric.RMSE).loss()).isNaN();
    assertThat(Score.none(Metric.RMSE).value()).isNaN();
  }

  @Test
  void regressionIsMeasuredByItsErrorAndTheRestByWhatIsRight() {
    assertThat(Metric.of(new TaskType.Regression())).isEqualTo(Metric.RMSE);
    assertThat(Metric.of(new TaskType.Binary())).isEqualTo(Metric.ACCURACY);
    assertThat(Metric.of(new TaskType.Multilabel(2))).isEqualTo(Metric.ACCURACY);
    assertThat(Metric.of(new TaskType.Classification(2)).label()).isEqualTo("accuracy");
  }
}
