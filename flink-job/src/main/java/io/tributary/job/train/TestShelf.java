package io.tributary.job.train;

import io.tributary.model.Example;
import io.tributary.model.Position;
import io.tributary.model.config.Configuration;
import io.tributary.model.period.SliceChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One task's test examples in keyed state: the newest, which published models are scored on, and
 * those that are still to be offered to a period, with the mini-epoch before whose end they stand.
 * All calls need the task's key to be current.
 */
final class TestShelf {

  private final ExampleShelf newest;
  private final int window;
  private final ExampleShelf waiting;
  private final int mostWaiting;
  private final @Nullable SliceChoice choice;

  /**
   * The shelf over its two parts.
   *
   * @param newest examples that are scored
   * @param waiting for their period; emptied when there are no periods
   */
  TestShelf(ExampleShelf newest, ExampleShelf waiting, Configuration configuration)
      throws Exception {
    this.newest = newest;
    this.waiting = waiting;
    this.window = configuration.testWindow();
    this.mostWaiting = configuration.training().pending();
    var periods = configuration.continual().periods();
    this.choice =
        periods.isOn() ? new SliceChoice(periods.slice(), configuration.model().seed()) : null;
    if (choice == null) {
      giveUp();
    }
  }

  /**
   * Takes a new example.
   *
   * @param trained whether the task takes part in rounds; otherwise no period will hear of it
   */
  void add(Example example, boolean trained) throws Exception {
    newest.add(example);
    newest.keepNewest(window);
    if (choice != null && trained) {
      waiting.add(example);
      waiting.keepNewest(mostWaiting);
    }
  }

  /** The newest up to a bound, or all of them. */
  List<Example> newest(@Nullable Position bound, boolean all) throws Exception {
    if (all) {
      return newest.get(0, newest.size());
    }
    return bound == null ? List.of() : newest.get(0, newest.countUpTo(bound));
  }

  /** What is offered to a period with the mini-epoch that ends at a bound. */
  List<Example> offered(Position bound) throws Exception {
    return choice == null ? List.of() : choice.of(waiting.get(0, waiting.countUpTo(bound)));
  }

  /** A round has taken the mini-epoch that ends at a bound. */
  void consume(Position bound) throws Exception {
    waiting.remove(0, waiting.countUpTo(bound));
  }

  /** No period will hear of what waits. */
  void giveUp() throws Exception {
    waiting.remove(0, waiting.size());
  }
}
