package io.tributary.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.OptimizerConfig;
import io.tributary.model.config.TrainingConfig;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.engine.HeadSteps;
import io.tributary.model.engine.Problems;
import io.tributary.model.network.LayerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that learns ten thousand rounds, and fails when it then holds more than before. */
public final class ManyRounds {
  private ManyRounds() {}

  private static final int ROUNDS = 10_000;
  private static final int SETTLED = 2_000;
  private static final long MEBIBYTE = 1 << 20;

  /** Everything that allocates: momentum, dropout, batch normalisation. */
  private static Configuration configuration() {
    return Problems.configuration(
        List.of(64),
        Problems.layers(
            new LayerSpec.Dense(64),
            new LayerSpec.BatchNorm(0.9),
            new LayerSpec.Relu(),
            new LayerSpec.Dropout(0.2)),
        Problems.layers(),
        Problems.TASKS.subList(0, 2),
        new TrainingConfig(
            16,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            8,
            1,
            false,
            new OptimizerConfig(OptimizerConfig.Type.SGD, 0.001, 0.9)));
  }

  /** A leaked vector of parameters a round would be 150 MiB by the end. */
  public static void main(String[] arguments) throws IOException {
    Libtorch.load();
    long before = Tensor.hostBytes();
    List<MiniEpoch> miniEpochs =
        Problems.TASKS.subList(0, 2).stream()
            .map(task -> Problems.miniEpoch(task, 64, 16, 1))
            .toList();
    try (TorchEngine engine = new TorchEngine(configuration(), Device.cpu())) {
      float[] start = engine.initialParameters();
      round(engine, start, miniEpochs);
      long bytes = Tensor.hostBytes();
      int arrays = engine.arrays();
      assertThat(bytes).isGreaterThan(before);
      long resident = 0;
      for (int i = 1; i <= ROUNDS; i++) {
        round(engine, start, miniEpochs);
        if (i == SETTLED) {
          resident = resident();
        }
      }
      assertThat(Tensor.hostBytes()).isEqualTo(bytes);
      assertThat(engine.arrays()).isEqualTo(arrays);
      assertThat(resident() - resident).isLessThan(48 * MEBIBYTE);
    }
    assertThat(Tensor.hostBytes()).isEqualTo(before);
  }

  private static void round(TorchEngine engine, float[] start, List<MiniEpoch> miniEpochs) {
    List<TaskDelta> deltas = new ArrayList<>();
    miniEpochs.forEach(each -> deltas.add(engine.train(start, 1, each)));
    List<Example> dev = miniEpochs.get(0).examples();
    try (DeltaSpace space = engine.span(start, deltas, 0, LabelScale.NONE, HeadSteps.SCALED)) {
      float[] alpha = {1, 1};
      space.slopes(alpha, dev);
      space.combine(alpha);
    }
  }

  /** Of this process; its heap is of one size, and touched at the start. */
  private static long resident() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("RssAnon:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }
}
