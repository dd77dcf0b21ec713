package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.Task;
import io.tributary.model.TaskType;
import io.tributary.model.field.Field;
import io.tributary.model.field.FieldHash;
import io.tributary.model.field.FieldRow;
import io.tributary.model.field.FieldSpec;
import io.tributary.model.field.FieldSpec.Categorical;
import io.tributary.model.field.FieldSpec.Numeric;
import io.tributary.model.field.FieldSpec.Sparse;
import io.tributary.model.field.FieldSpec.Text;
import io.tributary.model.field.FieldSpec.Transform;
import io.tributary.model.network.LayerSpec;
import io.tributary.model.network.NetworkException;
import io.tributary.model.network.NetworkPlan;
import io.tributary.model.network.NetworkSpec;
import io.tributary.model.network.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Layers computed by hand give the outputs and gradients of Deeplearning4j's. */
class LayerPassesTest {

  private static final double TOLERANCE = 1e-6; // of the largest element
  private static final int OUTPUTS = 4;
  private static final Task TASK = new Task(0, "t", new TaskType.Classification(OUTPUTS), true);

  @BeforeEach
  void begin() {
    NativeUse.begin(); // first, for end() comes also when the natives do not load
    Natives.load();
  }

  @AfterEach
  void end() {
    NativeUse.end();
  }

  @Test
  void agreeWithDeeplearning4jOnRandomNetworks() {
    Random random = new Random(7);
    int convolutions = 0;
    for (int i = 0; i < 60; i++) {
      boolean image = i % 3 > 0;
      List<Integer> input =
          image
              ? List.of(1 + random.nextInt(3), 6 + random.nextInt(7), 6 + random.nextInt(7))
              : List.of(1 + random.nextInt(40));
      List<LayerSpec> layers = layers(random, input);
      convolutions += layers.stream().anyMatch(LayerSpec.Conv2d.class::isInstance) ? 1 : 0;
      compare(input, layers, 1 + random.nextInt(20), random);
    }
    assertThat(convolutions).isGreaterThan(20);
  }

  @Test
  void agreeWhereABatchOfImagesPassesInSeveralParts() {
    List<LayerSpec> layers =
        List.of(
            new LayerSpec.Conv2d(10, 5, 1, 0),
            new LayerSpec.MaxPool2d(2, 2),
            new LayerSpec.Relu(),
            new LayerSpec.Conv2d(20, 5, 1, 0),
            new LayerSpec.MaxPool2d(2, 2),
            new LayerSpec.Relu(),
            new LayerSpec.Dense(50));
    compare(List.of(1, 28, 28), layers, 23, new Random(1));
  }

  @Test
  void agreeBehindFields() {
    Random random = new Random(11);
    for (int i = 0; i < 30; i++) {
      FieldRow fields = fields(random, i);
      List<LayerSpec> layers = layers(random, List.of(fields.outputs()));
      NetworkPlan plan = plan(List.of(fields.width()), fields, layers);
      compare(plan, 1 + random.nextInt(20), random, row -> fill(fields, row, random));
    }
  }

  @Test
  void passALargeBatchAndThenASmallOne() {
    List<LayerSpec> layers = List.of(new LayerSpec.Dense(30), new LayerSpec.Tanh());
    NetworkPlan plan = plan(List.of(12), layers);
    Random random = new Random(3);
    NetworkLayout layout = new NetworkParameters(plan).layout();
    try (InputBatch input = new InputBatch(32, List.of(12));
        FlatVector parameters = random(layout.length(), random);
        LayerPasses passes = new LayerPasses(plan, input, parameters)) {
      put(input, 32, 12, random);
      float[] before = passes.infer(5).clone();
      passes.differentiate(32, outputs -> {});
      float[] after = passes.infer(5);
      for (int i = 0; i < 5 * OUTPUTS; i++) {
        assertThat(after[i]).isEqualTo(before[i]);
      }
    }
  }

  @Test
  void leaveLayersThatAreRandomOrCollectToDeeplearning4j() {
    for (LayerSpec layer : List.of(new LayerSpec.Dropout(0.5), new LayerSpec.BatchNorm(0.9))) {
      NetworkPlan plan = plan(List.of(3), List.of(new LayerSpec.Dense(4), layer));
      NetworkLayout layout = new NetworkParameters(plan).layout();
      assertThat(LayerPasses.compute(plan, layout)).as(layer.toString()).isFalse();
    }
  }

  private static List<LayerSpec> layers(Random random, List<Integer> input) {
    while (true) {
      List<LayerSpec> layers = new ArrayList<>();
      int count = 1 + random.nextInt(6);
      for (int i = 0; i < count; i++) {
        layers.add(layer(random, input.size() == 3));
      }
      try {
        new Shape(input).after(layers, "made");
        return layers;
      } catch (NetworkException impossible) {
        // windows larger than what is left of the image, or an image after a row: drawn again
      }
    }
  }

  private static LayerSpec layer(Random random, boolean image) {
    return switch (random.nextInt(image ? 7 : 3)) {
      case 0 -> new LayerSpec.Dense(1 + random.nextInt(30));
      case 1 -> new LayerSpec.Tanh();
      case 2 -> new LayerSpec.Relu();
      case 3 -> new LayerSpec.MaxPool2d(1 + random.nextInt(3), 1 + random.nextInt(3));
      case 4 -> new LayerSpec.Flatten();
      default ->
          new LayerSpec.Conv2d(
              1 + random.nextInt(8),
              1 + random.nextInt(4),
              1 + random.nextInt(3),
              random.nextInt(3));
    };
  }

  /** Fields of every kind; the first row has numbers alone, which learn nothing. */
  private static FieldRow fields(Random random, int at) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("number", new Numeric(Transform.NONE)));
    List<FieldSpec> kinds =
        List.of(
            new Numeric(Transform.NONE),
            new Text(20, 3, 1, 0, 0, 6),
            new Categorical(0, 5, 2),
            new Categorical(4, 0, 3),
            new Sparse(30, 4, 9));
    for (int i = 0; i < at % 6; i++) {
      fields.add(new Field("field-" + i, kinds.get(random.nextInt(kinds.size()))));
    }
    return new FieldRow(fields);
  }

  private static void fill(FieldRow fields, float[] row, Random random) {
    for (FieldRow.Slot slot : fields.slots()) {
      int at = slot.offset();
      if (slot.spec() instanceof Numeric) {
        row[at] = random.nextInt(4) == 0 ? Float.NaN : (float) random.nextGaussian();
      } else if (slot.spec() instanceof Categorical) {
        long hash = FieldHash.of("value " + random.nextInt(5));
        row[at] = FieldHash.high(hash);
        row[at + 1] = FieldHash.low(hash);
      } else {
        int step = slot.spec() instanceof Sparse ? 2 : 1;
        int width = step * (step == 2 ? 4 : 6);
        int named = random.nextInt(width / step + 1);
        for (int i = 0; i < named; i++) {
          row[at + i * step] = 1 + random.nextInt(20);
          if (step == 2) {
            row[at + i * step + 1] = (float) random.nextGaussian();
          }
        }
      }
    }
  }

  /** Puts an example's inputs. */
  @FunctionalInterface
  private interface Filler {
    void fill(float[] row);
  }

  private static void compare(
      List<Integer> shape, List<LayerSpec> layers, int count, Random random) {
    compare(plan(shape, layers), count, random, row -> draw(row, random));
  }

  private static void compare(NetworkPlan plan, int count, Random random, Filler filler) {
    List<Integer> shape = plan.input().dimensions();
    NetworkLayout layout = new NetworkParameters(plan).layout();
    String name = shape + " " + plan.fields() + plan.specs() + ", batch of " + count;
    assertThat(LayerPasses.compute(plan, layout)).as(name).isTrue();
    try (InputBatch input = new InputBatch(32, shape);
        FlatVector parameters = random(layout.length(), random);
        LayerPasses ours = new LayerPasses(plan, input, parameters);
        Dl4jPasses theirs =
            new Dl4jPasses(
                TaskNetwork.training(plan.configuration(), parameters.array(), OUTPUTS),
                input,
                null,
                OUTPUTS)) {
      for (int i = 0; i < count; i++) {
        float[] row = new float[input.features()];
        filler.fill(row);
        input.put(i, row);
      }
      Random slopes = new Random(count);
      float[] bySample = new float[count * OUTPUTS];
      for (int i = 0; i < bySample.length; i++) {
        bySample[i] = (float) slopes.nextGaussian();
      }
      List<float[]> outputs = new ArrayList<>();
      for (Passes each : List.of(ours, theirs)) {
        each.differentiate(
            count,
            rows -> {
              outputs.add(rows.clone());
              System.arraycopy(bySample, 0, rows, 0, bySample.length);
            });
      }
      assertClose(outputs.get(0), outputs.get(1), count * OUTPUTS, name);
      assertClose(gradient(ours, layout), gradient(theirs, layout), layout.length(), name);
    }
  }

  private static NetworkPlan plan(List<Integer> input, List<LayerSpec> layers) {
    return plan(input, FieldRow.NONE, layers);
  }

  private static NetworkPlan plan(List<Integer> input, FieldRow fields, List<LayerSpec> layers) {
    NetworkSpec.Layers trunk = new NetworkSpec.Layers(layers);
    return NetworkPlan.of(input, fields, trunk, new NetworkSpec.Layers(List.of()), TASK);
  }

  private static FlatVector random(int length, Random random) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (0.3 * random.nextGaussian());
    }
    FlatVector vector = new FlatVector(length);
    vector.set(values);
    return vector;
  }

  private static void put(InputBatch input, int count, int features, Random random) {
    for (int i = 0; i < count; i++) {
      float[] row = new float[features];
      draw(row, random);
      input.put(i, row);
    }
  }

  private static void draw(float[] row, Random random) {
    for (int j = 0; j < row.length; j++) {
      row[j] = (float) random.nextGaussian();
    }
  }

  private static float[] gradient(Passes passes, NetworkLayout layout) {
    float[] values = new float[layout.length()];
    ((FloatPointer) passes.gradient().data().addressPointer()).get(values);
    return values;
  }

  private static void assertClose(float[] ours, float[] theirs, int length, String name) {
    double largest = 1;
    for (int i = 0; i < length; i++) {
      largest = Math.max(largest, Math.abs(theirs[i]));
    }
    for (int i = 0; i < length; i++) {
      assertThat((double) ours[i])
          .as("element %d of %s", i, name)
          .isCloseTo(theirs[i], org.assertj.core.data.Offset.offset(TOLERANCE * largest));
    }
  }
}
