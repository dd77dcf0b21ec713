package io.tributary.job.join;

import io.tributary.connectors.example.Part;
import io.tributary.connectors.example.Part.Features;
import io.tributary.connectors.example.Part.Label;
import io.tributary.connectors.example.Part.Labels;
import io.tributary.connectors.example.RawRecord;
import io.tributary.model.Position;
import io.tributary.model.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Parts of examples of one id; what they hold tells them apart. */
final class Parts {

  private Parts() {}

  static Features features(String id, long time, int offset, Integer... labelled) {
    return new Features(id, position(time, offset), null, new float[] {offset}, List.of(labelled));
  }

  static Labels labels(String id, long time, int offset, Integer... tasks) {
    return labels(id, time, offset, null, tasks);
  }

  static Labels labels(String id, long time, int offset, @Nullable Split split, Integer... tasks) {
    List<Label> labels = new ArrayList<>();
    for (int task : tasks) {
      labels.add(new Label(task, new float[] {offset}));
    }
    return new Labels(
        id,
        position(time, offset),
        split,
        offset % 5 == 0 ? Split.DEV : Split.TRAIN,
        labels,
        new RawRecord("in", offset % 2, offset, time, null, new byte[] {1}, List.of()));
  }

  /** Two partitions; offsets are never used twice. */
  private static Position position(long time, int offset) {
    return new Position(time, "in", offset % 2, offset);
  }

  /** Parts of one id at random times, some of them the same, for three tasks. */
  static List<Part> draw(SplittableRandom random, String id, int count, long span) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long time = random.nextLong(span);
      int first = random.nextInt(3);
      if (random.nextInt(3) == 0) {
        parts.add(random.nextInt(4) == 0 ? features(id, time, i, first) : features(id, time, i));
      } else {
        parts.add(
            random.nextBoolean()
                ? labels(id, time, i, first)
                : labels(id, time, i, first, (first + 1) % 3));
      }
    }
    return parts;
  }
}
