package io.tributary.micrometer;

import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The reporter's options, each {@code metrics.reporter.<name>.<option>} in Flink's configuration.
 *
 * @param registry class of the Micrometer registry; null: Prometheus' and its endpoint
 * @param host that the endpoint listens on
 * @param ports that the endpoint may have: the first that is free is taken
 * @param roots names of metric groups: a metric within one begins with its name, has words in the
 *     place of camel case, and the keys of its labels are no part of its name
 * @param excluded labels that are left out: ids that are new at every start
 * @param buckets upper bounds of histograms, in seconds
 * @param jvm whether the JVM's own meters are bound
 * @param all every option as given, for the registry
 */
record Options(
    @Nullable String registry,
    String host,
    List<Integer> ports,
    Set<String> roots,
    Set<String> excluded,
    List<Double> buckets,
    boolean jvm,
    Properties all) {

  private static final String EXCLUDED =
      "job_id,task_id,task_attempt_id,task_attempt_num,operator_id,tm_id,host";

  private static final String BUCKETS = "0.005,0.01,0.025,0.05,0.1,0.25,0.5,1,2.5,5,10,30,60,300";

  private static final int MOST_PORTS = 65_535;

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException in one line when one is not as it must be
   */
  static Options of(Properties given) {
    return new Options(
        given.getProperty("registry"),
        given.getProperty("host", "0.0.0.0"),
        ports(given.getProperty("port", "9249")),
        words(given.getProperty("roots", "")),
        words(given.getProperty("labels.exclude", EXCLUDED)),
        buckets(given.getProperty("buckets", BUCKETS)),
        Boolean.parseBoolean(given.getProperty("jvm", "true")),
        given);
  }

  private static Set<String> words(String list) {
    return Arrays.stream(list.split("[,;]", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<Integer> ports(String text) {
    try {
      String[] ends = text.strip().split("-", 2);
      int first = Integer.parseInt(ends[0].strip());
      int last = ends.length == 1 ? first : Integer.parseInt(ends[1].strip());
      if (first >= 0 && last >= first && last <= MOST_PORTS) {
        return IntStream.rangeClosed(first, last).boxed().toList();
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "port: must be a port or a range such as 9249-9259: " + text);
  }

  private static List<Double> buckets(String text) {
    try {
      return Arrays.stream(text.split("[,;]", -1))
          .mapToDouble(bound -> Double.parseDouble(bound.strip()))
          .sorted()
          .boxed()
          .toList();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("buckets: must be numbers of seconds: " + text, e);
    }
  }
}
