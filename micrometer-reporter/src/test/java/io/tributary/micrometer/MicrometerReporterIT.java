package io.tributary.micrometer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The reporter as a cluster loads it, and what a scraper reads. */
@Timeout(180)
class MicrometerReporterIT {

  private final HttpClient client = HttpClient.newHttpClient();
  private int port;

  /** Counts what passes in groups of its own. */
  private static final class Measured extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1;
    private transient Counter seen = new org.apache.flink.metrics.SimpleCounter();

    @Override
    public void open(OpenContext context) {
      MetricGroup group =
          getRuntimeContext()
              .getMetricGroup()
              .addGroup("shop")
              .addGroup("model", "m")
              .addGroup("task", "buy");
      seen = group.counter("seenRecords");
      group.gauge("deltaNorm", (Gauge<Double>) () -> 0.25);
    }

    @Override
    public Long map(Long value) throws Exception {
      seen.inc();
      Thread.sleep(1);
      return value;
    }
  }

  @Test
  void servesARealCluster() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Configuration settings = new Configuration();
    settings.set(RestOptions.BIND_PORT, "0");
    settings.setString(
        "metrics.reporter.prom.factory.class", MicrometerReporterFactory.class.getName());
    settings.setString("metrics.reporter.prom.port", Integer.toString(port));
    settings.setString("metrics.reporter.prom.roots", "shop");
    try (MiniCluster cluster = cluster(settings)) {
      cluster.start();
      String mine = "shop_seen_records_total{";
      org.apache.flink.api.common.JobID first = submit(cluster);
      String text = await(all -> value(all, mine) > 20);
      assertThat(line(text, mine))
          .contains("job_name=\"measured\"", "model=\"m\"", "task=\"buy\"", "subtask_index=\"0\"")
          .doesNotContain("job_id", "tm_id", "attempt", "host=");
      assertThat(line(text, "shop_delta_norm{")).endsWith(" 0.25");
      assertThat(text)
          .contains("# TYPE shop_seen_records_total counter")
          .contains("# TYPE flink_taskmanager_job_task_numRecordsIn_total counter")
          .contains("flink_jobmanager_numRunningJobs ")
          .contains("flink_taskmanager_job_task_backPressuredTimeMsPerSecond{")
          .contains("jvm_memory_used_bytes{");

      cluster.cancelJob(first).get();
      await(all -> !all.contains(mine));
      double counted = value(text, mine);
      submit(cluster);
      String again = await(all -> all.contains(mine));
      assertThat(value(again, mine)).isGreaterThanOrEqualTo(counted);
    }
  }

  /** Another of Micrometer's registries, with nothing but settings; it sends by HTTP. */
  @Test
  void feedsTheRegistryThatIsNamed() throws Exception {
    List<String> received = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          received.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    Configuration settings = new Configuration();
    settings.set(RestOptions.BIND_PORT, "0");
    String options = "metrics.reporter.other.";
    settings.setString(options + "factory.class", MicrometerReporterFactory.class.getName());
    settings.setString(options + "registry", "io.micrometer.influx.InfluxMeterRegistry");
    settings.setString(options + "influx.uri", "http://127.0.0.1:" + server.getAddress().getPort());
    settings.setString(options + "influx.step", "1s");
    settings.setString(options + "influx.compressed", "false");
    settings.setString(options + "roots", "shop");
    try (MiniCluster cluster = cluster(settings)) {
      cluster.start();
      submit(cluster);
      Predicate<String> mine =
          line ->
              line.matches("shop_seen_records,.*model=m,.*task=buy,.* value=[1-9][0-9]*.*")
                  && line.contains("job_name=measured");
      while (received.stream().flatMap(String::lines).noneMatch(mine)) {
        Thread.sleep(50); // the test's time limit ends it
      }
      assertThat(received).anyMatch(text -> text.contains("shop_delta_norm,"));
      assertThat(received).noneMatch(text -> text.contains("job_id="));
    } finally {
      server.stop(0);
    }
  }

  private static MiniCluster cluster(Configuration settings) {
    return new MiniCluster(
        new MiniClusterConfiguration.Builder()
            .setConfiguration(settings)
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(1)
            .build());
  }

  private static org.apache.flink.api.common.JobID submit(MiniCluster cluster) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    env.fromSequence(0, Long.MAX_VALUE)
        .map(new Measured())
        .name("measure")
        .sinkTo(new DiscardingSink<>());
    StreamGraph graph = env.getStreamGraph();
    graph.setJobName("measured");
    return cluster.submitJob(graph.getJobGraph()).get().getJobID();
  }

  private String await(Predicate<String> condition) throws Exception {
    String text = "";
    do {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      text = answer.body();
      Thread.sleep(50);
    } while (!condition.test(text));
    return text;
  }

  private static String line(String text, String start) {
    return text.lines().filter(line -> line.startsWith(start)).findFirst().orElse("");
  }

  private static double value(String text, String start) {
    String line = line(text, start);
    return line.isEmpty() ? 0 : Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }
}
