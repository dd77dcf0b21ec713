package io.tributary.chaos.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.chaos.stream.Fed.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A stream that its seed decides: records of three related tasks, one in eight of several tasks at
 * once, two in a hundred bad. How long it is is decided while it runs; {@link #finish} closes it so
 * that every training example is in a round, and so that the last round's answers have seen all.
 */
public final class ExampleStream implements FedStream {

  private static final long STEP_MILLIS = 5;
  private static final long LATER_MILLIS = 1_800_000;
  private static final double BAD = 0.02;
  private static final double SEVERAL = 0.125;

  private final RoundsBy rounds;
  private final Random random;
  private final long start;
  private final Map<Place, Long> tally = new TreeMap<>(ExampleStream::order);
  private long made;

  /**
   * The stream of a seed.
   *
   * @param start timestamp of the first record. It must be of today: a broker that is killed
   *     forgets the sequence numbers of a producer whose records are older than a day, and then
   *     takes what is sent again for new.
   */
  public ExampleStream(RoundsBy rounds, long seed, long start) {
    this.rounds = rounds;
    this.random = new Random(seed);
    this.start = start;
  }

  /** A finished stream and all of its records, in order. */
  public record Whole(ExampleStream stream, List<Fed> records) {}

  /**
   * The stream of a seed once more.
   *
   * @param records before those that close it
   */
  public static Whole again(RoundsBy rounds, long seed, long start, long records) {
    ExampleStream stream = new ExampleStream(rounds, seed, start);
    List<Fed> all = new ArrayList<>();
    while (all.size() < records) {
      all.add(stream.next());
    }
    all.addAll(stream.finish());
    return new Whole(stream, List.copyOf(all));
  }

  private static int order(Place one, Place other) {
    int byTask = one.task().compareTo(other.task());
    return byTask != 0 ? byTask : one.place().compareTo(other.place());
  }

  @Override
  public Fed next() {
    double kind = random.nextDouble();
    if (kind < BAD) {
      return bad();
    }
    double part = random.nextDouble();
    String split = part < 0.1 ? "dev" : part < 0.15 ? "test" : "train";
    boolean several = rounds == RoundsBy.TARGET && kind < BAD + SEVERAL;
    return several
        ? good(ChaosModel.TASKS, split)
        : good(List.of(ChaosModel.TASKS.get(random.nextInt(ChaosModel.TASKS.size()))), split);
  }

  @Override
  public List<Fed> finish() {
    List<Fed> last = new ArrayList<>();
    List<String> toFill =
        rounds == RoundsBy.TARGET ? ChaosModel.TASKS.subList(0, 1) : ChaosModel.TASKS;
    long full =
        toFill.stream().mapToLong(task -> count(task, "train")).max().orElse(0)
                / ChaosModel.MINI_EPOCH
            + 1;
    for (String task : toFill) {
      while (count(task, "train") < full * ChaosModel.MINI_EPOCH) {
        last.add(good(List.of(task), "train"));
      }
    }
    if (rounds == RoundsBy.TARGET) {
      // Event time must pass the last mini-epoch's end in every partition.
      for (int partition = 0; partition < rounds.partitions(); partition++) {
        last.add(record(List.of("side"), "test", partition, timestamp() + LATER_MILLIS));
      }
    }
    return last;
  }

  /** How many rounds there can be, once it is finished. */
  public long rounds() {
    return count("main", "train") / ChaosModel.MINI_EPOCH;
  }

  /** Examples so far. */
  public long count(String task, String place) {
    return tally.getOrDefault(new Place(task, place), 0L);
  }

  /** Examples so far by where they belong. */
  public Map<Place, Long> tally() {
    return Map.copyOf(tally);
  }

  private long timestamp() {
    return start + made * STEP_MILLIS;
  }

  private int partition(@Nullable String task) {
    return rounds == RoundsBy.COUNT && task != null
        ? ChaosModel.TASKS.indexOf(task)
        : (int) (made % rounds.partitions());
  }

  private Fed bad() {
    String task = "flag";
    return switch (random.nextInt(3)) {
      case 0 ->
          add(
              new Fed(
                  partition(null),
                  timestamp(),
                  "{\"task\":\"main\", broken".getBytes(UTF_8),
                  List.of(new Place("", "rejected"))));
      case 1 ->
          add(
              new Fed(
                  partition(task),
                  timestamp(),
                  "{\"task\":\"flag\",\"features\":[1,2],\"label\":1}".getBytes(UTF_8),
                  List.of(new Place(task, "rejected"))));
      default ->
          add(
              new Fed(
                  partition(task),
                  timestamp(),
                  "{\"task\":\"flag\",\"features\":[1,2,3,4,5,6],\"label\":2}".getBytes(UTF_8),
                  List.of(new Place(task, "rejected"))));
    };
  }

  private Fed good(List<String> tasks, String split) {
    return record(tasks, split, partition(tasks.get(0)), timestamp());
  }

  private Fed record(List<String> tasks, String split, int partition, long timestamp) {
    double[] x = random.doubles(ChaosModel.FEATURES, -2, 2).toArray();
    StringBuilder features = new StringBuilder();
    for (double value : x) {
      features.append(features.isEmpty() ? "" : ",").append(decimal(value));
    }
    StringBuilder labels = new StringBuilder();
    List<Place> places = new ArrayList<>();
    for (String task : tasks) {
      labels
          .append(labels.isEmpty() ? "" : ",")
          .append("\"%s\":%s".formatted(task, label(task, x)));
      places.add(new Place(task, split));
    }
    String text =
        "{\"features\":[%s],\"labels\":{%s},\"split\":\"%s\"}".formatted(features, labels, split);
    return add(new Fed(partition, timestamp, text.getBytes(UTF_8), List.copyOf(places)));
  }

  private static String label(String task, double[] x) {
    double sum = x[0] - x[1] + x[2] - x[3];
    return switch (task) {
      case "main" -> sum > 1 ? "2" : sum > -1 ? "1" : "0";
      case "side" -> decimal(20 + 3 * sum + x[4]);
      default -> x[0] + x[5] > 0 ? "1" : "0";
    };
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private Fed add(Fed record) {
    made++;
    record.examples().forEach(example -> tally.merge(example, 1L, Long::sum));
    return record;
  }
}
