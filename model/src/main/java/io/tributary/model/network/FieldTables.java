package io.tributary.model.network;

import io.tributary.model.Example;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.jspecify.annotations.Nullable;

/**
 * The embedding tables of a network's fields, which lie at the start of its parameters, and how
 * they are trained: between {@link #open} and {@link #close} the network reads them from the
 * parameters that were given, its gradient leaves them out, and only rows that examples name are
 * touched. A network without any has length 0, and all this does nothing.
 */
public final class FieldTables implements AutoCloseable {
  private final List<FieldEmbedding> embeddings;
  private final int length;
  private final int outputs;
  private @Nullable RowStep step;
  private int steps;

  /**
   * Of a layer.
   *
   * @param length of all tables
   * @param outputs of the layer
   */
  FieldTables(List<FieldEmbedding> embeddings, int length, int outputs) {
    this.embeddings = embeddings;
    this.length = length;
    this.outputs = outputs;
  }

  /**
   * Those of a network.
   *
   * @param first its first layer
   */
  public static FieldTables of(Layer first) {
    return first instanceof FieldsPass pass ? pass.tables() : none();
  }

  /** Those of a network without fields. */
  public static FieldTables none() {
    return new FieldTables(List.of(), 0, 0);
  }

  /** Parameters of all tables. */
  public int length() {
    return length;
  }

  /**
   * Begins to train.
   *
   * @param parameters from the trunk's start on; read until the end, never changed
   * @param examples all that are learned from or scored until the end
   */
  public void open(float[] parameters, RowStep step, List<Example> examples) {
    this.step = step;
    steps = 0;
    embeddings.forEach(embedding -> embedding.open(parameters, step, examples));
  }

  /** Moves the rows along the gradient of the batch that went back last. */
  public void step(float weight) {
    if (step != null) {
      step.begin(steps++, weight);
      embeddings.forEach(embedding -> embedding.step(outputs));
    }
  }

  /** Puts what was learned since the beginning into a delta, 0 where nothing was. */
  public void difference(float[] delta) {
    embeddings.forEach(embedding -> embedding.difference(delta));
  }

  /** Forgets what was learned. */
  @Override
  public void close() {
    step = null;
    embeddings.forEach(FieldEmbedding::close);
  }
}
