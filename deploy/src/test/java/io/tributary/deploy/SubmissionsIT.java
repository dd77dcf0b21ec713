package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Submissions to one cluster: what a job leaves behind, and how one goes on from another. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class SubmissionsIT {

  private static final int SUBMISSIONS = 10;

  /** The JobManager reads the job's graph, and so loads its classes too. */
  private static final int PROCESSES = 1 + Cluster.TASK_MANAGERS;

  /** Of which the first load what all share. */
  private static final int WARM = 4;

  /** A job's own classes are far more: without mending, each would leave about 6 MB. */
  private static final double MOST_BYTES_EACH = 1 << 20;

  @TempDir private static Path folder;
  private static @Nullable Cluster started;
  private static @Nullable Process feeder;
  private static String model = "";

  @BeforeAll
  static void start() throws Exception {
    started = Cluster.session(folder);
    model = started.model().toString();
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

  private record Left(double metaspace, double threads) {}

  @Test
  void levelOff() throws Exception {
    List<Left> left = new ArrayList<>();
    for (int i = 1; i <= SUBMISSIONS; i++) {
      left.add(submitAndCancel());
      System.out.printf(
          Locale.ROOT,
          "after %2d submissions: metaspace of all three processes %.1f MB, threads %.0f%n",
          i,
          left.get(i - 1).metaspace() / 1e6,
          left.get(i - 1).threads());
    }
    Left warm = left.get(WARM - 1);
    Left last = left.get(SUBMISSIONS - 1);
    int between = SUBMISSIONS - WARM;
    assertThat((last.metaspace() - warm.metaspace()) / between / PROCESSES)
        .as("bytes of metaspace that each submission leaves")
        .isLessThan(MOST_BYTES_EACH);
    assertThat(last.threads() - warm.threads())
        .as("threads that %d submissions leave", between)
        .isLessThan(between);
  }

  /** The commands of docs/operations.md: stop, restore at another parallelism, and submit. */
  @Test
  void goOnWhereTheFormerOnesWere() throws Exception {
    run("run", "-d", Repository.JOB_JAR.toString(), "--config", model);
    String first = cluster().awaitRunningJob();
    awaitCheckpoint(first);
    String said = run("stop", "--savepointPath", folder.resolve("kept").toString(), first);
    Matcher savepoint = Pattern.compile("(?m)(file:\\S+)\\s*$").matcher(said);
    assertThat(savepoint.find()).as(said).isTrue();

    Path narrower = folder.resolve("narrower.yaml");
    Files.writeString(
        narrower, Files.readString(Path.of(model)).replace("parallelism: 2", "parallelism: 1"));
    run(
        "run",
        "-d",
        "-s",
        savepoint.group(1),
        Repository.JOB_JAR.toString(),
        "--config",
        narrower.toString());
    String second = cluster().awaitRunningJob();
    assertThat(restoredFrom(second)).isEqualTo(savepoint.group(1));
    awaitCheckpoint(second);
    cancel(second);

    List<String> submit = new ArrayList<>(List.of(Cluster.script("submit"), model));
    submit.addAll(cluster().clientOptions());
    assertThat(cluster().shell().run(submit)).contains("going on from").contains("/chk-");
    String third = cluster().awaitRunningJob();
    assertThat(restoredFrom(third)).contains(second).contains("/chk-");
    cancel(third);
  }

  private static String restoredFrom(String job) throws Exception {
    return cluster()
        .await("/jobs/" + job + "/checkpoints", answer -> answer.at("/latest/restored").isObject())
        .at("/latest/restored/external_path")
        .asText();
  }

  private static void awaitCheckpoint(String job) throws Exception {
    cluster()
        .await(
            "/jobs/" + job + "/checkpoints",
            answer -> answer.path("counts").path("completed").asInt() > 0);
  }

  private static void cancel(String job) throws Exception {
    run("cancel", job);
    cluster().await("/jobs/" + job, answer -> answer.path("state").asText().equals("CANCELED"));
  }

  private static String run(String action, String... arguments) throws Exception {
    return cluster().flink(action, arguments);
  }

  private static Left submitAndCancel() throws Exception {
    run("run", "-d", Repository.JOB_JAR.toString(), "--config", model);
    String job = cluster().awaitRunningJob();
    awaitCheckpoint(job); // some rounds are over: every class is loaded
    cancel(job);
    double metaspace = 0;
    double threads = 0;
    for (int process = 0; process < PROCESSES; process++) {
      cluster().collectGarbage(process);
      String metrics = cluster().metrics(cluster().metricPorts().get(process));
      metaspace += value(metrics, "jvm_memory_used_bytes\\{.*id=\"Metaspace\".*");
      threads += value(metrics, "jvm_threads_live_threads");
    }
    return new Left(metaspace, threads);
  }

  private static double value(String metrics, String name) {
    Matcher value = Pattern.compile("(?m)^" + name + " (\\S+)$").matcher(metrics);
    assertThat(value.find()).as(name).isTrue();
    return Double.parseDouble(value.group(1));
  }
}
