package io.tributary.cli.feed;

import io.tributary.model.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * MultiMNIST, made from the MNIST files: two digits on one canvas, the tasks {@code left} and
 * {@code right} (Sener and Koltun 2018, arXiv 1810.04650, 36×36). The left digit lies at rows and
 * columns 0 to 27 of a 36×36 canvas, the right one, drawn uniformly from the same MNIST split, at 8
 * to 35; where they overlap the brighter pixel counts. The canvas is brought to 28×28 by nearest
 * neighbour and pixels to ((p/255) − 0.1307)/0.3081.
 *
 * <p>Of the 60,000 training images the first 50,000 are train and the last 10,000 dev, spread
 * evenly through the stream; the 10,000 test images come last. Each record is labelled for both
 * tasks.
 */
public final class MultiMnist implements ExampleSource {

  /** The tasks it has labels for. */
  public static final List<String> TASKS = List.of("left", "right");

  private static final int CANVAS = 36;
  private static final int SHIFT = CANVAS - Digits.SIDE;
  private static final int DEV_OF = 6; // every sixth training image is dev

  private final Digits train;
  private final Digits test;
  private final long seed;
  private final List<String> tasks;
  private final int records;

  private MultiMnist(Digits train, Digits test, long seed, List<String> tasks, long limit) {
    this.train = train;
    this.test = test;
    this.seed = seed;
    this.tasks = tasks;
    this.records = (int) Math.min(limit, train.count());
  }

  /**
   * Reads the four MNIST files of a folder, with or without .gz.
   *
   * @param seed of the choice of partners
   * @param tasks of left and right, those that records are to be labelled for
   * @param limit train and dev records; test records are cut in the same proportion
   */
  public static MultiMnist read(Path folder, long seed, List<String> tasks, long limit) {
    return new MultiMnist(
        Digits.read(folder, "train"), Digits.read(folder, "t10k"), seed, List.copyOf(tasks), limit);
  }

  @Override
  public String name() {
    return "MultiMNIST";
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(records + tests());
  }

  private int tests() {
    return (int) ((long) test.count() * records / train.count());
  }

  @Override
  public void forEach(Sink sink) throws java.io.IOException {
    SplittableRandom random = new SplittableRandom(seed);
    int firstDev = train.count() - train.count() / DEV_OF;
    int nextTrain = 0;
    int nextDev = firstDev;
    for (int i = 0; i < records; i++) {
      boolean dev = i % DEV_OF == DEV_OF - 1;
      int left = dev ? nextDev++ : nextTrain++;
      int right = random.nextInt(train.count());
      if (!sink.accept(record(train, left, right, dev ? Split.DEV : Split.TRAIN))) {
        return;
      }
    }
    for (int left = 0; left < tests(); left++) {
      if (!sink.accept(record(test, left, random.nextInt(test.count()), Split.TEST))) {
        return;
      }
    }
  }

  private FeedRecord record(Digits digits, int left, int right, Split split) {
    java.util.Map<String, float[]> labels = new java.util.LinkedHashMap<>();
    for (String task : tasks) {
      labels.put(task, new float[] {digits.label(task.equals("left") ? left : right)});
    }
    return Encoding.avro(image(digits, left, right), labels, split);
  }

  /** 28 × 28 values, row-major. */
  static float[] image(Digits digits, int left, int right) {
    int side = Digits.SIDE;
    float[] image = new float[side * side];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        int y = nearest(row);
        int x = nearest(column);
        int pixel =
            Math.max(
                y < side && x < side ? digits.pixel(left, y, x) : 0,
                y >= SHIFT && x >= SHIFT ? digits.pixel(right, y - SHIFT, x - SHIFT) : 0);
        image[row * side + column] = (pixel / 255f - 0.1307f) / 0.3081f;
      }
    }
    return image;
  }

  /** The canvas row or column under the middle of a target pixel. */
  private static int nearest(int index) {
    return (2 * index + 1) * CANVAS / (2 * Digits.SIDE);
  }
}
