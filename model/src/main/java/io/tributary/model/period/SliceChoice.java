package io.tributary.model.period;

import static io.tributary.model.SplitMix.mix;

import io.tributary.model.Example;
import io.tributary.model.Position;
import java.util.Comparator;
import java.util.List;

/**
 * Which test examples a slice keeps: those of the smallest ranks, where a rank is drawn by the
 * seed, the task and the place in the log (bottom-k sampling: Cohen and Kaplan 2007, "Summarizing
 * data using bottom-k sketches"). So a slice is a uniform choice of all it was offered, the same in
 * whatever order and parts that came.
 */
public final class SliceChoice {

  private final int size;
  private final long seed;

  /**
   * A choice.
   *
   * @param size examples that are kept of one task
   * @param seed of the model
   */
  public SliceChoice(int size, long seed) {
    this.size = size;
    this.seed = mix(seed ^ 0x736c696365730000L); // apart from what else is drawn by the same seed
  }

  /** Examples that are kept of one task. */
  public int size() {
    return size;
  }

  /** What is kept of examples of one task, the smallest rank first. */
  public List<Example> of(List<Example> examples) {
    return examples.stream().sorted(Comparator.comparing(this::rank)).limit(size).toList();
  }

  /** The rank of an example; two of one task have the same only if they are the same. */
  Rank rank(Example example) {
    Position at = example.position();
    long place = mix(mix(seed ^ example.task(), at.topic()) ^ at.partition());
    return new Rank(mix(place ^ mix(at.offset())), at);
  }

  /**
   * An order by chance.
   *
   * @param drawn by chance
   * @param position settles what is drawn alike; its time does not count, since an example that
   *     comes late is moved in time
   */
  record Rank(long drawn, Position position) implements Comparable<Rank> {

    private static final Comparator<Rank> ORDER =
        Comparator.comparingLong(Rank::drawn)
            .thenComparing(rank -> rank.position.topic())
            .thenComparingInt(rank -> rank.position.partition())
            .thenComparingLong(rank -> rank.position.offset());

    @Override
    public int compareTo(Rank other) {
      return ORDER.compare(this, other);
    }
  }
}
