package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/operations.md, as they stand there. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class OperationsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);
  private static final String RUN = "flink run -d tributary-job.jar --config model.yaml";
  private static final String RESTORE =
      "flink run -d -s SAVEPOINT tributary-job.jar --config model.yaml";
  private static final String STOP = "flink stop --savepointPath DIR JOB";
  private static final String BEGIN =
      "flink run -d tributary-job.jar --config model.yaml --from newest";
  private static final String SCORE =
      "flink run -d -c io.tributary.job.ScoringJob tributary-job.jar --config model.yaml";
  private static final String CANCEL = "flink cancel JOB";

  @TempDir private static Path folder;
  private static @Nullable Cluster started;
  private static @Nullable Process feeder;
  private static String model = "";

  @BeforeAll
  static void start() throws Exception {
    started = Cluster.session(folder);
    model = cluster().model().toString();
    documented("tributary topics -c model.yaml", Map.of());
    feeder =
        cluster()
            .shell()
            .start(
                List.of(
                    Cluster.script("tributary"), "feed", "-c", model, "--demo", "--rate", "500"),
                folder.resolve("feeder.txt"));
  }

  @AfterAll
  static void stop() {
    if (feeder != null) {
      feeder.destroyForcibly();
    }
    if (started != null) {
      started.close();
    }
  }

  private static Cluster cluster() {
    return Objects.requireNonNull(started);
  }

  private static String documented(String command, Map<String, String> given) throws Exception {
    Map<String, String> words = new HashMap<>(given);
    words.putIfAbsent("model.yaml", model);
    words.put("tributary-job.jar", Repository.JOB_JAR.toString());
    return cluster().documented(command, words);
  }

  /** Upgrade, rescale, change, roll back, go on after a cancellation, begin anew, reset. */
  @Test
  void changeWhatRuns() throws Exception {
    Set<JsonNode> known = new HashSet<>();
    rounds().forEach(round -> known.add(round.path("run"))); // of the other tests
    documented(RUN, Map.of());
    JsonNode first = awaitRound(ofAnother(known));
    String early = stopped();

    Path changed = folder.resolve("changed.yaml");
    Files.writeString(
        changed,
        Files.readString(Path.of(model))
            .replace("parallelism: 2", "parallelism: 1")
            .replace("learningRate: 0.03", "learningRate: 0.02"));
    documented(RESTORE, Map.of("SAVEPOINT", early, "model.yaml", changed.toString()));
    assertThat(restoredFrom(cluster().awaitRunningJob())).isEqualTo(early);
    JsonNode second = awaitRound(later(first));
    assertThat(second.path("run")).isEqualTo(first.path("run"));
    stopped();
    long reached = rounds().get(rounds().size() - 1).path("round").asLong();

    documented(RESTORE, Map.of("SAVEPOINT", early));
    JsonNode third = awaitRound(later(second));
    assertThat(third.path("run")).isEqualTo(first.path("run"));
    assertThat(third.path("round").asLong()).as("void rounds come again").isLessThan(reached + 1);
    String job = cluster().awaitRunningJob();
    cluster().awaitCheckpoint(job);
    documented(CANCEL, Map.of("JOB", job));
    awaitCancelled(job);

    String said = documented("docker/bin/submit model.yaml", Map.of());
    assertThat(said).contains("going on from").contains("/chk-");
    String fourth = cluster().awaitRunningJob();
    assertThat(restoredFrom(fourth)).contains(job).contains("/chk-");
    assertThat(awaitRound(later(third)).path("run")).isEqualTo(first.path("run"));
    cluster().cancel(fourth);

    documented(BEGIN, Map.of());
    known.add(first.path("run"));
    JsonNode warm = awaitRound(ofAnother(known));
    cluster().cancel(cluster().awaitRunningJob());

    documented("rm -r CHECKPOINTS", Map.of("CHECKPOINTS", cluster().checkpoints().toString()));
    assertThat(documented("docker/bin/submit model.yaml", Map.of())).doesNotContain("going on");
    known.add(warm.path("run"));
    JsonNode anew = awaitRound(ofAnother(known));
    assertThat(anew.path("round").asLong()).isEqualTo(1);
    cluster().cancel(cluster().awaitRunningJob());
  }

  /** The commands of the runbook of TributaryRejectsRise. */
  @Test
  void lookAtRejects() throws Exception {
    if (Programs.onPath("kcat") == null) {
      System.out.println("OperationsIT: no kcat on the PATH (Debian: apt install kcat)");
      Assumptions.abort("no kcat");
    }
    Path bad =
        Files.writeString(folder.resolve("bad.jsonl"), "{\"task\":\"nobody\",\"label\":1}\n");
    String feed = Cluster.script("tributary");
    cluster().shell().run(List.of(feed, "feed", "-c", model, "-e", bad.toString()));
    documented(RUN, Map.of());
    String job = cluster().awaitRunningJob();
    cluster().awaitCheckpoint(job);
    String looked = "";
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!looked.contains("nobody") && System.nanoTime() < deadline) {
      looked =
          documented(
              "kcat -C -b localhost:9092 -t shop.examples.dlq -o -10 -e -f '%h\\n%s\\n\\n'",
              Map.of(
                  "localhost:9092",
                  cluster().bootstrapServers(),
                  "shop.examples.dlq",
                  "demo.examples.dlq"));
    }
    assertThat(looked).contains("nobody", "tributary-reason=");
    cluster().cancel(job);
  }

  /** The commands of the section on scoring: the job beside the learning one, and one request. */
  @Test
  void askForAPrediction() throws Exception {
    if (Programs.onPath("kcat") == null) {
      System.out.println("OperationsIT: no kcat on the PATH (Debian: apt install kcat)");
      Assumptions.abort("no kcat");
    }
    documented(RUN, Map.of());
    cluster().awaitRunningJob();
    documented(SCORE, Map.of());
    assertThat(documented("docker/bin/submit --scoring model.yaml", Map.of()))
        .contains("runs already");
    Map<String, String> here =
        Map.of(
            "localhost:9092",
            cluster().bootstrapServers(),
            "shop.requests",
            "demo.requests",
            "shop.predictions",
            "demo.predictions",
            "docker/demo/request.jsonl",
            Repository.DOCKER.resolve("demo/request.jsonl").toString());
    documented("kcat -P -b localhost:9092 -t shop.requests -l docker/demo/request.jsonl", here);
    String answer = "";
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (answer.isEmpty() && System.nanoTime() < deadline) {
      answer =
          documented("kcat -C -b localhost:9092 -t shop.predictions -o beginning -e", here)
              .lines()
              .filter(line -> line.startsWith("{"))
              .findFirst()
              .orElse("");
    }
    JsonNode prediction = JSON.readTree(answer);
    assertThat(prediction.path("id").asText()).isEqualTo("r-1");
    assertThat(prediction.at("/predictions/target/probabilities")).hasSize(4);
    for (String job : cluster().runningJobs()) {
      cluster().cancel(job);
    }
  }

  /** What the client is given with -D, against Flink's settings on the cluster. */
  @Test
  void checkpointsGoWhereTheClientSays() throws Exception {
    String elsewhere = folder.resolve("elsewhere").toUri().toString();
    cluster()
        .flink(
            "run",
            "-d",
            "-Dexecution.checkpointing.dir=" + elsewhere,
            Repository.JOB_JAR.toString(),
            "--config",
            Repository.DOCKER.resolve("demo/model.yaml").toString());
    String job = cluster().awaitRunningJob();
    cluster().awaitCheckpoint(job);
    assertThat(
            cluster()
                .await("/jobs/" + job + "/checkpoints", answer -> true)
                .at("/latest/completed/external_path")
                .asText())
        .startsWith(elsewhere.replace("///", "/"));
    cluster().cancel(job);
  }

  /** The savepoint that a stopped job leaves. */
  private static String stopped() throws Exception {
    String job = cluster().awaitRunningJob();
    cluster().awaitCheckpoint(job);
    String said = documented(STOP, Map.of("DIR", folder.resolve("kept").toString(), "JOB", job));
    Matcher savepoint = Pattern.compile("(?m)(file:\\S+)\\s*$").matcher(said);
    assertThat(savepoint.find()).as(said).isTrue();
    return savepoint.group(1);
  }

  private static Predicate<JsonNode> ofAnother(Set<JsonNode> runs) {
    return round -> !runs.contains(round.path("run"));
  }

  private static Predicate<JsonNode> later(JsonNode than) {
    return round ->
        round.path("run").equals(than.path("run"))
            && round.path("generation").asLong() > than.path("generation").asLong();
  }

  /** The first record of a round that is so. */
  private static JsonNode awaitRound(Predicate<JsonNode> condition) throws Exception {
    cluster().awaitCheckpoint(cluster().awaitRunningJob()); // rounds can be read once committed
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    List<JsonNode> rounds = List.of();
    while (System.nanoTime() < deadline) {
      rounds = rounds();
      for (JsonNode round : rounds) {
        if (condition.test(round)) {
          return round;
        }
      }
    }
    throw new AssertionError(
        "no such round; the newest is "
            + (rounds.isEmpty() ? "none" : rounds.get(rounds.size() - 1)));
  }

  private static List<JsonNode> rounds() throws Exception {
    List<JsonNode> rounds = new ArrayList<>();
    List<String> watch =
        List.of(Cluster.script("tributary"), "watch", "-c", model, "--once", "--json");
    for (String line : cluster().shell().run(watch).lines().toList()) {
      JsonNode record = line.startsWith("{") ? JSON.readTree(line) : JSON.nullNode();
      if (record.has("tasks")) {
        rounds.add(record);
      }
    }
    return rounds;
  }

  private static String restoredFrom(String job) throws Exception {
    return cluster()
        .await("/jobs/" + job + "/checkpoints", answer -> answer.at("/latest/restored").isObject())
        .at("/latest/restored/external_path")
        .asText();
  }

  private static void awaitCancelled(String job) throws IOException, InterruptedException {
    cluster().await("/jobs/" + job, answer -> answer.path("state").asText().equals("CANCELED"));
  }
}
