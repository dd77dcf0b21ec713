package io.tributary.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.deploy.Dashboards.Panel;
import io.tributary.job.metrics.JobMetric;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole of compose.yaml without containers: the job is submitted and fed by the image's
 * scripts, a real Prometheus scrapes it, and every query of every panel and alert is asked.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class DashboardsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DEMO_FEATURES = 32;
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(4);

  @TempDir private Path folder;

  @Test
  void everyQueryHasAnAnswer() throws Exception {
    Path prometheus = Programs.onPath("prometheus");
    if (prometheus == null) {
      System.out.println(
          "DashboardsIT: no prometheus on the PATH (Debian: apt install prometheus)");
      Assumptions.abort("no prometheus");
      return;
    }
    List<Process> processes = new ArrayList<>();
    try (Cluster cluster = Cluster.session(folder)) {
      Shell shell = cluster.shell();
      String model = cluster.model().toString();
      shell.run(List.of(Cluster.script("tributary"), "topics", "-c", model));
      assertThat(submit(cluster, model)).contains("JobID");
      String job = cluster.awaitRunningJob();
      assertThat(submit(cluster, model)).contains("runs already");
      processes.add(
          shell.start(
              List.of(
                  Cluster.script("tributary"),
                  "feed",
                  "-c",
                  model,
                  "--demo",
                  "--loop",
                  "--rate",
                  "1500"),
              folder.resolve("feeder.txt")));
      processes.add(startMeter(cluster));
      assertThat(submit(cluster, "--scoring", model)).contains("JobID");
      Thread asking = asking(cluster);
      int port = Cluster.freePort();
      processes.add(start(prometheus, cluster, port));
      awaitReady(cluster, "http://127.0.0.1:" + port + "/-/ready");
      String api = "http://127.0.0.1:" + port + "/api/v1/";

      cluster.await(
          "/jobs/" + job + "/checkpoints",
          answer -> answer.path("counts").path("completed").asInt() > 0);
      List<String> silent = new ArrayList<>(queries(".*"));
      queries(Meter.NAME).stream().filter(query -> query.contains("rmse")).forEach(silent::add);
      long deadline = System.nanoTime() + PATIENCE_NANOS;
      while (!silent.isEmpty() && System.nanoTime() < deadline) {
        List<String> still = new ArrayList<>();
        for (String query : silent) {
          if (!hasNumber(ask(cluster, api, query).path("result"))) {
            still.add(query);
          }
        }
        silent = still;
        Thread.sleep(1_000);
      }
      assertThat(silent).as("queries of panels without any data").isEmpty();

      JsonNode rules = JSON.readTree(cluster.get(api + "rules"));
      JsonNode alerts = rules.at("/data/groups/0/rules");
      assertThat(alerts).hasSizeGreaterThan(10);
      for (JsonNode alert : alerts) {
        assertThat(alert.path("health").asText()).as("%s", alert).isNotEqualTo("err");
      }
      List<String> known = labels(cluster, api, "__name__");
      assertThat(known).containsAll(flinkNames(DashboardsTest.rules()));
      assertThat(known.stream().filter(name -> name.startsWith("tributary_")).toList())
          .as("our metrics that are on no dashboard")
          .allMatch(DashboardsIT::isShown);
      for (String id : List.of("job_id", "tm_id", "task_attempt_id", "operator_id")) {
        assertThat(labels(cluster, api, id)).as(id).isEmpty();
      }
      if (System.getProperty("tributary.render") != null) { // more to look at
        Thread.sleep(Long.getLong("tributary.render.seconds", 0) * 1_000);
      }
      render(cluster, port);
      asking.interrupt();
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
  }

  /** Requests of the demo's model, some of which cannot be answered. */
  private static Thread asking(Cluster cluster) {
    Thread asking =
        new Thread(
            () -> {
              try (KafkaProducer<byte[], byte[]> producer =
                  new KafkaProducer<>(
                      Map.of("bootstrap.servers", cluster.bootstrapServers()),
                      new ByteArraySerializer(),
                      new ByteArraySerializer())) {
                for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                  String features = i % 10 == 0 ? "1" : "1" + ",0.5".repeat(DEMO_FEATURES - 1);
                  String request = "{\"features\":[" + features + "]}";
                  producer
                      .send(new ProducerRecord<>("demo.requests", request.getBytes(UTF_8)))
                      .get();
                  Thread.sleep(50);
                }
              } catch (InterruptedException | InterruptException ended) {
                // asked enough
              } catch (ExecutionException failure) {
                throw new IllegalStateException(failure);
              }
            });
    asking.setDaemon(true);
    asking.start();
    return asking;
  }

  private String submit(Cluster cluster, String... what) throws Exception {
    List<String> command = new ArrayList<>(List.of(Cluster.script("submit")));
    command.addAll(List.of(what));
    command.addAll(cluster.clientOptions());
    return cluster.shell().run(command);
  }

  /** A second job on the same cluster, by the same script, and its feeder. */
  private Process startMeter(Cluster cluster) throws Exception {
    Map<String, String> environment = new TreeMap<>(cluster.shell().environment());
    environment.put("TRIBUTARY_CHECKPOINTS", Meter.checkpoints(folder).toString());
    Shell shell = new Shell(folder, environment);
    String model = Meter.model(folder, cluster.bootstrapServers()).toString();
    shell.run(List.of(Cluster.script("tributary"), "topics", "-c", model));
    List<String> command = new ArrayList<>(List.of(Cluster.script("submit"), model));
    command.addAll(cluster.clientOptions());
    assertThat(shell.run(command)).contains("JobID");
    String examples = Meter.examples(folder).toString();
    return shell.start(
        List.of(
            Cluster.script("tributary"),
            "feed",
            "-c",
            model,
            "-e",
            examples,
            "--loop",
            "--rate",
            "200"),
        folder.resolve("meter.txt"));
  }

  /** With the addresses of these processes in the place of the containers'. */
  private Process start(Path prometheus, Cluster cluster, int port) throws IOException {
    String settings =
        Files.readString(Repository.DOCKER.resolve("prometheus/prometheus.yaml"))
            .replace("[rules.yaml]", "[" + Repository.DOCKER.resolve("prometheus/rules.yaml") + "]")
            .replace("scrape_interval: 5s", "scrape_interval: 1s")
            .replace("evaluation_interval: 15s", "evaluation_interval: 2s");
    List<String> hosts = List.of("jobmanager", "taskmanager-1", "taskmanager-2");
    for (int i = 0; i < hosts.size(); i++) {
      assertThat(settings).contains("\"" + hosts.get(i) + ":9249\"");
      settings =
          settings.replace(hosts.get(i) + ":9249", "127.0.0.1:" + cluster.metricPorts().get(i));
    }
    Path file = Files.writeString(folder.resolve("prometheus.yaml"), settings);
    return cluster
        .shell()
        .start(
            List.of(
                prometheus.toString(),
                "--config.file=" + file,
                "--storage.tsdb.path=" + folder.resolve("prometheus"),
                "--web.listen-address=127.0.0.1:" + port),
            folder.resolve("prometheus.txt"));
  }

  private static void awaitReady(Cluster cluster, String address) throws Exception {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() < deadline) {
      try {
        if (cluster.get(address).contains("Ready")) {
          return;
        }
      } catch (IOException notYet) {
        // asked again
      }
      Thread.sleep(100);
    }
    throw new AssertionError("Prometheus does not start");
  }

  /** Of all panels, as Grafana sends them. */
  private static List<String> queries(String model) throws IOException {
    List<String> queries = new ArrayList<>();
    for (Panel panel : Dashboards.panels()) {
      for (String query : panel.queries()) {
        queries.add(
            query
                .replace("$__rate_interval", "30s")
                .replace("$job", ".*")
                .replace("$model", model));
      }
    }
    return queries;
  }

  private static JsonNode ask(Cluster cluster, String api, String query) throws Exception {
    String answer =
        cluster.get(api + "query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    JsonNode read = JSON.readTree(answer);
    assertThat(read.path("status").asText()).as("%s: %s", query, answer).isEqualTo("success");
    return read.path("data");
  }

  private static boolean hasNumber(JsonNode result) {
    for (JsonNode series : result) {
      if (!series.at("/value/1").asText("NaN").equals("NaN")) {
        return true;
      }
    }
    return false;
  }

  private static List<String> labels(Cluster cluster, String api, String label) throws Exception {
    List<String> values = new ArrayList<>();
    JSON.readTree(cluster.get(api + "label/" + label + "/values"))
        .path("data")
        .forEach(value -> values.add(value.asText()));
    return values;
  }

  private static Set<String> flinkNames(String text) {
    Set<String> names = new TreeSet<>();
    Matcher name = Pattern.compile("flink_[a-zA-Z_]+").matcher(text);
    while (name.find()) {
      names.add(name.group());
    }
    return names;
  }

  private static boolean isShown(String name) {
    String plain = name.replaceAll("_(bucket|sum|count|max)$", "");
    return Arrays.stream(JobMetric.values())
        .anyMatch(
            metric ->
                plain
                    .replaceAll("_(total|seconds)$", "")
                    .equals("tributary_" + DashboardsTest.words(metric).replace("_millis", "")));
  }

  /** The page that a person can look at; kept when a folder for it is given. */
  private void render(Cluster cluster, int port) throws Exception {
    Path page = folder.resolve("dashboards.html");
    String address = "http://127.0.0.1:" + port;
    cluster.documented(
        "docker/render --prometheus ADDRESS -o page.html",
        Map.of("ADDRESS", address, "page.html", page.toString()));
    assertThat(page).content().contains("Learning", "Operations");
    List<String> empty =
        Files.readString(page).lines().filter(line -> line.contains("no data")).toList();
    assertThat(empty)
        .as("of the demo's model, which has no periods")
        .allMatch(line -> line.contains("Needs periods.rounds"));
    String kept = System.getProperty("tributary.render");
    if (kept != null) {
      String minutes = System.getProperty("tributary.render.minutes", "5");
      cluster
          .shell()
          .run(
              List.of(
                  Repository.DOCKER.resolve("render").toString(),
                  "--prometheus",
                  address,
                  "--minutes",
                  minutes,
                  "-o",
                  kept));
    }
  }
}
