package io.tributary.job.join;

import io.tributary.connectors.example.Part;
import io.tributary.connectors.example.Part.Features;
import io.tributary.connectors.example.Part.Label;
import io.tributary.connectors.example.Part.Labels;
import io.tributary.connectors.record.RoundHeader.Joins;
import io.tributary.job.join.JoinEntry.Held;
import io.tributary.model.Example;
import io.tributary.model.Position;
import io.tributary.model.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the join. Parts of one id are taken in the order of their positions, each when none
 * before it can still come, so that what is joined depends on the log and not on what arrives
 * first:
 *
 * <ul>
 *   <li>A label joins the newest features of its id that stand at most {@code wait} from it and
 *       lack a label of its task; if there are none, it waits so long for some.
 *   <li>Features wait so long, until every task has a label for them. Newer ones replace them.
 *   <li>The example stands where the later of the two records does. A split that the features'
 *       record says counts first, then that of the label's.
 * </ul>
 */
public final class Joiner {

  private static final Joins FEATURES = new Joins(1, 0, 0, 0, 0, 0, 0);
  private static final Joins LABELLED = new Joins(0, 1, 0, 0, 0, 0, 0);
  private static final Joins WITHOUT_LABEL = new Joins(0, 0, 1, 0, 0, 0, 0);
  private static final Joins REPLACED = new Joins(0, 0, 0, 1, 0, 0, 0);
  private static final Joins JOINED = new Joins(0, 0, 0, 0, 0, 1, 0);

  private final int tasks;
  private final long wait;

  /**
   * For a configuration.
   *
   * @param tasks how many there are
   * @param wait in milliseconds
   */
  public Joiner(int tasks, long wait) {
    this.tasks = tasks;
    this.wait = wait;
  }

  /** Takes what comes of it. */
  public interface Sink {
    /** A whole example. */
    void joined(Example example);

    /** Labels that no features came for. */
    void withoutFeatures(Labels labels);

    /** More of something. */
    void count(Joins more);
  }

  /** What a part counts as when it arrives. */
  static Joins arrival(Part part) {
    return part instanceof Labels labels
        ? new Joins(0, 0, 0, 0, labels.labels().size(), 0, 0)
        : FEATURES;
  }

  /**
   * Takes the parts of one id whose turn has come, and gives up what has waited long enough.
   *
   * @param frontier no part up to and including this time is still to come
   * @return what is left
   */
  public JoinEntry advance(JoinEntry entry, long frontier, Sink sink) {
    List<Part> turn = new ArrayList<>();
    List<Part> later = new ArrayList<>();
    for (Part part : entry.arrived()) {
      (part.position().time() <= frontier ? turn : later).add(part);
    }
    turn.sort(Comparator.comparing(Part::position));
    Step step = new Step(entry, sink);
    for (Part part : turn) {
      step.expire(part.position().time() - 1);
      if (part instanceof Features features) {
        step.take(features);
      } else if (part instanceof Labels labels) {
        step.take(labels);
      }
    }
    step.expire(frontier);
    return new JoinEntry(step.held, step.waiting, later);
  }

  /** The time at which the oldest of what waits is given up; Long.MAX_VALUE when nothing waits. */
  long expiry(JoinEntry entry) {
    long oldest = entry.held() == null ? Long.MAX_VALUE : time(entry.held().features());
    for (Labels labels : entry.waiting()) {
      oldest = Math.min(oldest, time(labels));
    }
    return oldest == Long.MAX_VALUE ? oldest : oldest + wait;
  }

  private static long time(Part part) {
    return part.position().time();
  }

  private final class Step {
    private final Sink sink;
    private @Nullable Held held;
    private List<Labels> waiting;

    Step(JoinEntry entry, Sink sink) {
      this.sink = sink;
      held = entry.held();
      waiting = new ArrayList<>(entry.waiting());
    }

    /** Gives up what no part after this time can join. */
    void expire(long time) {
      if (held != null && time(held.features()) + wait <= time) {
        forget(WITHOUT_LABEL);
        held = null;
      }
      List<Labels> left = new ArrayList<>();
      for (Labels labels : waiting) {
        if (time(labels) + wait <= time) {
          sink.withoutFeatures(labels);
          sink.count(new Joins(0, 0, 0, 0, 0, 0, labels.labels().size()));
        } else {
          left.add(labels);
        }
      }
      waiting = left;
    }

    private void forget(Joins unlabelled) {
      if (held != null && held.labelled().isEmpty()) {
        sink.count(unlabelled);
      }
    }

    void take(Features features) {
      forget(REPLACED);
      held = new Held(features, features.labelled());
      if (!features.labelled().isEmpty()) {
        sink.count(LABELLED);
      }
      List<Labels> before = waiting;
      waiting = new ArrayList<>();
      before.forEach(this::take);
    }

    void take(Labels labels) {
      List<Label> left = new ArrayList<>();
      for (Label label : labels.labels()) {
        if (held != null && lacks(held, label.task(), labels)) {
          join(held, labels, label);
        } else {
          left.add(label);
        }
      }
      if (!left.isEmpty()) {
        waiting.add(labels.with(left));
      }
    }

    private boolean lacks(Held features, int task, Labels labels) {
      return !features.labelled().contains(task)
          && Math.abs(time(features.features()) - time(labels)) <= wait;
    }

    private void join(Held to, Labels labels, Label label) {
      Features features = to.features();
      Position position =
          features.position().compareTo(labels.position()) > 0
              ? features.position()
              : labels.position();
      Split said = Objects.requireNonNullElse(labels.split(), labels.chosen());
      sink.joined(
          new Example(
              label.task(),
              position,
              Objects.requireNonNullElse(features.split(), said),
              features.values(),
              label.values()));
      sink.count(to.labelled().isEmpty() ? JOINED.plus(LABELLED) : JOINED);
      Held more = to.with(label.task());
      held = more.labelled().size() < tasks ? more : null;
    }
  }
}
