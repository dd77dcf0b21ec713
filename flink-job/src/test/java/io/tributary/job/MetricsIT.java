package io.tributary.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.record.OutRecord;
import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.connectors.topic.TopicWriter;
import io.tributary.connectors.topic.Topics;
import io.tributary.embedded.junit.BrokerExtension;
import io.tributary.job.metrics.JobMetric;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A running job tells every metric of the table, with numbers that agree with its records. */
@Timeout(180)
class MetricsIT {

  @RegisterExtension private static final BrokerExtension KAFKA = new BrokerExtension();

  /**
   * Every subtask's metrics, by key: which subtask has the records is Kafka's and Flink's choice.
   */
  private static final Map<String, Queue<Metric>> TOLD = new ConcurrentHashMap<>();

  private static final Map<String, String> NOTING =
      Map.of("metrics.reporter.noting.factory.class", Noting.class.getName());

  private static final String REFUSED = "rejectedRequests{<reason>=wrong-length}";

  /** What was {@link #read}. */
  private static final Map<String, List<Double>> READ = new ConcurrentHashMap<>();

  @TempDir private static Path folder;

  /** Remembers what is told of this job's metrics, by their labels and name. */
  public static final class Noting implements MetricReporterFactory, MetricReporter {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return this;
    }

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
      if (List.of(group.getScopeComponents()).contains(JobMetric.GROUP)) {
        Map<String, String> labels = new TreeMap<>(group.getAllVariables());
        labels.keySet().removeIf(label -> !label.matches("<(task|split|reason|branch|phase)>"));
        TOLD.computeIfAbsent(
                name + (labels.isEmpty() ? "" : labels), key -> new ConcurrentLinkedQueue<>())
            .add(metric);
      }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {}
  }

  /** Jobs of this JVM run with more settings of their mini cluster. */
  private static final class LocalWith extends StreamExecutionEnvironment {
    static void install(Map<String, String> settings) {
      initializeContextEnvironment(
          given -> {
            var all = new org.apache.flink.configuration.Configuration(given);
            settings.forEach(all::setString);
            resetContextEnvironment(); // a local one refuses to be made within another
            StreamExecutionEnvironment local = new LocalStreamEnvironment(all);
            install(settings); // an environment is asked for more than once a job
            return local;
          });
    }

    static void uninstall() {
      resetContextEnvironment();
    }
  }

  @BeforeAll
  static void noteMetrics() {
    LocalWith.install(NOTING);
  }

  @AfterAll
  static void noteNoMore() {
    LocalWith.uninstall();
  }

  @Test
  void areToldByARunningJobAndAScoringJob() throws Exception {
    Configuration configuration =
        ConfigurationFile.parse(
            TestStream.text("told", "{by: target}", 2, KAFKA.bootstrapServers(), folder)
                    .replace("side: {type: binary}", "side: {type: regression}")
                + "periods: {rounds: 4}\n",
            "test.yaml",
            folder,
            Map.of());
    TopicCreator.create(configuration.kafka());
    TestStream.of(3_000, 1)
        .withAmounts("side", 10, 2)
        .with(
            List.of("not json", "{\"task\":\"main\",\"features\":[1],\"label\":1}"), new Random(1))
        .feed(configuration, System.currentTimeMillis() - 3_600_000);
    try (JobRun run = JobRun.submit(configuration, JobOptions.toTheEnd())) {
      run.follow(
          header -> {
            if (header.phase() == Phase.DONE) {
              read();
            }
          });
    }
    score(configuration);

    RoundsLog rounds = RoundsLog.read(configuration);
    Set<JobMetric> missing = EnumSet.allOf(JobMetric.class);
    missing.removeIf(
        metric -> TOLD.keySet().stream().anyMatch(key -> key.matches(metric.id() + "(\\{.*)?")));
    assertThat(missing)
        .as("without a CUDA device, and a regression")
        .containsExactlyInAnyOrder(JobMetric.DEVICE_BYTES, JobMetric.DEVICE_LIMIT);
    long last = rounds.last().round();
    assertThat(gauge("round")).isEqualTo((double) last);
    assertThat(count("rounds")).isEqualTo(last);
    assertThat(count("trainedExamples{<task>=main}"))
        .isEqualTo(Objects.requireNonNull(rounds.last().counters().get("main")).trained());
    assertThat(count("records")).isEqualTo(3_002);
    assertThat(count("rejectedRecords{<reason>=unparseable}")).isEqualTo(1);
    assertThat(count("rejectedRecords{<reason>=wrong-length}")).isEqualTo(1);
    assertThat(count("rejectedExamples{<task>=}")).isEqualTo(1);
    assertThat(count("rejectedExamples{<task>=main}")).isEqualTo(1);
    assertThat(gauge("weight{<task>=side}"))
        .isEqualTo(Objects.requireNonNull(rounds.last().weights().get("side")).doubleValue());
    assertThat(gauge("accuracy{<split>=test, <task>=main}")).isBetween(0.4, 1.0);
    assertThat(gauge("rmse{<split>=prequential, <task>=side}")).isPositive();
    assertThat(gauge("leader{<branch>=learned}")).isBetween(0.0, 1.0);
    assertThat(count("publishedModels")).isEqualTo(last / 4 + (last % 4 == 0 ? 1 : 2));
    assertThat(count("publishedBytes")).isGreaterThan(1_000);
    assertThat(gauge("nativeLimitBytes")).isPositive();
    assertThat(count("roundTimeMillis")).isEqualTo(last);
    assertThat(count("roundPhaseMillis{<phase>=publish}")).isEqualTo(last);
    assertThat(count("answeredRequests")).isEqualTo(1);
    assertThat(count(REFUSED)).isEqualTo(1);
    assertThat(count("requestLatencyMillis")).isEqualTo(1);
    assertThat(gauge("servedRound")).isEqualTo(gauge("championRound"));
    assertThat(count("modelSwaps")).isEqualTo(1);
  }

  /**
   * Reads every metric at the end of the stream: stopping may restart the job (see {@link
   * JobRun#follow}), and then what goes on from the checkpoint is told by both attempts.
   */
  private static void read() {
    TOLD.forEach(
        (key, metrics) -> READ.putIfAbsent(key, metrics.stream().map(MetricsIT::value).toList()));
  }

  private static double value(Metric metric) {
    if (metric instanceof Counter counter) {
      return counter.getCount();
    }
    return metric instanceof Histogram histogram
        ? histogram.getCount()
        : ((Number) ((Gauge<?>) metric).getValue()).doubleValue();
  }

  /** Has one request answered and one refused. */
  private static void score(Configuration configuration) throws Exception {
    try (ScoringRun run = ScoringRun.submit(configuration, ScoringOptions.standard())) {
      String topic = Topics.of(configuration.kafka()).requests();
      for (String value : List.of("{\"features\":[1,2,3,4,5,6]}", "{\"features\":[1]}")) {
        TopicWriter.write(
            configuration.kafka(), new OutRecord(topic, null, value.getBytes(UTF_8), Map.of()));
      }
      long deadline = System.nanoTime() + 60_000_000_000L;
      while (sum("answeredRequests") + sum(REFUSED) < 2 && System.nanoTime() < deadline) {
        Thread.sleep(50);
      }
      read();
    }
  }

  private static double sum(String key) {
    return TOLD.getOrDefault(key, new ConcurrentLinkedQueue<>()).stream()
        .mapToDouble(MetricsIT::value)
        .sum();
  }

  private static List<Double> values(String key) {
    assertThat(READ).containsKey(key);
    return Objects.requireNonNull(READ.get(key));
  }

  /** The sum over the subtasks: of a counter, or of how many values a histogram has seen. */
  private static long count(String key) {
    return (long) values(key).stream().mapToDouble(Double::doubleValue).sum();
  }

  /** The same value of every subtask that tells it. */
  private static double gauge(String key) {
    List<Double> distinct = values(key).stream().distinct().toList();
    assertThat(distinct).as(key).hasSize(1);
    return distinct.get(0);
  }
}
