package io.tributary.model.consolidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.Segment;
import io.tributary.model.Task;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.engine.Problems;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against the closed form for biases of the last layer, whose gradient is ŷ − y. */
class FisherTest {

  private static final int DRAWS = 4000;

  @Test
  void isTheVarianceOfWhatTheNetworkPredicts() {
    try (Engine engine = Engines.open(Problems.plain())) {
      float[] parameters = engine.initialParameters();
      for (Task task : Problems.TASKS) {
        Example input = Problems.examples(task, 6, 1, 3).get(0);
        List<Example> often = Collections.nCopies(DRAWS, input);
        float[] diagonal =
            new Fisher(engine, task).diagonal(parameters, often, Problems.scale(task), 1);
        Segment head = engine.layout().heads().get(task.index());
        float[] p = engine.predict(parameters, task.index(), List.of(input.features())).get(0);
        for (int i = 0; i < p.length; i++) {
          double expected =
              switch (task.name()) {
                case "price" -> 1;
                // The loss of several labels is their mean.
                case "tags" -> p[i] * (1 - p[i]) / 16;
                default -> p[i] * (1 - p[i]);
              };
          assertThat((double) diagonal[head.end() - p.length + i])
              .as("%s %d", task.name(), i)
              .isCloseTo(expected, within(0.1 * expected));
        }
      }
    }
  }

  @Test
  void knowsNothingOfLabelsAndOfOtherHeads() {
    try (Engine engine = Engines.open(Problems.plain())) {
      float[] parameters = engine.initialParameters();
      Task digit = Problems.TASKS.get(0);
      List<Example> inputs = Problems.examples(digit, 6, 20, 3);
      List<Example> wrong =
          inputs.stream()
              .map(
                  each ->
                      new Example(
                          0,
                          each.position(),
                          each.split(),
                          each.features(),
                          new float[] {(each.label()[0] + 1) % 3}))
              .toList();
      Fisher fisher = new Fisher(engine, digit);
      float[] diagonal = fisher.diagonal(parameters, inputs, Problems.scale(digit), 5);

      assertThat(fisher.diagonal(parameters, wrong, Problems.scale(digit), 5)).isEqualTo(diagonal);
      assertThat(fisher.diagonal(parameters, inputs, Problems.scale(digit), 6))
          .isNotEqualTo(diagonal);
      int others = engine.layout().heads().get(1).offset();
      assertThat(Arrays.copyOfRange(diagonal, others, diagonal.length)).containsOnly(0f);
    }
  }
}
