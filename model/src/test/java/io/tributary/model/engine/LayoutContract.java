package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.ParameterLayout;
import io.tributary.model.Segment;
import io.tributary.model.TensorSpec;
import io.tributary.model.config.Configuration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How every engine lays its parameters out and begins. */
public interface LayoutContract {

  /** Opens the engine under test. */
  Engine open(Configuration configuration);

  @Test
  default void layoutCoversEveryElementOnce() {
    for (Configuration configuration : ContractProblems.all()) {
      try (Engine engine = open(configuration)) {
        ParameterLayout layout = engine.layout();
        int end = 0;
        for (TensorSpec tensor : layout.tensors()) {
          assertThat(tensor.offset()).as(tensor.name()).isEqualTo(end);
          end += tensor.length();
          boolean trunk = tensor.offset() < layout.trunk().length();
          assertThat(tensor.name()).matches(trunk ? "trunk[.].*" : "(head|align)[.].*");
        }
        assertThat(end).isEqualTo(layout.length()).isEqualTo(engine.initialParameters().length);
        assertThat(layout.tensors()).extracting(TensorSpec::name).doesNotHaveDuplicates();
        end = layout.trunk().end();
        for (Segment head : layout.heads()) {
          assertThat(head.offset()).isEqualTo(end);
          end = head.end();
        }
      }
    }
  }

  @Test
  default void tensorsHaveTheShapesThatArePublished() {
    try (Engine engine = open(ContractProblems.images())) {
      List<TensorSpec> tensors = engine.layout().tensors();
      assertThat(named(tensors, "trunk.0-conv2d.W").shape()).containsExactly(4, 1, 3, 3);
      assertThat(named(tensors, "trunk.0-conv2d.b").shape()).containsExactly(4);
      assertThat(named(tensors, "trunk.5-dense.W").shape()).containsExactly(36, 6);
      assertThat(named(tensors, "head.tags.output.W").shape()).containsExactly(6, 4);
      assertThat(named(tensors, "trunk.1-batchnorm.mean").kind())
          .isEqualTo(TensorSpec.Kind.STATISTIC);
      assertThat(named(tensors, "trunk.1-batchnorm.gamma").kind())
          .isEqualTo(TensorSpec.Kind.LEARNED);
    }
  }

  private static TensorSpec named(List<TensorSpec> tensors, String name) {
    return tensors.stream().filter(tensor -> tensor.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  default void initialParametersAreSeededByPart() {
    Configuration configuration = Problems.plain();
    Configuration fewer =
        Problems.configuration(
            List.of(6),
            Problems.mlp(),
            Problems.layers(),
            Problems.TASKS.subList(0, 2),
            configuration.training());
    try (Engine engine = open(configuration);
        Engine other = open(fewer)) {
      float[] all = engine.initialParameters();
      ContractProblems.deltas(engine, configuration, all);
      assertThat(engine.initialParameters()).isEqualTo(all);
      float[] some = other.initialParameters();
      assertThat(Arrays.copyOf(all, some.length)).isEqualTo(some);
      Segment first = engine.layout().heads().get(1);
      Segment second = engine.layout().heads().get(3); // of the same shape
      assertThat(ContractProblems.slice(all, first))
          .isNotEqualTo(ContractProblems.slice(all, second));
    }
  }
}
