package io.tributary.model.engine;

import io.tributary.model.LabelScale;
import io.tributary.model.config.Configuration;
import io.tributary.model.field.FieldRow;
import io.tributary.model.field.FieldRow.Slot;
import io.tributary.model.field.FieldSpec.Categorical;
import io.tributary.model.field.FieldSpec.Numeric;
import io.tributary.model.field.FieldSpec.Sparse;
import io.tributary.model.field.FieldSpec.Text;
import io.tributary.model.field.FieldTensors;
import io.tributary.model.field.FieldTensors.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * One task's network with named inputs, as a graph of Deeplearning4j's own layers: numbers are
 * standardised by dense layers with fixed matrices, categories and n-grams are indices into
 * embedding layers, sparse vectors are multiplied as dense ones. {@link GraphInputs} says what each
 * input takes.
 */
final class PlainGraph {

  private static final double CLIP = 10;
  private static final String NUMBERS = "fields.numbers";

  private final FieldRow fields;
  private final Map<String, Tensor> tensors;
  private final float[] own;
  private final GraphBuilder graph =
      new NeuralNetConfiguration.Builder()
          .dataType(DataType.FLOAT)
          .activation(Activation.IDENTITY)
          .updater(new NoOp())
          .graphBuilder();
  private final Map<String, float[][]> weights = new LinkedHashMap<>();
  private final Map<String, float[]> biases = new LinkedHashMap<>();
  private final List<String> parts = new ArrayList<>();

  private PlainGraph(FieldRow fields, float[] own) {
    this.fields = fields;
    this.own = own;
    tensors = FieldTensors.of(fields).byKey();
  }

  /**
   * Builds it.
   *
   * @param own the parameters of the task's network, [trunk | head]
   */
  static ComputationGraph of(Configuration configuration, float[] own, int task, LabelScale scale) {
    PlainGraph plain = new PlainGraph(configuration.model().fields(), own);
    MultiLayerNetwork network = PlainNetwork.network(configuration, own, task, scale);
    return plain.build(network);
  }

  private ComputationGraph build(MultiLayerNetwork network) {
    graph.addInputs(GraphInputs.names(fields));
    numbers();
    for (Slot slot : fields.slots()) {
      if (!(slot.spec() instanceof Numeric)) {
        embedding(slot);
      }
    }
    String below = parts.get(0);
    if (parts.size() > 1) {
      below = "fields";
      graph.addVertex(below, new MergeVertex(), parts.toArray(String[]::new));
    }
    MultiLayerConfiguration list = network.getLayerWiseConfigurations();
    for (int i = 1; i < network.getnLayers(); i++) {
      Layer layer = list.getConf(i).getLayer().clone();
      String name = layer.getLayerName();
      graph.addLayer(name, layer, list.getInputPreProcess(i), below);
      below = name;
    }
    ComputationGraph built = new ComputationGraph(graph.setOutputs(below).build());
    built.init();
    weights.forEach((name, values) -> set(built, name, "W", Nd4j.create(values)));
    biases.forEach((name, values) -> set(built, name, "b", Nd4j.createFromArray(values)));
    for (int i = 1; i < network.getnLayers(); i++) {
      String name = list.getConf(i).getLayer().getLayerName();
      network.getLayer(i).paramTable().forEach((key, array) -> set(built, name, key, array));
    }
    return built;
  }

  private static void set(ComputationGraph graph, String layer, String key, INDArray values) {
    INDArray parameter = graph.getLayer(layer).getParam(key);
    parameter.assign(values.reshape(parameter.shape()));
  }

  /** (x − mean) / deviation, cut off, and whether it is missing, in turns. */
  private void numbers() {
    int count = fields.numerics();
    if (count == 0) {
      return;
    }
    float[] mean = elements(FieldTensors.MEAN);
    float[] variance = elements(FieldTensors.VARIANCE);
    float[] minusMean = new float[count];
    float[][] factors = new float[count][count];
    float[][] values = new float[count][2 * count];
    float[][] flags = new float[count][2 * count];
    for (int i = 0; i < count; i++) {
      minusMean[i] = -mean[i];
      factors[i][i] = variance[i] > 0 ? (float) (1 / Math.sqrt(variance[i]) / CLIP) : 0;
      values[i][2 * i] = (float) CLIP;
      flags[i][2 * i + 1] = 1;
    }
    float[][] same = new float[count][count];
    for (int i = 0; i < count; i++) {
      same[i][i] = 1;
    }
    // The mean apart from the factor, for a number of which only the last digits change.
    dense("fields.shift", same, minusMean, Activation.IDENTITY, GraphInputs.NUMBERS);
    dense("fields.scale", factors, null, Activation.HARDTANH, "fields.shift");
    dense("fields.values", values, null, Activation.IDENTITY, "fields.scale");
    dense("fields.flags", flags, null, Activation.IDENTITY, GraphInputs.MISSING);
    ElementWiseVertex sum = new ElementWiseVertex(ElementWiseVertex.Op.Add);
    graph.addVertex(NUMBERS, sum, "fields.values", "fields.flags");
    parts.add(NUMBERS);
  }

  private void dense(
      String name, float[][] matrix, float @Nullable [] bias, Activation activation, String below) {
    DenseLayer layer =
        new DenseLayer.Builder()
            .nIn(matrix.length)
            .nOut(matrix[0].length)
            .hasBias(bias != null)
            .activation(activation)
            .build();
    graph.addLayer(name, layer, below);
    weights.put(name, matrix);
    if (bias != null) {
      biases.put(name, bias);
    }
  }

  private void embedding(Slot slot) {
    String name = "fields." + slot.field().name();
    String input = GraphInputs.input(slot);
    int columns = slot.spec().outputs();
    int rows = slot.spec().rows();
    if (slot.spec() instanceof Text text) {
      float[][] padded = table(slot, 1);
      String words = name + ".grams";
      graph.addLayer(
          words,
          new EmbeddingSequenceLayer.Builder()
              .nIn(rows + 1)
              .nOut(columns)
              .inputLength(text.length())
              .hasBias(false)
              .activation(Activation.IDENTITY)
              .build(),
          input);
      weights.put(words, padded);
      graph.addLayer(name + ".sum", new GlobalPoolingLayer.Builder(PoolingType.SUM).build(), words);
      float[][] ones = new float[1][columns];
      Arrays.fill(ones[0], 1);
      dense(name + ".share", ones, null, Activation.IDENTITY, GraphInputs.share(slot));
      ElementWiseVertex product = new ElementWiseVertex(ElementWiseVertex.Op.Product);
      graph.addVertex(name, product, name + ".sum", name + ".share");
    } else if (slot.spec() instanceof Categorical) {
      EmbeddingLayer layer =
          new EmbeddingLayer.Builder()
              .nIn(rows)
              .nOut(columns)
              .hasBias(false)
              .activation(Activation.IDENTITY)
              .build();
      graph.addLayer(name, layer, input);
      weights.put(name, table(slot, 0));
    } else if (slot.spec() instanceof Sparse) {
      dense(name, table(slot, 0), null, Activation.IDENTITY, input);
    }
    parts.add(name);
  }

  /** A field's embeddings, behind some rows of zeros. */
  private float[][] table(Slot slot, int zeros) {
    Tensor tensor = tensor(FieldTensors.table(slot));
    float[][] rows = new float[zeros + tensor.rows()][tensor.columns()];
    for (int i = 0; i < tensor.rows(); i++) {
      int from = tensor.offset() + i * tensor.columns();
      System.arraycopy(own, from, rows[zeros + i], 0, tensor.columns());
    }
    return rows;
  }

  private float[] elements(String key) {
    Tensor tensor = tensor(key);
    return Arrays.copyOfRange(own, tensor.offset(), tensor.end());
  }

  private Tensor tensor(String key) {
    return Objects.requireNonNull(tensors.get(key), key);
  }
}
