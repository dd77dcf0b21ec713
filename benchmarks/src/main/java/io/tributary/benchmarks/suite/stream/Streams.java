package io.tributary.benchmarks.suite.stream;

import io.tributary.benchmarks.suite.stream.SuiteStream.Half;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All streams that can be made here. */
public final class Streams {

  private final Map<String, SuiteStream> streams = new LinkedHashMap<>();

  /**
   * The streams.
   *
   * @param data folder with mnist/, bank-marketing/ and bike-sharing/; what it lacks is left out
   */
  public Streams(@Nullable Path data) {
    List<SuiteStream> all = new ArrayList<>(MadeStreams.all());
    if (data != null && Files.isDirectory(data.resolve("mnist"))) {
      all.addAll(DigitStreams.all(data.resolve("mnist")));
    }
    if (data != null && Files.isDirectory(data.resolve("bank-marketing"))) {
      all.add(BankStream.in(data.resolve("bank-marketing")));
    }
    if (data != null && Files.isDirectory(data.resolve("bike-sharing"))) {
      all.addAll(BikeStream.in(data.resolve("bike-sharing")));
    }
    all.forEach(stream -> streams.put(stream.name(), stream));
  }

  /**
   * Bank marketing, all of it in date order: every sixth call is a dev example, the others train
   * every task.
   *
   * @param data folder with bank-marketing/
   */
  public static Recording bankInOrder(Path data) throws IOException {
    return BankStream.table(data.resolve("bank-marketing")).whole();
  }

  /** Every one. */
  public List<SuiteStream> all() {
    return List.copyOf(streams.values());
  }

  /**
   * Finds streams.
   *
   * @param names of streams, or of groups: all, develop, report
   * @throws IllegalArgumentException when there is no such stream
   */
  public List<SuiteStream> named(List<String> names) {
    List<SuiteStream> found = new ArrayList<>();
    for (String name : names) {
      switch (name) {
        case "all" -> found.addAll(light(stream -> true));
        case "develop" -> found.addAll(light(stream -> stream.half() == Half.DEVELOP));
        case "report" -> found.addAll(light(stream -> stream.half() == Half.REPORT));
        default -> found.add(one(name));
      }
    }
    return found.stream().distinct().toList();
  }

  private List<SuiteStream> light(Predicate<SuiteStream> wanted) {
    return all().stream().filter(stream -> !stream.heavy() && wanted.test(stream)).toList();
  }

  private SuiteStream one(String name) {
    SuiteStream stream = streams.get(name);
    if (stream == null) {
      throw new IllegalArgumentException(
          "no stream "
              + name
              + "; there are all, develop, report, "
              + String.join(", ", streams.keySet()));
    }
    return stream;
  }
}
