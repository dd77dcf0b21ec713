package io.tributary.model.engine;

import io.tributary.model.TensorSpec;
import io.tributary.model.TensorSpec.Kind;
import io.tributary.model.TensorSpec.Order;
import io.tributary.model.network.FieldsLayer;
import io.tributary.model.network.NetworkPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Asks Deeplearning4j's layers how their parameters lie, and lets them draw initial ones. */
final class NetworkParameters {
  private final NetworkPlan plan;
  private final String task;
  private final int aligned;

  /** Of a plan alone. */
  NetworkParameters(NetworkPlan plan) {
    this(plan, "", 0);
  }

  /**
   * Of a plan, and of a matrix before it that lies behind the head.
   *
   * @param aligned rows of the matrix, as many as columns; 0: there is none
   */
  NetworkParameters(NetworkPlan plan, String task, int aligned) {
    this.plan = plan;
    this.task = task;
    this.aligned = aligned;
  }

  /** The layout of the plan's flat parameters. */
  NetworkLayout layout() {
    int trunk = length(0, plan.trunkLayers());
    int all = trunk + length(plan.trunkLayers(), layers());
    List<TensorSpec> tensors = new ArrayList<>();
    try (FlatVector flat = new FlatVector(all)) {
      long start = flat.array().data().addressPointer().address();
      int offset = 0;
      for (int i = 0; i < layers(); i++) {
        NeuralNetConfiguration layer = layer(i);
        for (Map.Entry<String, INDArray> entry : visit(layer, flat, offset, false).entrySet()) {
          long address = entry.getValue().data().addressPointer().address();
          int at = (int) ((address - start) / Float.BYTES);
          tensors.add(spec(layer, entry.getKey(), entry.getValue(), at));
        }
        offset += length(i, i + 1);
      }
    }
    tensors.sort(Comparator.comparingInt(TensorSpec::offset));
    if (aligned > 0) {
      List<Integer> square = List.of(aligned, aligned);
      tensors.add(
          new TensorSpec("align." + task + ".W", square, all, Order.ROW_MAJOR, Kind.LEARNED));
    }
    return NetworkLayout.of(trunk, all + aligned * aligned, all, tensors);
  }

  /** Fresh parameters of the trunk. */
  float[] initialTrunk(long seed) {
    return initial(0, plan.trunkLayers(), seed);
  }

  /** Fresh parameters of the head. */
  float[] initialHead(long seed) {
    float[] layers = initial(plan.trunkLayers(), layers(), seed);
    float[] head = Arrays.copyOf(layers, layers.length + aligned * aligned);
    for (int i = 0; i < aligned; i++) {
      head[layers.length + i * (aligned + 1)] = 1; // the identity, to begin with
    }
    return head;
  }

  private float[] initial(int from, int to, long seed) {
    Nd4j.getRandom().setSeed(seed); // of this thread alone
    int length = length(from, to);
    if (length == 0) {
      return new float[0];
    }
    try (FlatVector flat = new FlatVector(length)) {
      int offset = 0;
      for (int i = from; i < to; i++) {
        visit(layer(i), flat, offset, true);
        offset += length(i, i + 1);
      }
      return flat.toArray();
    }
  }

  private static Map<String, INDArray> visit(
      NeuralNetConfiguration layer, FlatVector flat, int offset, boolean initialise) {
    int length = (int) layer.getLayer().initializer().numParams(layer);
    if (length == 0) {
      return Map.of();
    }
    INDArray view = flat.segment(offset, length);
    return layer.getLayer().initializer().init(layer, view, initialise);
  }

  private static TensorSpec spec(NeuralNetConfiguration layer, String key, INDArray array, int at) {
    List<Integer> shape = Arrays.stream(array.shape()).mapToObj(size -> (int) size).toList();
    if (shape.size() == 2 && shape.get(0) == 1 && !key.endsWith("W")) {
      shape = shape.subList(1, 2); // biases and the like are rows
    }
    return new TensorSpec(
        layer.getLayer().getLayerName() + "." + key,
        shape,
        at,
        shape.size() > 1 && array.ordering() == 'f' ? Order.COLUMN_MAJOR : Order.ROW_MAJOR,
        isStatistic(layer.getLayer(), key) ? Kind.STATISTIC : Kind.LEARNED);
  }

  private static boolean isStatistic(Layer layer, String key) {
    return layer instanceof BatchNormalization
        ? key.equals("mean") || key.equals("var") || key.equals("log10stdev")
        : layer instanceof FieldsLayer fields && fields.isStatistic(key);
  }

  private int length(int from, int to) {
    int length = 0;
    for (int i = from; i < to; i++) {
      length += (int) layer(i).getLayer().initializer().numParams(layer(i));
    }
    return length;
  }

  private int layers() {
    return plan.configuration().getConfs().size();
  }

  private NeuralNetConfiguration layer(int index) {
    return plan.configuration().getConf(index).clone(); // initialisers note down what they see
  }
}
