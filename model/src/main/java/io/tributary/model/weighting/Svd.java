package io.tributary.model.weighting;

import io.tributary.model.LabelMoments;
import io.tributary.model.config.WeightingConfig.Columns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reweighting by a singular value decomposition (Wu, Zhang, Ré 2020, arXiv 2005.00944, algorithm
 * 2): with θᵢ = Xᵀyᵢ and U_r the r leading left singular vectors of [θ₁ … θ_K], wᵢ = ‖θᵢᵀU_r‖. A
 * task whose labels go with the inputs as those of others do weighs more; α = 1.
 *
 * <p>Ours: θᵢ is summed over all of the stream; a label of several columns (one for each class, or
 * for each label of a multilabel task) is centred, its columns are scaled (see {@link Columns}) and
 * divided by the root of their number, so that no task has more say for having more columns. Scaled
 * by the label, the weights are divided by the largest; scaled to length 1, none exceeds 1 as it
 * is.
 *
 * <p>The left singular vectors are not formed: with the eigenpairs (λ, v) of ΘᵀΘ, wᵢ² = Σ_r λ_r Σ_c
 * v_r[c]² over the columns c of task i. Costs (columns of all tasks)² × features operations a
 * round. It reads no dev examples. A task without a delta keeps its weight, and its θ counts.
 */
final class Svd implements Weighting {

  private static final String MOMENTS = "moments.";
  private static final String APART = "apart";

  private final int rank;
  private final Columns scaling;

  /** With r, at least 1. */
  Svd(int rank, Columns scaling) {
    this.rank = rank;
    this.scaling = scaling;
  }

  @Override
  public String name() {
    return "svd";
  }

  @Override
  public boolean readsMoments() {
    return true;
  }

  @Override
  public float[] initialWeights(int tasks) {
    return Coefficients.ones(tasks);
  }

  @Override
  public Decision decide(Question question) {
    WeightingState state = remember(question);
    double[] found = weights(moments(state, question.weights().length));
    float[] weights = question.weights().clone();
    for (int task : question.tasks()) {
      if (!Double.isNaN(found[task])) {
        weights[task] = (float) found[task];
      }
    }
    return new Decision(Coefficients.ones(question.tasks().size()), weights, state);
  }

  @Override
  public Decision pass(Question question) {
    Decision unmoved = Decision.unmoved(question);
    return new Decision(unmoved.alpha(), unmoved.weights(), remember(question));
  }

  @Override
  public @Nullable String remark(WeightingState before, WeightingState after) {
    return after.values().containsKey(APART) && !before.values().containsKey(APART)
        ? "svd: the tasks do not share their inputs, as its source asks; their products of inputs"
            + " and labels are compared all the same"
        : null;
  }

  @Override
  public WeightingState forget(WeightingState state, int task) {
    Map<String, double[]> values = new TreeMap<>(state.values());
    values.remove(MOMENTS + task);
    values.remove(MOMENTS + task + ".columns");
    return new WeightingState(values);
  }

  /** What was remembered, and this round. */
  private static WeightingState remember(Question question) {
    Map<String, double[]> values = new TreeMap<>(question.state().values());
    LabelMoments previous = null;
    for (Map.Entry<Integer, LabelMoments> entry : question.moments().entrySet()) {
      LabelMoments moments = entry.getValue();
      String name = MOMENTS + entry.getKey();
      double[] sums = values.get(name);
      LabelMoments all =
          sums == null ? moments : moments.plus(new LabelMoments(moments.columns(), sums));
      values.put(name, all.sums());
      values.put(name + ".columns", new double[] {moments.columns()});
      if (previous != null && !previous.hasInputsOf(moments)) {
        values.put(APART, new double[] {1});
      }
      previous = moments;
    }
    return new WeightingState(values);
  }

  private static List<@Nullable LabelMoments> moments(WeightingState state, int tasks) {
    List<@Nullable LabelMoments> moments = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      double[] sums = state.values().get(MOMENTS + task);
      double[] columns = state.values().get(MOMENTS + task + ".columns");
      moments.add(
          sums == null || columns == null ? null : new LabelMoments((int) columns[0], sums));
    }
    return moments;
  }

  /** wᵢ for each task; NaN for one of which nothing is known. */
  private double[] weights(List<@Nullable LabelMoments> moments) {
    List<Column> columns = new ArrayList<>();
    for (int task = 0; task < moments.size(); task++) {
      LabelMoments known = moments.get(task);
      if (known != null) {
        columns.addAll(columns(task, known));
      }
    }
    double[] squares = new double[moments.size()];
    Arrays.fill(squares, Double.NaN);
    columns.forEach(column -> squares[column.task()] = 0);
    Eigen eigen = Eigen.of(gram(columns));
    for (int r = 0; r < Math.min(rank, columns.size()); r++) {
      for (int c = 0; c < columns.size(); c++) {
        double share = eigen.vectors()[r][c];
        squares[columns.get(c).task()] += Math.max(0, eigen.values()[r]) * share * share;
      }
    }
    double largest = Arrays.stream(squares).filter(square -> !Double.isNaN(square)).max().orElse(0);
    double whole = scaling == Columns.LABEL && largest > 0 ? largest : 1;
    return Arrays.stream(squares).map(square -> Math.sqrt(square / whole)).toArray();
  }

  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  private record Column(int task, double[] values) {}

  /** The columns of one task that are finite and not 0. */
  private List<Column> columns(int task, LabelMoments moments) {
    List<double[]> products = new ArrayList<>();
    for (int c = 0; c < moments.columns(); c++) {
      double[] product = moments.product(c);
      double square = Simplex.dot(product, product);
      if (square > 0 && Double.isFinite(square)) {
        double length =
            scaling == Columns.LENGTH ? Math.sqrt(square) : moments.count() * moments.deviation(c);
        Arrays.setAll(product, f -> product[f] / length);
        products.add(product);
      }
    }
    List<Column> columns = new ArrayList<>();
    for (double[] product : products) {
      double share = Math.sqrt(products.size());
      Arrays.setAll(product, f -> product[f] / share);
      columns.add(new Column(task, product));
    }
    return columns;
  }

  private static double[][] gram(List<Column> columns) {
    double[][] gram = new double[columns.size()][columns.size()];
    for (int i = 0; i < gram.length; i++) {
      for (int j = 0; j <= i; j++) {
        gram[i][j] = Simplex.dot(columns.get(i).values(), columns.get(j).values());
        gram[j][i] = gram[i][j];
      }
    }
    return gram;
  }
}
