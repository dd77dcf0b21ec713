package io.tributary.model.round;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.ParameterLayout;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.OptimizerConfig;
import io.tributary.model.engine.StraightLineNetwork;
import io.tributary.model.evaluation.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * αVIL's rounds written down a second time, line by line as the paper has them, in double precision
 * over whole parameter vectors and a straight-line network. Shares no code with what it checks:
 * plain SGD in order of arrival, plain steps on α over given dev examples, no bounds.
 */
public final class StraightLineRounds {

  private final Configuration configuration;
  private final ParameterLayout layout;
  private final List<StraightLineNetwork> networks = new ArrayList<>();
  private final double[] theta;
  private final double[] weights;
  private double[] alpha;

  /** Starts from given parameters, laid out as said, with every task weighing 1. */
  public StraightLineRounds(Configuration configuration, ParameterLayout layout, float[] initial) {
    this(configuration, layout, initial, filled(configuration.tasks().size(), 1));
  }

  /** Goes on from given parameters and weights. */
  public StraightLineRounds(
      Configuration configuration, ParameterLayout layout, float[] initial, double[] weights) {
    OptimizerConfig optimizer = configuration.training().optimizer();
    if (optimizer.type() != OptimizerConfig.Type.SGD || optimizer.momentum() != 0) {
      throw new IllegalArgumentException("straight lines know plain SGD only");
    }
    this.configuration = configuration;
    this.layout = layout;
    int tasks = configuration.tasks().size();
    for (int task = 0; task < tasks; task++) {
      networks.add(new StraightLineNetwork(configuration, layout, task));
    }
    theta = new double[initial.length];
    Arrays.setAll(theta, p -> initial[p]);
    this.weights = weights.clone();
    alpha = filled(tasks, 1);
  }

  /** θ after the rounds so far. */
  public double[] parameters() {
    return theta.clone();
  }

  /** w after the rounds so far, one a task. */
  public double[] weights() {
    return weights.clone();
  }

  /**
   * α of the last round, one a task; 1 where a task had no mini-epoch, 0 for all when the round was
   * left out.
   */
  public double[] alpha() {
    return alpha.clone();
  }

  /** Scores examples of one task under θ. */
  public Score score(int task, List<Example> examples, LabelScale scale) {
    networks.get(task).load(floats(theta));
    return networks.get(task).score(examples, scale);
  }

  /**
   * One round.
   *
   * @param miniEpochs at most one a task
   * @param dev of the target; while it is empty α stays 1
   * @param scale of the target's labels
   */
  public void round(List<MiniEpoch> miniEpochs, List<Example> dev, LabelScale scale) {
    round(miniEpochs, step -> dev, scale);
  }

  /**
   * One round whose steps on α see one batch of the dev window each.
   *
   * @param dev the batch of a step, counted from 0
   */
  public void round(List<MiniEpoch> miniEpochs, IntFunction<List<Example>> dev, LabelScale scale) {
    double[][] deltas = new double[weights.length][theta.length];
    boolean[] present = new boolean[weights.length];
    for (MiniEpoch miniEpoch : miniEpochs) {
      deltas[miniEpoch.task()] = delta(miniEpoch);
      present[miniEpoch.task()] = true;
    }
    alpha = filled(weights.length, 1);
    int target = configuration.target().index();
    int steps = configuration.weighting().alpha().steps();
    double rate = configuration.weighting().alpha().optimizer().learningRate();
    for (int step = 0; step < steps && !dev.apply(step).isEmpty(); step++) {
      double[] slope = gradient(target, moved(deltas), dev.apply(step), scale);
      for (int task = 0; task < alpha.length; task++) {
        for (int p = 0; p < slope.length && present[task]; p++) {
          alpha[task] -= rate * slope[p] * deltas[task][p];
        }
      }
    }
    double[] next = moved(deltas);
    if (!dev.apply(0).isEmpty() && isTooMuch(dev.apply(0), next, scale)) {
      alpha = filled(weights.length, 0);
      return;
    }
    System.arraycopy(next, 0, theta, 0, theta.length);
    for (int task = 0; task < weights.length; task++) {
      weights[task] += alpha[task] - 1;
    }
  }

  private boolean isTooMuch(List<Example> dev, double[] next, LabelScale scale) {
    StraightLineNetwork network = networks.get(configuration.target().index());
    network.load(floats(theta));
    double before = network.score(dev, scale).loss();
    network.load(floats(next));
    double after = network.score(dev, scale).loss();
    return after - before > configuration.dev().tolerance() * before;
  }

  private double[] delta(MiniEpoch miniEpoch) {
    int task = miniEpoch.task();
    int batchSize = configuration.training().batchSize();
    double rate = configuration.training().optimizer().learningRate();
    List<Example> examples = miniEpoch.examples();
    double[] moving = theta.clone();
    for (int from = 0; from < examples.size(); from += batchSize) {
      int to = Math.min(examples.size(), from + batchSize);
      double[] slope = gradient(task, moving, examples.subList(from, to), miniEpoch.scale());
      for (int p = 0; p < moving.length; p++) {
        moving[p] -= rate * weights[task] * slope[p];
      }
    }
    for (int p = 0; p < moving.length; p++) {
      moving[p] -= theta[p];
    }
    return moving;
  }

  /** The gradient of a task's mean loss by all parameters; 0 by other tasks' heads. */
  private double[] gradient(
      int task, double[] parameters, List<Example> examples, LabelScale scale) {
    StraightLineNetwork network = networks.get(task);
    network.load(floats(parameters));
    network.differentiate(examples, scale);
    double[] own = network.gradient();
    double[] whole = new double[parameters.length];
    int trunk = layout.trunk().length();
    System.arraycopy(own, 0, whole, 0, trunk);
    int head = layout.heads().get(task).offset();
    System.arraycopy(own, trunk, whole, head, own.length - trunk);
    return whole;
  }

  private double[] moved(double[][] deltas) {
    double[] point = theta.clone();
    for (int task = 0; task < deltas.length; task++) {
      for (int p = 0; p < point.length; p++) {
        point[p] += alpha[task] * deltas[task][p];
      }
    }
    return point;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int p = 0; p < values.length; p++) {
      floats[p] = (float) values[p];
    }
    return floats;
  }

  private static double[] filled(int length, double value) {
    double[] array = new double[length];
    Arrays.fill(array, value);
    return array;
  }
}
