package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.Task;
import io.tributary.model.TaskType;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.field.FieldRow.Slot;
import io.tributary.model.field.FieldSpec.Categorical;
import io.tributary.model.field.FieldSpec.Numeric;
import io.tributary.model.field.FieldSpec.Sparse;
import io.tributary.model.field.FieldSpec.Text;
import io.tributary.model.field.FieldSpec.Transform;
import io.tributary.model.field.TextGrams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;

/** Models with fields, opened by Deeplearning4j alone. */
class PlainGraphTest {

  private static final Configuration CONFIGURATION =
      ConfigurationFile.parse(
          """
          model:
            name: test
            fields:
              seconds: numeric
              text: {type: text, buckets: 50, dimension: 9, words: 2, characters: [3, 4], length: 12}
              the job: {type: categorical, values: 4, dimension: 3}
              wealth: {type: numeric, transform: log}
              city.code: {type: categorical, buckets: 5, dimension: 2}
              basket: {type: sparse, size: 6, dimension: 2, entries: 3}
            trunk: [dense: {units: 7}, batchnorm: {}, relu]
          tasks:
            kind: {type: classification, classes: [x, y, z], target: true}
            price: {type: regression, head: [dense: {units: 4}, tanh]}
          training: {batchSize: 16, epochs: 3, optimizer: {type: adam, learningRate: 0.05}}
          """,
          "test.yaml",
          Path.of("."),
          Map.of());

  private final Random random = new Random(8);

  @Test
  void scoresRecordsAsWeDo() throws Exception {
    try (Engine engine = Engines.open(CONFIGURATION)) {
      List<Map<String, Object>> records = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        records.add(record());
      }
      records.add(Map.of()); // everything missing
      List<float[]> rows = records.stream().map(PlainGraphTest::row).toList();
      float[] parameters = engine.initialParameters();
      for (int task = 0; task < 2; task++) {
        parameters =
            FieldProblems.after(
                engine, parameters, engine.train(parameters, 1, miniEpoch(task, rows)));
      }
      LabelScale scale = new LabelScale(100, 20);
      for (int index = 0; index < 2; index++) {
        Task task = CONFIGURATION.tasks().get(index).task();
        List<float[]> expected = engine.predict(parameters, index, rows);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PlainNetwork.write(CONFIGURATION, parameters, index, scale, out);
        Map<String, Object> guide = PlainNetwork.inputs(CONFIGURATION, parameters, task);
        ComputationGraph graph =
            ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(out.toByteArray()));
        assertThat(graph.getLayers())
            .extracting(layer -> layer.conf().getLayer())
            .allSatisfy(PlainGraphTest::isOfTheLibrary);
        for (int i = 0; i < rows.size(); i++) {
          float[] told =
              graph
                  .output(GraphEncoder.encode(guide, records.get(i)))[0]
                  .reshape(-1)
                  .toFloatVector();
          assertThat(told).hasSize(expected.get(i).length);
          for (int j = 0; j < told.length; j++) {
            boolean number = task.type() instanceof TaskType.Regression;
            float wanted = expected.get(i)[j];
            assertThat(told[j])
                .as("%s of %s", task.name(), records.get(i))
                .isCloseTo(number ? scale.restore(wanted) : wanted, within(number ? 2e-4f : 1e-5f));
          }
        }
      }
    }
  }

  private static void isOfTheLibrary(Layer layer) {
    assertThat(layer.getClass().getName()).startsWith("org.deeplearning4j.");
  }

  private Map<String, Object> record() {
    Map<String, Object> record = new LinkedHashMap<>();
    if (random.nextInt(5) > 0) {
      record.put("seconds", 1e6f + Math.round(100 * random.nextGaussian()));
    }
    if (random.nextInt(5) > 0) {
      record.put("wealth", (float) (Math.exp(8 * random.nextDouble()) - 500));
    }
    if (random.nextInt(5) > 0) {
      record.put("the job", "job " + random.nextInt(6)); // two too many
    }
    if (random.nextInt(5) > 0) {
      record.put("city.code", "c" + random.nextInt(20));
    }
    String text = "";
    for (int i = random.nextInt(4); i > 0; i--) {
      text += (random.nextBoolean() ? ", " : " ") + Integer.toString(random.nextInt(30), 2) + "Ab";
    }
    record.put("text", text);
    Map<Integer, Float> entries = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      entries.put(random.nextInt(6), (float) random.nextGaussian());
    }
    record.put("basket", entries);
    return record;
  }

  /** The field row of a record. */
  @SuppressWarnings("unchecked")
  private static float[] row(Map<String, Object> record) {
    float[] row = new float[CONFIGURATION.model().features()];
    for (Slot slot : CONFIGURATION.model().fields().slots()) {
      Object given = record.get(slot.field().name());
      int at = slot.offset();
      if (slot.spec() instanceof Numeric numeric) {
        float x = given == null ? Float.NaN : (float) given;
        boolean log = numeric.transform() == Transform.LOG;
        row[at] = log ? (float) (Math.signum(x) * Math.log1p(Math.abs((double) x))) : x;
      } else if (slot.spec() instanceof Categorical) {
        FieldProblems.category(row, at, (String) given);
      } else if (slot.spec() instanceof Text text && given != null) {
        String value = (String) given;
        new TextGrams(text).fill(value.toCharArray(), 0, value.length(), row, at);
      } else if (slot.spec() instanceof Sparse && given != null) {
        int entry = at;
        for (Map.Entry<Integer, Float> each : ((Map<Integer, Float>) given).entrySet()) {
          row[entry++] = 1 + each.getKey();
          row[entry++] = each.getValue();
        }
      }
    }
    return row;
  }

  private MiniEpoch miniEpoch(int task, List<float[]> rows) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      float label = task == 0 ? random.nextInt(3) : 100 + 20 * (float) random.nextGaussian();
      examples.add(
          new Example(
              task, new Position(i, "in", 0, i), Split.TRAIN, rows.get(i), new float[] {label}));
    }
    return new MiniEpoch(task, 1, examples, task == 0 ? LabelScale.NONE : new LabelScale(100, 20));
  }
}
