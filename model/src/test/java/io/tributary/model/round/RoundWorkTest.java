package io.tributary.model.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How much work a round is, in calls of the engine: a count, no time. */
class RoundWorkTest {

  private static final int STEPS = 3;

  private final Map<String, Integer> calls = new TreeMap<>();

  @Test
  void aRoundAsksForNothingTwice() {
    Configuration configuration =
        ConfigurationFile.parse(
            """
            model: {name: m, input: [3], trunk: [dense: {units: 4}, relu]}
            tasks:
              a: {type: binary, target: true}
              b: {type: binary}
              c: {type: binary}
            weighting: {method: alphavil, alpha: {steps: 3}}
            """,
            "test",
            Path.of("."),
            Map.of());
    try (Engine engine = Engines.open(configuration)) {
      Engine counted = counted(Engine.class, "", engine);
      RoundLearner learner = new RoundLearner(counted, configuration);
      try (InMemoryTraining training = new InMemoryTraining(counted, learner)) {
        RoundState first = learner.initial();
        calls.clear();
        RoundResult result =
            training.round(first, new InMemoryTraining.Input(miniEpochs(), examples(0, 9)));
        assertThat(result.report().devAfter().examples()).isEqualTo(9);
      }
    }
    calls.remove("layout");
    calls.remove("space.size");
    assertThat(calls)
        .isEqualTo(
            Map.of(
                "train", 3, // one a task
                "score", 1, // the dev window before
                "span", 1,
                "space.slopes", STEPS, // the first of them serves the report, too
                "space.combine", 1,
                "space.score", 1, // and after
                "space.norms", 1,
                "space.trunkGram", 1,
                "space.close", 1));
  }

  private <T> T counted(Class<T> role, String prefix, T inner) {
    return role.cast(
        Proxy.newProxyInstance(
            role.getClassLoader(),
            new Class<?>[] {role},
            (proxy, method, arguments) -> {
              calls.merge(prefix + method.getName(), 1, Integer::sum);
              try {
                Object result = method.invoke(inner, arguments);
                return result instanceof DeltaSpace space
                    ? counted(DeltaSpace.class, "space.", space)
                    : result;
              } catch (InvocationTargetException failure) {
                throw failure.getTargetException();
              }
            }));
  }

  private static List<MiniEpoch> miniEpochs() {
    List<MiniEpoch> miniEpochs = new ArrayList<>();
    for (int task = 0; task < 3; task++) {
      miniEpochs.add(new MiniEpoch(task, 1, examples(task, 20), LabelScale.NONE));
    }
    return miniEpochs;
  }

  private static List<Example> examples(int task, int count) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] features = {i % 3, i % 5, task};
      Position position = new Position(i, "t", 0, i);
      examples.add(new Example(task, position, Split.TRAIN, features, new float[] {i % 2}));
    }
    return examples;
  }
}
