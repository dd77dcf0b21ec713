package io.tributary.pytorch;

import io.tributary.model.Task;
import io.tributary.model.TaskType;
import io.tributary.model.TensorSpec;
import io.tributary.model.config.Configuration;
import io.tributary.model.engine.NetworkLayout;
import io.tributary.model.network.LayerSpec;
import io.tributary.model.network.NetworkException;
import io.tributary.model.network.NetworkSpec;
import io.tributary.model.network.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The TorchScript of one task's network, with three passes:
 *
 * <ul>
 *   <li>{@code infer(p, x, z, n)} puts the outputs of the first n rows of x into z;
 *   <li>{@code train(p, g, x, t, w, m, n)} puts the gradient of Σ wᵢ·lossᵢ in training mode into g,
 *       with targets t and masks m;
 *   <li>{@code fixed(p, g, x, t, w, z, n)} does so in inference mode, and puts the outputs into z.
 * </ul>
 *
 * {@code p} and {@code g} are lists of views of flat parameters and of a flat gradient, one a
 * tensor, as {@code views(flat)} makes them. {@code x}, {@code t}, {@code w}, {@code m} and {@code
 * z} are in the machine's memory.
 */
final class NetworkCode {
  private final List<TensorSpec> tensors;
  private final TaskType type;
  private final List<Stage> stages = new ArrayList<>();
  private final List<Integer> masks = new ArrayList<>();
  private final List<Double> rates = new ArrayList<>();
  private Shape shape;

  /**
   * Of one task.
   *
   * @throws NetworkException for a network that this engine cannot have
   */
  NetworkCode(Configuration configuration, NetworkLayout layout, Task task) {
    tensors = layout.tensors();
    type = task.type();
    shape = new Shape(configuration.model().input());
    if (!configuration.model().fields().isEmpty()) {
      throw new NetworkException("engine: pytorch has no model.fields; set engine: dl4j");
    }
    if (layout.isAligned()) {
      Shape row = Shape.of(shape.length());
      Shape input = shape;
      reshape(row);
      add(new AlignStage(index("align." + task.name() + ".W")));
      reshape(input);
    }
    layers(configuration.model().trunk(), "trunk");
    String head = "head." + task.name();
    layers(configuration.tasks().get(task.index()).head(), head);
    flatten();
    add(dense(head + ".output"));
  }

  private void layers(NetworkSpec spec, String place) {
    if (!(spec instanceof NetworkSpec.Layers list)) {
      throw new NetworkException(
          place
              + ": engine: pytorch reads lists of layers, not Deeplearning4j's files; list the"
              + " layers, or set engine: dl4j");
    }
    for (int i = 0; i < list.layers().size(); i++) {
      LayerSpec layer = list.layers().get(i);
      String kind = layer.getClass().getSimpleName().toLowerCase(Locale.ROOT);
      if (layer instanceof LayerSpec.Dense || layer instanceof LayerSpec.Flatten) {
        flatten();
      }
      Shape next = shape.after(layer, place + ", layer " + i);
      layer(layer, place + "." + i + "-" + kind);
      shape = next;
    }
  }

  private void layer(LayerSpec layer, String name) {
    if (layer instanceof LayerSpec.Dense) {
      add(dense(name));
    } else if (layer instanceof LayerSpec.Conv2d conv) {
      add(new ConvStage(conv, index(name + ".W"), index(name + ".b")));
    } else if (layer instanceof LayerSpec.MaxPool2d pool) {
      add(new PoolStage(pool));
    } else if (layer instanceof LayerSpec.Relu) {
      add(new ReluStage(!stages.isEmpty() && stages.get(stages.size() - 1).isSpent()));
    } else if (layer instanceof LayerSpec.Tanh) {
      add(new TanhStage());
    } else if (layer instanceof LayerSpec.Dropout dropout && dropout.rate() > 0) {
      add(new DropoutStage(masks.size(), shape.isImage()));
      masks.add(shape.dimensions().get(0));
      rates.add(dropout.rate());
    } else if (layer instanceof LayerSpec.BatchNorm norm) {
      add(
          new NormStage(
              index(name + ".gamma"),
              index(name + ".beta"),
              index(name + ".mean"),
              index(name + ".log10stdev"),
              norm.momentum(),
              shape.dimensions().get(0),
              shape.isImage() ? shape.length() / shape.dimensions().get(0) : 0));
    }
  }

  private Stage dense(String name) {
    return new DenseStage(index(name + ".W"), index(name + ".b"));
  }

  private void add(Stage stage) {
    stages.add(stage);
  }

  private void flatten() {
    if (shape.isImage()) {
      reshape(Shape.of(shape.length()));
    }
  }

  private void reshape(Shape to) {
    if (!to.equals(shape)) {
      add(new ReshapeStage(shape, to));
      shape = to;
    }
  }

  private int index(String name) {
    return IntStream.range(0, tensors.size())
        .filter(i -> tensors.get(i).name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there is no tensor " + name));
  }

  /** The share that each mask zeroes. */
  List<Double> rates() {
    return List.copyOf(rates);
  }

  /** Numbers of each mask for one example. */
  List<Integer> masks() {
    return List.copyOf(masks);
  }

  /** The methods of the module. */
  String methods() {
    return views()
        + nothing()
        + infer()
        + gradient("train", Stage.Mode.TRAIN)
        + gradient("fixed", Stage.Mode.FIXED);
  }

  private String views() {
    String all =
        tensors.stream()
            .map(
                tensor ->
                    "torch.as_strided(flat, %s, %s, %d)"
                        .formatted(tensor.shape(), strides(tensor), tensor.offset()))
            .collect(Collectors.joining(", "));
    return "  def views(self: %s, flat: Tensor) -> List[Tensor]:\n    return [%s]\n"
        .formatted(ScriptArchive.TYPE, all);
  }

  /** The list of no masks: Java cannot make one that knows what it would hold. */
  private static String nothing() {
    return "  def nothing(self: %s, n: int) -> List[Tensor]:\n    return annotate(List[Tensor], [])\n"
        .formatted(ScriptArchive.TYPE);
  }

  private static List<Long> strides(TensorSpec tensor) {
    int rank = tensor.shape().size();
    Long[] strides = new Long[rank];
    long step = 1;
    for (int k = 0; k < rank; k++) {
      int dimension = tensor.order() == TensorSpec.Order.COLUMN_MAJOR ? k : rank - 1 - k;
      strides[dimension] = step;
      step *= tensor.shape().get(dimension);
    }
    return List.of(strides);
  }

  private String infer() {
    Code code = new Code();
    String out = forward(code, Stage.Mode.INFER);
    code.let("torch.copy_(torch.narrow(z, 0, 0, n), %s)", out);
    return code.method("infer", "p: List[Tensor], x: Tensor, z: Tensor, n: int");
  }

  private String gradient(String name, Stage.Mode mode) {
    Code code = new Code();
    for (int i = 0; i < tensors.size(); i++) {
      code.line("g%d = g[%d]", i, i);
    }
    String out = forward(code, mode);
    if (mode == Stage.Mode.FIXED) {
      code.let("torch.copy_(torch.narrow(z, 0, 0, n), %s)", out);
    }
    String wanted = code.let("torch.to(torch.narrow(t, 0, 0, n), d)");
    String factors = code.let("torch.to(torch.narrow(w, 0, 0, n), d)");
    String slope = code.let("torch.mul(torch.sub(%s, %s), %s)", prediction(out), wanted, factors);
    for (int i = stages.size() - 1; i >= 0; i--) {
      slope = stages.get(i).backward(code, slope, isLearnedBelow(i));
    }
    String inputs = mode == Stage.Mode.FIXED ? "z: Tensor" : "m: List[Tensor]";
    return code.method(
        name,
        "p: List[Tensor], g: List[Tensor], x: Tensor, t: Tensor, w: Tensor, %s, n: int"
            .formatted(inputs));
  }

  /** Whether a stage below learns, so that a slope has to get there. */
  private boolean isLearnedBelow(int index) {
    return stages.subList(0, index).stream().anyMatch(stage -> stage.learns());
  }

  private String prediction(String out) {
    if (type instanceof TaskType.Classification) {
      return "torch.softmax(%s, 1)".formatted(out);
    }
    return type instanceof TaskType.Regression ? out : "torch.sigmoid(%s)".formatted(out);
  }

  private String forward(Code code, Stage.Mode mode) {
    for (int i = 0; i < tensors.size(); i++) {
      code.line("p%d = p[%d]", i, i);
    }
    code.line("d = ops.prim.device(p%d)", 0);
    String out = code.let("torch.to(torch.narrow(x, 0, 0, n), d)");
    for (Stage stage : stages) {
      out = stage.forward(code, out, "n", mode);
    }
    return out;
  }
}
