package io.tributary.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Task;
import io.tributary.model.TaskType;
import io.tributary.model.field.Field;
import io.tributary.model.field.FieldHash;
import io.tributary.model.field.FieldRow;
import io.tributary.model.field.FieldSpec.Categorical;
import io.tributary.model.field.FieldSpec.Numeric;
import io.tributary.model.field.FieldSpec.Sparse;
import io.tributary.model.field.FieldSpec.Text;
import io.tributary.model.field.FieldSpec.Transform;
import io.tributary.model.field.FieldTensors;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What the layer hands on, by the formulas of docs/fields.md in plain words. */
class FieldsPassTest {

  private static final FieldRow ROW =
      new FieldRow(
          List.of(
              new Field("text", new Text(9, 3, 1, 0, 0, 4)),
              new Field("one", new Numeric(Transform.NONE)),
              new Field("learned", new Categorical(3, 0, 2)),
              new Field("sparse", new Sparse(5, 2, 3)),
              new Field("two", new Numeric(Transform.NONE)),
              new Field("hashed", new Categorical(0, 6, 2))));
  private static final int WIDTH = 4 + 1 + 2 + 6 + 1 + 2;
  private static final int OUTPUTS = 13;

  private final FieldTensors tensors = FieldTensors.of(ROW);
  private final float[] parameters = new float[(int) network().numParams()];

  private static MultiLayerNetwork network() {
    NetworkSpec trunk = new NetworkSpec.Layers(List.of(new LayerSpec.Dense(1)));
    NetworkSpec head = new NetworkSpec.Layers(List.of());
    Task task = new Task(0, "t", new TaskType.Regression(), true);
    return new MultiLayerNetwork(
        NetworkPlan.of(List.of(ROW.width()), ROW, trunk, head, task).configuration());
  }

  @Test
  void followsTheFormulas() {
    Random random = new Random(4);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = (float) random.nextGaussian();
    }
    set("count", 5, 5);
    set("mean", 100, -2);
    set("variance", 25, 0);
    long blue = FieldHash.of("blue");
    long red = FieldHash.of("red");
    set(
        "learned.values",
        FieldHash.high(blue),
        FieldHash.low(blue),
        FieldHash.high(red),
        FieldHash.low(red),
        0,
        0);

    float[] some = {3, 3, 9, 0, 110, FieldHash.high(red), FieldHash.low(red), 5, 2, 1, -1, 0, 0};
    float[] row = Arrays.copyOf(some, WIDTH);
    row[13] = 7; // its variance is 0
    row[14] = FieldHash.high(blue);
    row[15] = FieldHash.low(blue);
    double[] expected = new double[OUTPUTS];
    expected[0] = 2; // (110 − 100) / 5
    embed(expected, 4, "text.W", 3, 2, 2 / 3.0);
    embed(expected, 4, "text.W", 3, 8, 1 / 3.0);
    embed(expected, 7, "learned.W", 2, 3, 1); // other, missing, blue, red
    embed(expected, 9, "sparse.W", 2, 4, 2);
    embed(expected, 9, "sparse.W", 2, 0, -1);
    embed(expected, 11, "hashed.W", 2, 1 + FieldHash.bucket(blue, 6), 1);
    check(row, expected);

    float[] missing = new float[WIDTH];
    missing[4] = Float.NaN;
    missing[13] = Float.NaN;
    double[] ofMissing = new double[OUTPUTS];
    ofMissing[1] = 1;
    ofMissing[3] = 1;
    embed(ofMissing, 7, "learned.W", 2, 1, 1);
    embed(ofMissing, 11, "hashed.W", 2, 0, 1);
    check(missing, ofMissing);

    float[] unknown = missing.clone();
    unknown[4] = -1e9f;
    unknown[5] = FieldHash.high(FieldHash.of("green"));
    unknown[6] = FieldHash.low(FieldHash.of("green"));
    double[] ofUnknown = new double[OUTPUTS];
    ofUnknown[0] = -10;
    ofUnknown[3] = 1;
    embed(ofUnknown, 7, "learned.W", 2, 0, 1);
    embed(ofUnknown, 11, "hashed.W", 2, 0, 1);
    check(unknown, ofUnknown);
  }

  private void set(String key, float... values) {
    System.arraycopy(values, 0, parameters, tensor(key).offset(), values.length);
  }

  private void embed(double[] outputs, int at, String key, int columns, int row, double factor) {
    for (int j = 0; j < columns; j++) {
      outputs[at + j] += factor * parameters[tensor(key).offset() + row * columns + j];
    }
  }

  private FieldTensors.Tensor tensor(String key) {
    return tensors.all().stream().filter(each -> each.key().equals(key)).findAny().orElseThrow();
  }

  private void check(float[] row, double[] expected) {
    MultiLayerNetwork network = network(); // which takes parameters once
    network.init(Nd4j.create(parameters, new long[] {1, parameters.length}), false);
    INDArray batch = Nd4j.vstack(Nd4j.zeros(1, WIDTH), Nd4j.createFromArray(row).reshape(1, WIDTH));
    INDArray outputs = network.feedForwardToLayer(0, batch, false).get(1);
    assertThat(outputs.shape()).containsExactly(2, OUTPUTS);
    for (int i = 0; i < OUTPUTS; i++) {
      assertThat(outputs.getDouble(1, i)).as("output %d", i).isCloseTo(expected[i], within(1e-5));
    }
  }
}
