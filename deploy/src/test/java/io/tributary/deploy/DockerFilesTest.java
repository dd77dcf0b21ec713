package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.job.ScoringJob;
import io.tributary.job.TributaryJob;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What no container engine need be there for: the files under docker/ agree with each other. */
class DockerFilesTest {

  @Test
  void composeIsWhole() throws IOException {
    Map<?, ?> services = Yaml.at(Yaml.documents("compose.yaml").get(0), "services");
    assertThat(services).hasSize(10);
    List<String> onceOrUnseen = List.of("topics", "job", "scoring", "feeder");
    for (Map.Entry<?, ?> each : services.entrySet()) {
      Map<?, ?> service = Yaml.map(each.getValue());
      assertThat(String.valueOf(service.get("image"))).matches("[a-z/-]+:v?\\d+\\.\\d+\\.\\d+");
      if (!onceOrUnseen.contains(String.valueOf(each.getKey()))) {
        assertThat(service.get("healthcheck")).as("%s", each.getKey()).isNotNull();
      }
      if (service.get("depends_on") != null) {
        assertThat(services.keySet().containsAll(Yaml.map(service.get("depends_on")).keySet()))
            .isTrue();
      }
      for (String port : texts(service.get("ports"))) {
        assertThat(port).startsWith("127.0.0.1:");
      }
      for (String volume : texts(service.get("volumes"))) {
        if (volume.startsWith(".")) {
          assertThat(Repository.DOCKER.resolve(volume.substring(0, volume.indexOf(':')))).exists();
        }
      }
    }
  }

  /** The official image's entry point would otherwise take each container's own name for it. */
  @Test
  void everyFlinkProcessKnowsTheJobManager() throws IOException {
    Object address =
        Yaml.at(Yaml.documents("flink/conf/config.yaml").get(0)).get("jobmanager.rpc.address");
    Map<?, ?> services = Yaml.at(Yaml.documents("compose.yaml").get(0), "services");
    assertThat(services.containsKey(address)).isTrue();
    int processes = 0;
    for (Object each : services.values()) {
      Map<?, ?> service = Yaml.map(each);
      if (List.of("jobmanager", "taskmanager").contains(String.valueOf(service.get("command")))) {
        processes++;
        assertThat(Yaml.map(service.get("environment")).get("JOB_MANAGER_RPC_ADDRESS"))
            .isEqualTo(address);
      }
    }
    assertThat(processes).isEqualTo(1 + Cluster.TASK_MANAGERS);
  }

  private static List<String> texts(@Nullable Object list) {
    return list == null ? List.of() : ((List<?>) list).stream().map(String::valueOf).toList();
  }

  @Test
  void kubernetesRunsWithTheSettingsOfTheImage() throws IOException {
    Map<?, ?> image = Yaml.at(Yaml.documents("flink/conf/config.yaml").get(0));
    Map<?, ?> deployed =
        Yaml.at(
            Yaml.documents("kubernetes/flink-deployment.yaml").get(0),
            "spec",
            "flinkConfiguration");
    List<String> shared = new ArrayList<>();
    for (Map.Entry<?, ?> setting : deployed.entrySet()) {
      if (image.get(setting.getKey()) != null) {
        shared.add(String.valueOf(setting.getKey()));
        assertThat(String.valueOf(setting.getValue()))
            .as("%s", setting.getKey())
            .isEqualTo(String.valueOf(image.get(setting.getKey())));
      }
    }
    assertThat(shared).contains("env.java.opts.all", "metrics.reporter.micrometer.roots");
    Object model =
        Yaml.at(Yaml.documents("kubernetes/model.yaml").get(0), "data").get("model.yaml");
    assertThat(String.valueOf(model))
        .isEqualTo(Files.readString(Repository.DOCKER.resolve("demo/model.yaml")));
  }

  /** Both jobs are submitted alike, and find slots beside each other. */
  @Test
  void composeHasAScoringJob() throws IOException {
    Map<?, ?> services = Yaml.at(Yaml.documents("compose.yaml").get(0), "services");
    Map<String, Object> scoring = plain(services.get("scoring"));
    Map<String, Object> learning = plain(services.get("job"));
    List<String> command = new ArrayList<>(texts(learning.remove("entrypoint")));
    command.add(1, "--scoring");
    assertThat(texts(scoring.remove("entrypoint"))).isEqualTo(command);
    assertThat(scoring).isEqualTo(learning);
    assertThat(Files.readString(Repository.DOCKER.resolve("bin/submit")))
        .contains("main=" + TributaryJob.class.getName() + "\n")
        .contains("main=" + ScoringJob.class.getName() + "\n");
    Object slots =
        Yaml.at(Yaml.documents("flink/conf/config.yaml").get(0))
            .get("taskmanager.numberOfTaskSlots");
    assertThat(Cluster.TASK_MANAGERS * Integer.parseInt(String.valueOf(slots)))
        .isGreaterThanOrEqualTo(2 * model().flink().parallelism());
  }

  /** The scoring job's deployment is the learning one's but for its name and its main class. */
  @Test
  void kubernetesHasAScoringJob() throws IOException {
    String learning =
        Files.readString(Repository.DOCKER.resolve("kubernetes/flink-deployment.yaml"));
    String scoring =
        Files.readString(Repository.DOCKER.resolve("kubernetes/scoring-deployment.yaml"));
    assertThat(Yaml.read(scoring))
        .isEqualTo(
            Yaml.read(
                learning
                    .replace("name: tributary-demo\n", "name: tributary-demo-scoring\n")
                    .replace(TributaryJob.class.getName(), ScoringJob.class.getName())));
    assertThat(scoring).contains("entryClass: " + ScoringJob.class.getName());
  }

  /** The request that docs/operations.md asks fits the model of the demo. */
  @Test
  void theRequestIsOneOfTheDemo() throws IOException {
    String request = Files.readString(Repository.DOCKER.resolve("demo/request.jsonl"));
    assertThat(request.lines()).hasSize(1);
    assertThat(new ObjectMapper().readTree(request).path("features"))
        .hasSize(model().model().features());
  }

  private static Map<String, Object> plain(@Nullable Object service) {
    Map<String, Object> plain = new TreeMap<>();
    Yaml.map(service).forEach((key, value) -> plain.put(String.valueOf(key), value));
    return plain;
  }

  private static Configuration model() {
    return ConfigurationFile.read(
        Repository.DOCKER.resolve("demo/model.yaml"),
        Map.of("KAFKA_BOOTSTRAP_SERVERS", "broker:9092"));
  }

  @Test
  void theModelIsThatOfTheDemo() throws IOException {
    Configuration model = model();
    Path demo = Repository.ROOT.resolve("cli/src/main/resources/io/tributary/cli/demo.yaml");
    Configuration shipped = ConfigurationFile.read(demo, Map.of());
    assertThat(model.tasks()).isEqualTo(shipped.tasks());
    assertThat(model.training()).isEqualTo(shipped.training());
    assertThat(model.weighting()).isEqualTo(shipped.weighting());
  }
}
