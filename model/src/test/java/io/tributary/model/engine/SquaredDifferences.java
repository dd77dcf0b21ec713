package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.Segment;
import io.tributary.model.Task;
import io.tributary.model.TensorSpec;
import io.tributary.model.TensorSpec.Kind;
import java.util.List;
import java.util.Random;

/** Means of squared gradients, one example at a time, by differences of the loss. */
final class SquaredDifferences {

  private static final float STEP = 2e-3f;
  private static final int CHECKED = 3; // of each tensor

  private final Engine engine;
  private final float[] parameters;

  SquaredDifferences(Engine engine) {
    this.engine = engine;
    parameters = engine.initialParameters();
  }

  /** Checks what an engine says of a task. */
  void check(Task task, List<Example> examples) {
    float[] squares =
        engine.squaredGradients(parameters, task.index(), examples, Problems.scale(task));
    assertThat(squares).hasSize(engine.layout().taskLength(task.index()));
    assertThat(engine.squaredGradients(parameters, task.index(), examples, Problems.scale(task)))
        .isEqualTo(squares);
    Segment head = engine.layout().heads().get(task.index());
    int trunk = engine.layout().trunk().length();
    Random random = new Random(task.index());
    int checked = 0;
    int passedOver = 0;
    for (TensorSpec tensor : ContractProblems.network(engine.layout(), task.index())) {
      for (int n = 0; n < Math.min(CHECKED, tensor.length()); n++) {
        int at = tensor.offset() + random.nextInt(tensor.length());
        int whole = at < trunk ? at : at - trunk + head.offset();
        boolean learned = tensor.kind() == Kind.LEARNED;
        double expected = learned ? mean(task, examples, whole, STEP) : 0;
        double nearer = learned ? mean(task, examples, whole, STEP / 2) : 0;
        if (Math.abs(expected - nearer) > 1e-3 + 0.02 * expected) {
          passedOver++; // a kink lies between
          continue;
        }
        checked++;
        assertThat((double) squares[at])
            .as("%s of %s", tensor.name(), task.name())
            .isCloseTo(expected, within(2e-3 + 0.05 * expected));
      }
    }
    assertThat(passedOver).isLessThan(checked / 2);
  }

  private double mean(Task task, List<Example> examples, int at, float step) {
    double sum = 0;
    for (Example example : examples) {
      double slope = (loss(task, example, at, step) - loss(task, example, at, -step)) / (2 * step);
      sum += slope * slope;
    }
    return sum / examples.size();
  }

  private double loss(Task task, Example example, int at, float step) {
    float[] moved = parameters.clone();
    moved[at] += step;
    return engine.objective(moved, task.index(), List.of(example), Problems.scale(task));
  }
}
