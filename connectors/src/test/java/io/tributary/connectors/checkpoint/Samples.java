package io.tributary.connectors.checkpoint;

import io.tributary.model.LabelScale;
import io.tributary.model.ParameterLayout;
import io.tributary.model.Segment;
import io.tributary.model.TensorSpec;
import io.tributary.model.TensorSpec.Kind;
import io.tributary.model.TensorSpec.Order;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A layout with every order, and checkpoints of it. */
final class Samples {

  static final ParameterLayout LAYOUT =
      new ParameterLayout(
          new Segment(0, 31),
          List.of(new Segment(31, 8)),
          List.of(
              new TensorSpec("trunk.0.W", List.of(2, 3), 0, Order.COLUMN_MAJOR, Kind.LEARNED),
              new TensorSpec("trunk.1.W", List.of(2, 1, 3, 4), 6, Order.COLUMN_MAJOR, Kind.LEARNED),
              new TensorSpec("trunk.1.mean", List.of(1), 30, Order.ROW_MAJOR, Kind.STATISTIC),
              new TensorSpec("head.left.0.W", List.of(3, 2), 31, Order.ROW_MAJOR, Kind.LEARNED),
              new TensorSpec("head.left.0.b", List.of(2), 37, Order.COLUMN_MAJOR, Kind.LEARNED)));

  private Samples() {}

  static float[] parameters(long seed) {
    return parameters(LAYOUT, seed);
  }

  static float[] parameters(ParameterLayout layout, long seed) {
    Random random = new Random(seed);
    float[] parameters = new float[layout.length()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = (float) random.nextGaussian();
    }
    return parameters;
  }

  /** One matrix of so many columns of 1000. */
  static ParameterLayout large(int columns) {
    return new ParameterLayout(
        new Segment(0, 1000 * columns),
        List.of(),
        List.of(
            new TensorSpec(
                "trunk.0.W", List.of(1000, columns), 0, Order.COLUMN_MAJOR, Kind.LEARNED)));
  }

  static CheckpointInfo info(String run, long generation, long round) {
    return new CheckpointInfo(
        "model",
        run,
        generation,
        round,
        "left",
        Map.of("left", 1.25),
        round == 0 ? Map.of() : Map.of("loss", 0.5, "accuracy", 0.875),
        round == 0 ? null : "00ff",
        "[{\"round\":1}]",
        "{}",
        "model:\n  name: \"é\"\n",
        Map.of("spend", new LabelScale(12.5, 0.1)),
        Map.of("native", "avx2"),
        round == 0 ? new Origin(new CheckpointId("other", 1, 20), null, "00ff") : null,
        Instant.parse("2026-01-02T03:04:05.678Z"));
  }

  static Checkpoint checkpoint(String run, long generation, long round) {
    return Checkpoint.of(
        info(run, generation, round), LAYOUT, parameters(generation * 100 + round));
  }
}
