package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

/** Submissions to one cluster: what a job leaves behind. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class SubmissionsIT {

  /** So many one after the other leave next to nothing once everything has been loaded. */
  private static final int LEVEL = 4;

  /**
   * Until then classes that jobs share are loaded, on each process that a job happens to come to,
   * and those of the first jobs may be held by caches.
   */
  private static final int MOST_SUBMISSIONS = 14;

  /** The JobManager reads the job's graph, and so loads its classes too. */
  private static final int PROCESSES = 1 + Cluster.TASK_MANAGERS;

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

  /**
   * What a submission has left in all processes together.
   *
   * @param metaspace bytes of classes
   */
  private record Left(double metaspace, double threads) {}

  @Test
  void levelOff() throws Exception {
    List<Left> left = new ArrayList<>();
    do {
      left.add(submitAndCancel());
    } while (!isLevel(left) && left.size() < MOST_SUBMISSIONS);
    assertThat(isLevel(left))
        .as("level over %d submissions one after the other, in %s", LEVEL, left)
        .isTrue();
  }

  private static boolean isLevel(List<Left> left) {
    if (left.size() <= LEVEL) {
      return false;
    }
    Left last = left.get(left.size() - 1);
    Left before = left.get(left.size() - 1 - LEVEL);
    return (last.metaspace() - before.metaspace()) / LEVEL / PROCESSES < MOST_BYTES_EACH
        && last.threads() - before.threads() < LEVEL;
  }

  private static Left submitAndCancel() throws Exception {
    cluster().flink("run", "-d", Repository.JOB_JAR.toString(), "--config", model);
    String job = cluster().awaitRunningJob();
    cluster().awaitCheckpoint(job); // some rounds are over: every class is loaded
    cluster().cancel(job);
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
