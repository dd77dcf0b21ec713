package io.tributary.job.join;

import static io.tributary.job.join.Parts.features;
import static io.tributary.job.join.Parts.labels;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.example.Part;
import io.tributary.connectors.example.Part.Features;
import io.tributary.connectors.example.Part.Label;
import io.tributary.connectors.example.Part.Labels;
import io.tributary.connectors.record.RoundHeader.Joins;
import io.tributary.model.Example;
import io.tributary.model.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules of the join, by hand and against a plain walk over the sorted log. */
class JoinerTest {

  private static final long WAIT = 100;
  private final Joiner joiner = new Joiner(3, WAIT);

  @Test
  void aLabelWithinTheWaitJoinsWhicheverComesFirst() {
    assertThat(join(features("a", 0, 1), labels("a", 100, 2, 0)).examples)
        .containsExactly("task 0, label 2, features 1 at 100/2 TRAIN");
    assertThat(join(labels("a", 0, 2, 0), features("a", 100, 1)).examples)
        .containsExactly("task 0, label 2, features 1 at 100/1 TRAIN");
    Told tooFar = join(features("a", 0, 1), labels("a", 101, 2, 0));
    assertThat(tooFar.examples).isEmpty();
    assertThat(tooFar.rejected).containsExactly("2: [0]");
    assertThat(tooFar.joins).isEqualTo(new Joins(1, 0, 1, 0, 1, 0, 1));
  }

  @Test
  void featuresServeEveryTaskOnceAndNewerOnesReplaceThem() {
    Told told =
        join(
            features("a", 0, 1),
            labels("a", 10, 2, 0, 1),
            labels("a", 20, 3, 1), // has one already: waits for other features
            labels("a", 30, 4, 2),
            features("a", 40, 6),
            features("a", 50, 7),
            labels("a", 60, 8, 0));

    assertThat(told.examples)
        .containsExactlyInAnyOrder(
            "task 0, label 2, features 1 at 10/2 TRAIN",
            "task 1, label 2, features 1 at 10/2 TRAIN",
            "task 2, label 4, features 1 at 30/4 TRAIN",
            "task 1, label 3, features 6 at 40/6 TRAIN",
            "task 0, label 8, features 7 at 60/8 TRAIN");
    assertThat(told.joins).isEqualTo(new Joins(3, 3, 0, 0, 5, 5, 0));
    assertThat(join(features("a", 0, 1), features("a", 1, 2)).joins)
        .isEqualTo(new Joins(2, 0, 1, 1, 0, 0, 0));
  }

  @Test
  void theSplitMayStandOnEitherRecordAndElseFollowsTheId() {
    assertThat(join(features("a", 0, 1), labels("a", 1, 5, 0)).examples)
        .containsExactly("task 0, label 5, features 1 at 1/5 DEV");
    assertThat(join(features("a", 0, 1), labels("a", 1, 5, Split.TEST, 0)).examples)
        .containsExactly("task 0, label 5, features 1 at 1/5 TEST");
    Features test =
        new Features("a", features("a", 0, 1).position(), Split.TEST, new float[] {9}, List.of());
    assertThat(join(test, labels("a", 1, 5, Split.DEV, 0)).examples)
        .containsExactly("task 0, label 5, features 9 at 1/5 TEST");
  }

  @Test
  void whatIsJoinedDependsOnTheLogAlone() {
    SplittableRandom random = new SplittableRandom(5);
    Joins all = Joins.NONE;
    for (int run = 0; run < 500; run++) {
      List<Part> log = Parts.draw(random, "a", 1 + random.nextInt(14), 600);
      Told expected = plainly(log);

      Told told = arriving(log, random);

      assertThat(told.examples).as("run %d", run).isEqualTo(expected.examples);
      assertThat(told.rejected).isEqualTo(expected.rejected);
      assertThat(told.joins).isEqualTo(expected.joins);
      assertThat(told.joins.waitingFeatures()).isZero();
      assertThat(told.joins.waitingLabels()).isZero();
      all = all.plus(told.joins);
    }
    assertThat(List.of(all.joined(), all.withoutFeatures(), all.withoutLabel(), all.replaced()))
        .allMatch(count -> count > 100);
  }

  private Told join(Part... log) {
    return arriving(Arrays.asList(log), new SplittableRandom(1));
  }

  /** Parts arrive in any order that their times allow, and the frontier moves in random steps. */
  private Told arriving(List<Part> log, SplittableRandom random) {
    List<Part> left = new ArrayList<>(log);
    Collections.shuffle(left, new Random(random.nextLong()));
    Told told = new Told();
    JoinEntry entry = JoinEntry.NONE;
    long frontier = -1;
    while (!left.isEmpty()) {
      frontier += 1 + random.nextLong(150);
      List<Part> later = new ArrayList<>();
      for (Part part : left) {
        // What stands beyond the frontier may arrive or not.
        if (part.position().time() <= frontier || random.nextInt(3) == 0) {
          entry = entry.with(part);
          told.count(Joiner.arrival(part));
        } else {
          later.add(part);
        }
      }
      left = later;
      entry = joiner.advance(entry, frontier, told);
    }
    entry = joiner.advance(entry, Long.MAX_VALUE, told);
    assertThat(entry.isEmpty()).isTrue();
    told.sort();
    return told;
  }

  /** Label by label, looking through the whole sorted log each time; nothing is ever forgotten. */
  private static Told plainly(List<Part> log) {
    List<Part> sorted = new ArrayList<>(log);
    sorted.sort(Comparator.comparing(Part::position));
    Told told = new Told();
    Set<String> taken = new HashSet<>();
    List<Integer> labelled = new ArrayList<>();
    log.forEach(part -> told.count(Joiner.arrival(part)));
    for (int at = 0; at < sorted.size(); at++) {
      if (sorted.get(at) instanceof Features features) {
        features.labelled().forEach(task -> taken.add(features.position().offset() + "/" + task));
        if (!features.labelled().isEmpty()) {
          labelled.add(at);
        }
      }
    }
    Set<String> done = new HashSet<>();
    for (int at = 0; at < sorted.size(); at++) {
      // Labels before these features first, oldest first; then the label that stands here.
      for (int before = 0; before <= at; before++) {
        boolean here = before == at;
        boolean toFeatures = sorted.get(at) instanceof Features;
        if (!(sorted.get(before) instanceof Labels labels) || here == toFeatures) {
          continue;
        }
        int of = toFeatures ? at : newestFeatures(sorted, at);
        if (of < 0 || (!toFeatures && !here)) {
          continue;
        }
        Features features = (Features) sorted.get(of);
        for (Label label : labels.labels()) {
          String slot = features.position().offset() + "/" + label.task();
          boolean near = Math.abs(features.position().time() - labels.position().time()) <= WAIT;
          if (near && !taken.contains(slot) && done.add(before + "/" + label.task())) {
            taken.add(slot);
            labelled.add(of);
            told.joined(example(features, labels, label));
            told.count(new Joins(0, 0, 0, 0, 0, 1, 0));
          }
        }
      }
    }
    for (int at = 0; at < sorted.size(); at++) {
      if (sorted.get(at) instanceof Labels labels) {
        int index = at;
        List<Label> left =
            labels.labels().stream()
                .filter(label -> !done.contains(index + "/" + label.task()))
                .toList();
        if (!left.isEmpty()) {
          told.count(new Joins(0, 0, 0, 0, 0, 0, left.size()));
          told.rejected.add(
              labels.position().offset() + ": " + left.stream().map(Label::task).toList());
        }
      } else if (labelled.contains(at)) {
        told.count(new Joins(0, 1, 0, 0, 0, 0, 0));
      } else {
        long time = sorted.get(at).position().time();
        Features next = nextFeatures(sorted, at);
        boolean replaced = next != null && next.position().time() <= time + WAIT;
        told.count(new Joins(0, 0, replaced ? 0 : 1, replaced ? 1 : 0, 0, 0, 0));
      }
    }
    told.sort();
    return told;
  }

  private static int newestFeatures(List<Part> sorted, int before) {
    for (int i = before - 1; i >= 0; i--) {
      if (sorted.get(i) instanceof Features) {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable Features nextFeatures(List<Part> sorted, int after) {
    for (int i = after + 1; i < sorted.size(); i++) {
      if (sorted.get(i) instanceof Features features) {
        return features;
      }
    }
    return null;
  }

  private static Example example(Features features, Labels labels, Label label) {
    boolean later = features.position().compareTo(labels.position()) > 0;
    return new Example(
        label.task(),
        later ? features.position() : labels.position(),
        labels.split() != null ? labels.split() : labels.chosen(),
        features.values(),
        label.values());
  }

  private static final class Told implements Joiner.Sink {
    private final List<String> examples = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();
    private Joins joins = Joins.NONE;

    @Override
    public void joined(Example example) {
      examples.add(
          "task %d, label %.0f, features %.0f at %d/%d %s"
              .formatted(
                  example.task(),
                  example.label()[0],
                  example.features()[0],
                  example.position().time(),
                  example.position().offset(),
                  example.split()));
    }

    @Override
    public void withoutFeatures(Labels labels) {
      rejected.add(
          labels.position().offset() + ": " + labels.labels().stream().map(Label::task).toList());
    }

    @Override
    public void count(Joins more) {
      joins = joins.plus(more);
    }

    void sort() {
      Collections.sort(examples);
      Collections.sort(rejected);
    }
  }
}
