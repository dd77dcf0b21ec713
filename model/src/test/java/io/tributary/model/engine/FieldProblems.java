package io.tributary.model.engine;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.field.FieldHash;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Models with a field of every kind, and rows for them. */
public final class FieldProblems {

  /** Where each field begins in the row. */
  static final int AGE = 0;

  static final int JOB = 1;
  static final int COMMENT = 3;
  static final int CITY = 8;
  static final int BALANCE = 10;
  static final int BASKET = 11;
  static final int TONE = 17;

  private static final int WIDTH = 19;

  private FieldProblems() {}

  /** Two tasks on seven fields; batches of 64, one pass of SGD at rate 1. */
  public static Configuration configuration() {
    return ConfigurationFile.parse(
        """
        model:
          name: test
          fields:
            age: numeric
            the job: {type: categorical, values: 4, dimension: 3}
            comment: {type: text, buckets: 7, dimension: 2, length: 5}
            city.code: {type: categorical, buckets: 3, dimension: 2}
            balance: numeric
            basket: {type: sparse, size: 6, dimension: 2, entries: 3}
            tone: {type: categorical, values: 2, dimension: 1}
          trunk: [dense: {units: 5}, tanh]
        tasks:
          yes: {type: binary, target: true}
          price: {type: regression}
        training: {batchSize: 64, optimizer: {learningRate: 1.0}}
        weighting: {method: uniform}
        """,
        "test.yaml",
        Path.of("."),
        Map.of());
  }

  /** Random rows of which the label tells something. */
  public static MiniEpoch miniEpoch(int task, int count, long number) {
    Random random = new Random(number * 7 + task);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] row = new float[WIDTH];
      row[AGE] = random.nextInt(5) == 0 ? Float.NaN : 1e6f + 100 * (float) random.nextGaussian();
      row[BALANCE] = random.nextInt(9) == 0 ? Float.NaN : (float) random.nextGaussian() / 100;
      int job = random.nextInt(6);
      category(row, JOB, job == 5 ? null : "job " + job);
      category(row, CITY, random.nextInt(4) == 0 ? null : "city " + random.nextInt(9));
      category(row, TONE, "tone " + random.nextInt(2));
      int words = random.nextInt(6);
      for (int w = 0; w < words; w++) {
        row[COMMENT + w] = 1 + random.nextInt(7);
      }
      int entries = random.nextInt(4);
      for (int e = 0; e < entries; e++) {
        row[BASKET + 2 * e] = 1 + random.nextInt(6);
        row[BASKET + 2 * e + 1] = (float) random.nextGaussian();
      }
      float sum = job + words - entries + (Float.isNaN(row[AGE]) ? 2 : (row[AGE] - 1e6f) / 100);
      float label = task == 0 ? (sum > 3 ? 1 : 0) : sum;
      examples.add(
          new Example(task, new Position(i, "in", 0, i), Split.TRAIN, row, new float[] {label}));
    }
    LabelScale scale = task == 0 ? LabelScale.NONE : new LabelScale(3, 3);
    return new MiniEpoch(task, number, examples, scale);
  }

  /** Puts a value, or null for a missing one. */
  static void category(float[] row, int at, @Nullable String value) {
    long hash = value == null ? 0 : FieldHash.of(value);
    row[at] = FieldHash.high(hash);
    row[at + 1] = FieldHash.low(hash);
  }

  /** Parameters after a delta of one task, α = 1. */
  static float[] after(Engine engine, float[] parameters, TaskDelta delta) {
    try (DeltaSpace space =
        engine.span(parameters, List.of(delta), 0, LabelScale.NONE, HeadSteps.SCALED)) {
      return space.combine(new float[] {1});
    }
  }

  /** A tensor's elements. */
  static float[] tensor(Engine engine, float[] parameters, String name) {
    return engine.layout().tensors().stream()
        .filter(tensor -> tensor.name().equals(name))
        .map(t -> Arrays.copyOfRange(parameters, t.offset(), t.offset() + t.length()))
        .findFirst()
        .orElseThrow();
  }
}
