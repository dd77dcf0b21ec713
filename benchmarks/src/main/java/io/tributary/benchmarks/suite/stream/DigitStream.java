package io.tributary.benchmarks.suite.stream;

import io.tributary.benchmarks.suite.stream.Recording.Labelled;
import io.tributary.cli.feed.MultiMnistImages;
import io.tributary.model.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A stream of MultiMNIST images (Sener and Koltun 2018, arXiv 1810.04650), some of which are
 * labelled for the target, and all of them for auxiliary tasks. A quarter of the target's are dev.
 *
 * @param folder of the MNIST files
 * @param target left or right
 * @param auxiliaries what else is asked
 * @param images with labels of auxiliary tasks; those with the target's are among them
 * @param targets how many are labelled for the target
 */
record DigitStream(Path folder, String target, List<Auxiliary> auxiliaries, int images, int targets)
    implements SuiteStream.Recorder {

  private static final int DEV_OF = 4;
  private static final int TESTS = 3000;
  private static final int RENAMED_AFTER = 200;
  private static final Map<Path, Files> READ = new ConcurrentHashMap<>();

  /** What an auxiliary task asks of an image. */
  enum Auxiliary {
    /** The digit that is not the target's. */
    OTHER("other", 10),
    /** The same with its labels drawn. */
    SHUFFLED("shuffled", 10),
    /** The target's digit, with the digits' names changing again and again. */
    ADVERSARIAL("adversarial", 10),
    /** Whether the target's digit is odd. */
    ODD("odd", 0),
    /** Whether the target's digit is above 4. */
    LARGE("large", 0);

    private final String task;
    private final int classes;

    Auxiliary(String task, int classes) {
      this.task = task;
      this.classes = classes;
    }

    String task() {
      return task;
    }

    String type() {
      return classes == 0 ? "{type: binary}" : "{type: classification, classes: " + classes + "}";
    }

    private int label(int own, int other, int record, SplittableRandom random) {
      return switch (this) {
        case OTHER -> other;
        case SHUFFLED -> random.nextInt(classes);
        case ADVERSARIAL -> (own + record / RENAMED_AFTER) % classes;
        case ODD -> own % 2;
        case LARGE -> own > 4 ? 1 : 0;
      };
    }
  }

  private record Files(MultiMnistImages train, MultiMnistImages test) {}

  @Override
  public Recording record(long seed, Purpose purpose) {
    Files files = read();
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = order(files.train().count(), random);
    List<Labelled> records = new ArrayList<>();
    int labelled = 0;
    for (int i = 0; i < images; i++) {
      boolean own = (long) (i + 1) * targets / images > (long) i * targets / images;
      labelled += own ? 1 : 0;
      boolean dev = own && labelled % DEV_OF == 1;
      int partner = random.nextInt(files.train().count());
      records.add(
          record(files.train(), order[i], partner, i, own, dev ? Split.DEV : Split.TRAIN, random));
    }
    MultiMnistImages tests = purpose == Purpose.TUNE ? files.train() : files.test();
    for (int i = 0; i < TESTS; i++) {
      int digit = purpose == Purpose.TUNE ? order[images + i] : random.nextInt(tests.count());
      records.add(record(tests, digit, random.nextInt(tests.count()), i, true, Split.TEST, random));
    }
    return new Recording(records);
  }

  private Labelled record(
      MultiMnistImages from,
      int digit,
      int partner,
      int at,
      boolean labelled,
      Split split,
      SplittableRandom random) {
    int own = from.label(digit);
    Map<String, float[]> labels = new LinkedHashMap<>();
    if (labelled) {
      labels.put(target, new float[] {own});
    }
    if (split == Split.TRAIN) {
      for (Auxiliary auxiliary : auxiliaries) {
        labels.put(
            auxiliary.task(), new float[] {auxiliary.label(own, from.label(partner), at, random)});
      }
    }
    float[] image = target.equals("left") ? from.image(digit, partner) : from.image(partner, digit);
    return new Labelled(split, image, labels);
  }

  private Files read() {
    return READ.computeIfAbsent(
        folder,
        path -> new Files(MultiMnistImages.read(path, false), MultiMnistImages.read(path, true)));
  }

  private static int[] order(int count, SplittableRandom random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
