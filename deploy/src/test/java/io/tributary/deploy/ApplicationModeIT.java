package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The job jar in a cluster of its own, as the Kubernetes operator and standalone-job run it. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ApplicationModeIT {

  @TempDir private Path folder;

  @Test
  void startsTheJobWithItsCluster() throws Exception {
    Path model = folder.resolve("model.yaml");
    try (Cluster cluster =
        Cluster.application(
            folder,
            List.of("--job", Repository.JOB_JAR.toString(), "--config", model.toString()),
            broker ->
                Files.writeString(
                    model,
                    Files.readString(Repository.DOCKER.resolve("demo/model.yaml"))
                        .replace("${KAFKA_BOOTSTRAP_SERVERS}", broker)
                        .replace("flink: {", "flink: {checkpointDir: \"" + folder + "\", ")))) {
      String job = cluster.awaitRunningJob();
      assertThat(cluster.await("/jobs/" + job, answer -> true).path("name").asText())
          .isEqualTo("tributary demo");
      assertThat(cluster.metrics(cluster.metricPorts().get(0)))
          .contains("flink_jobmanager_job_numRestarts{", "job_name=\"tributary demo\"");
    }
  }
}
