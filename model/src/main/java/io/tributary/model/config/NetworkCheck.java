package io.tributary.model.config;

import io.tributary.model.network.LayerSpec;
import io.tributary.model.network.NetworkException;
import io.tributary.model.network.NetworkPlan;
import io.tributary.model.network.NetworkSpec;
import io.tributary.model.network.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Checks that layers fit on each other. Lists are followed by their shapes alone; Deeplearning4j
 * classes load only where a file asks for them, since they take a second.
 */
final class NetworkCheck {

  private static final String TRUNK = "model.trunk";

  private final Section root;

  NetworkCheck(Section root) {
    this.root = root;
  }

  void check(Configuration configuration) {
    ModelConfig model = configuration.model();
    Shape input =
        model.fields().isEmpty() ? new Shape(model.input()) : Shape.of(model.fields().outputs());
    Shape trunk = follow(input, model.trunk(), TRUNK);
    for (TaskConfig task : configuration.tasks()) {
      String place = "tasks." + task.task().name() + ".head";
      if (trunk == null) {
        plan(configuration, task, TRUNK);
      } else if (follow(trunk, task.head(), place) == null) {
        plan(configuration, task, place);
      }
    }
  }

  /** The shape behind a list of layers; null behind a file. */
  private @Nullable Shape follow(Shape below, NetworkSpec spec, String path) {
    if (!(spec instanceof NetworkSpec.Layers list)) {
      return null;
    }
    Shape shape = below;
    for (int i = 0; i < list.layers().size(); i++) {
      shape = after(shape, list.layers().get(i), path + "[" + i + "]");
    }
    return shape;
  }

  private Shape after(Shape below, LayerSpec layer, String path) {
    try {
      Shape shape = below.after(layer, path);
      int unused = shape.length(); // throws when no array is so long
      return shape;
    } catch (NetworkException e) {
      throw root.refuseAt(path, e.getMessage() + "; change this layer or those before it");
    } catch (ArithmeticException e) {
      throw root.refuse(path, "hands on more numbers than an array holds; make it smaller");
    }
  }

  private void plan(Configuration configuration, TaskConfig task, String path) {
    ModelConfig model = configuration.model();
    try {
      NetworkPlan unused =
          NetworkPlan.of(model.input(), model.fields(), model.trunk(), task.head(), task.task());
    } catch (NetworkException e) {
      String problem = Quoted.clean(String.valueOf(e.getMessage()));
      throw root.refuse(path, "does not fit (" + problem + "); correct the file it names");
    }
  }
}
