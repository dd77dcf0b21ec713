package io.tributary.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.model.Example;
import io.tributary.model.MiniEpoch;
import io.tributary.model.ParameterLayout;
import io.tributary.model.Segment;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.TaskConfig;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.network.LayerSpec;
import io.tributary.model.network.NetworkSpec;
import io.tributary.model.round.InMemoryTraining.Input;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes what {@code benchmarks/pytorch/rounds.py} reads: a network, its start, and its rounds. */
final class TorchFolder {

  private static final int INFERENCE_BATCH = 128; // the engine's own

  private final Configuration configuration;
  private final List<float[]> inputs = new ArrayList<>();
  private final IdentityHashMap<float[], Integer> known = new IdentityHashMap<>();
  private final List<Integer> places = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();

  private TorchFolder(Configuration configuration) {
    this.configuration = configuration;
  }

  /** Writes the rounds of a configuration with plain SGD and classifications alone. */
  static void write(Configuration configuration, List<Input> rounds, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    new TorchFolder(configuration).write(rounds, folder);
  }

  private void write(List<Input> rounds, Path folder) throws IOException {
    Map<String, Object> work = new LinkedHashMap<>();
    List<TaskConfig> tasks = configuration.tasks();
    work.put("input", configuration.model().input());
    work.put("trunk", layers(configuration.model().trunk()));
    work.put("heads", tasks.stream().map(task -> layers(task.head())).toList());
    work.put("classes", tasks.stream().map(task -> task.task().type().outputs()).toList());
    work.put("target", configuration.target().index());
    work.put("batchSize", configuration.training().batchSize());
    work.put("inferenceBatch", Math.max(configuration.training().batchSize(), INFERENCE_BATCH));
    work.put("learningRate", configuration.training().optimizer().learningRate());
    work.put("alphaSteps", configuration.weighting().alpha().steps());
    work.put("alphaRate", configuration.weighting().alpha().optimizer().learningRate());
    try (Engine engine = Engines.open(configuration)) {
      ParameterLayout layout = engine.layout();
      work.put("trunkLength", layout.trunk().length());
      work.put("places", layout.heads().stream().map(Segment::offset).toList());
      writeFloats(folder.resolve("parameters.f32"), List.of(engine.initialParameters()));
    }
    work.put("rounds", rounds.stream().map(this::round).toList());
    writeFloats(folder.resolve("inputs.f32"), inputs);
    writeInts(folder.resolve("places.i32"), places);
    writeInts(folder.resolve("labels.i32"), labels);
    new ObjectMapper().writeValue(folder.resolve("work.json").toFile(), work);
  }

  private static List<Map<String, Object>> layers(NetworkSpec spec) {
    if (!(spec instanceof NetworkSpec.Layers list)) {
      throw new IllegalArgumentException("no counterpart of a Deeplearning4j file");
    }
    return list.layers().stream().map(TorchFolder::layer).toList();
  }

  private static Map<String, Object> layer(LayerSpec spec) {
    Map<String, Object> layer = new LinkedHashMap<>();
    layer.put("kind", spec.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    if (spec instanceof LayerSpec.Dense dense) {
      layer.put("units", dense.units());
    } else if (spec instanceof LayerSpec.Conv2d conv) {
      layer.put("filters", conv.filters());
      layer.put("kernel", conv.kernel());
      layer.put("stride", conv.stride());
      layer.put("padding", conv.padding());
    } else if (spec instanceof LayerSpec.MaxPool2d pool) {
      layer.put("size", pool.size());
      layer.put("stride", pool.stride());
    }
    return layer;
  }

  private Map<String, Object> round(Input round) {
    List<Map<String, Integer>> tasks = new ArrayList<>();
    for (MiniEpoch miniEpoch : round.miniEpochs()) {
      tasks.add(part(miniEpoch.task(), miniEpoch.examples()));
    }
    return Map.of("tasks", tasks, "dev", part(configuration.target().index(), round.dev()));
  }

  private Map<String, Integer> part(int task, List<Example> examples) {
    int from = places.size();
    for (Example example : examples) {
      Integer place = known.putIfAbsent(example.features(), inputs.size());
      if (place == null) {
        place = inputs.size();
        inputs.add(example.features());
      }
      places.add(place);
      labels.add((int) example.label()[0]);
    }
    return Map.of("task", task, "from", from, "count", examples.size());
  }

  private static void writeFloats(Path file, List<float[]> rows) throws IOException {
    int length = rows.stream().mapToInt(row -> row.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    rows.forEach(row -> put(bytes, row));
    Files.write(file, bytes.array());
  }

  private static void put(ByteBuffer bytes, float[] row) {
    bytes.asFloatBuffer().put(row);
    bytes.position(bytes.position() + row.length * Float.BYTES);
  }

  private static void writeInts(Path file, List<Integer> values) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.size() * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    values.forEach(bytes::putInt);
    Files.write(file, bytes.array());
  }
}
