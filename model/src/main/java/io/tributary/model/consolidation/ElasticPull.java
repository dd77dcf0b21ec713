package io.tributary.model.consolidation;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.EwcConfig;
import io.tributary.model.engine.Engine;
import java.util.List;

/**
 * Elastic weight consolidation as it is configured: which published models are remembered, and how
 * parameters are pulled to them. It keeps nothing between calls: the same arguments give the same
 * bits.
 */
public final class ElasticPull {

  private final EwcConfig config;
  private final int everyRounds;
  private final long seed;
  private final Fisher fisher;

  /** Of a configuration's target. */
  public ElasticPull(Engine engine, Configuration configuration) {
    config = configuration.continual().ewc();
    everyRounds = configuration.publish().everyRounds();
    seed = configuration.model().seed();
    fisher = new Fisher(engine, configuration.target());
  }

  /** Whether parameters are pulled by what is remembered. */
  public boolean acts(Consolidation memory) {
    return config.strength() > 0 && !memory.isEmpty();
  }

  /** Pulled parameters, whole; the others are not changed. */
  public float[] pull(Consolidation memory, float[] parameters) {
    return memory.pull(parameters, config.strength());
  }

  /**
   * What is remembered after a round. A model is taken in when its round is one of those that are
   * published ({@code publish.everyRounds}): the n-th of them with a share of 1/n, or of 1/{@code
   * ewc.models} when that is more. It is passed over without dev examples, and when its Fisher
   * information is not finite.
   *
   * @param round its number
   * @param published parameters after it, whole
   * @param dev the target's dev window, oldest first
   * @param scale of the target's labels
   */
  public Consolidation after(
      Consolidation before, long round, float[] published, List<Example> dev, LabelScale scale) {
    if (config.strength() == 0) {
      return Consolidation.NONE;
    }
    if (round % everyRounds != 0 || dev.isEmpty()) {
      return before;
    }
    List<Example> newest = dev.subList(Math.max(0, dev.size() - config.examples()), dev.size());
    float[] diagonal = fisher.diagonal(published, newest, scale, seed * 31 + round);
    for (float element : diagonal) {
      if (!Float.isFinite(element)) {
        return before;
      }
    }
    double number = (double) round / everyRounds;
    return before.with(diagonal, published, 1 / Math.min(number, config.models()));
  }
}
