package io.tributary.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.TaskType;
import io.tributary.model.evaluation.LabelMemory.Outcome;
import io.tributary.model.evaluation.Score.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelMemoryTest {

  @Test
  void predictsEachClassByThoseBeforeIt() {
    TaskType three = new TaskType.Classification(3);
    Outcome outcome = LabelMemory.NONE.predict(three, labels(2, 2, 0, 0, 1, 0));
    // majority says 2, 2, 2, 0 (two each: the lower), 0: right at the 2nd and the 6th
    assertThat(outcome.baselines()).isEqualTo(new Baselines(5, 2, 2));
    assertThat(outcome.baselines().majority(Metric.ACCURACY)).isEqualTo(0.4);
    assertThat(outcome.memory().last()).containsExactly(0f);
    assertThat(outcome.memory().sums()).containsExactly(3.0, 1.0, 2.0);
  }

  /** Of many labels, against counts written out. */
  @Test
  void repeatsTheLabelBefore() {
    Random random = new Random(9);
    float[] labels = new float[500];
    int repeated = 0;
    for (int i = 0; i < labels.length; i++) {
      labels[i] = random.nextInt(3);
      repeated += i > 0 && labels[i] == labels[i - 1] ? 1 : 0;
    }
    Outcome outcome = LabelMemory.NONE.predict(new TaskType.Classification(3), labels(labels));
    assertThat(outcome.baselines().repeatLast()).isEqualTo(repeated);
    assertThat(outcome.baselines().examples()).isEqualTo(499);
  }

  @Test
  void predictsAmountsByTheirMeanAndTheLast() {
    Outcome outcome = LabelMemory.NONE.predict(new TaskType.Regression(), labels(10, 14, 12, 20));
    // means before: 10, 12, 12; errors 4, 0, 8. last before: 10, 14, 12; errors 4, 2, 8
    assertThat(outcome.baselines()).isEqualTo(new Baselines(3, 80, 84));
    assertThat(outcome.baselines().repeatLast(Metric.RMSE)).isEqualTo(Math.sqrt(28));
  }

  @Test
  void countsSharesOfLabels() {
    TaskType two = new TaskType.Multilabel(2);
    List<Example> examples =
        List.of(example(0, 1, 0), example(1, 1, 1), example(2, 0, 1), example(3, 0, 1));
    Outcome outcome = LabelMemory.NONE.predict(two, examples);
    // majority says 10, 10 (one of two is no majority), 11 (two of three); last says 10, 11, 01
    assertThat(outcome.baselines().majority()).isEqualTo(0.5 + 0 + 0.5, within(1e-12));
    assertThat(outcome.baselines().repeatLast()).isEqualTo(0.5 + 0.5 + 1, within(1e-12));
  }

  /** However the stream is cut into mini-epochs, the same comes of it. */
  @Test
  void partsAddUp() {
    Random random = new Random(5);
    for (TaskType type : List.of(new TaskType.Classification(4), new TaskType.Binary())) {
      List<Example> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        all.add(example(i, random.nextInt(type instanceof TaskType.Binary ? 2 : 4)));
      }
      Outcome whole = LabelMemory.NONE.predict(type, all);
      Baselines sum = Baselines.NONE;
      LabelMemory memory = LabelMemory.NONE;
      for (int from = 0; from < all.size(); ) {
        int to = Math.min(all.size(), from + 1 + random.nextInt(30));
        Outcome part = memory.predict(type, all.subList(from, to));
        sum = sum.plus(part.baselines());
        memory = part.memory();
        from = to;
      }
      assertThat(sum).isEqualTo(whole.baselines());
      assertThat(memory).isEqualTo(whole.memory());
    }
  }

  private static List<Example> labels(float... labels) {
    List<Example> examples = new ArrayList<>();
    for (float label : labels) {
      examples.add(example(examples.size(), label));
    }
    return examples;
  }

  private static Example example(long offset, float... label) {
    return new Example(
        0, new Position(0, "t", 0, offset), Split.TRAIN, new float[] {offset}, label);
  }
}
