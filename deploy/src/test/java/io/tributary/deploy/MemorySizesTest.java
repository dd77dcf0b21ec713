package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.junit.jupiter.api.Test;

/**
 * Flink's scripts divide a process's memory up before they start it; too little, and none starts.
 */
class MemorySizesTest {

  private static final MemorySize LEAST_HEAP = MemorySize.ofMebiBytes(384);

  @Test
  void containersCanStart() {
    canStart(GlobalConfiguration.loadConfiguration(Repository.CONFIGURATION.toString()));
  }

  @Test
  void podsCanStart() throws IOException {
    Object deployment = Yaml.documents("kubernetes/flink-deployment.yaml").get(0);
    Map<String, String> settings = new TreeMap<>();
    Yaml.at(deployment, "spec", "flinkConfiguration")
        .forEach((key, value) -> settings.put(String.valueOf(key), String.valueOf(value)));
    for (String process : new String[] {"jobManager", "taskManager"}) {
      settings.put( // as the operator does
          process.toLowerCase(Locale.ROOT) + ".memory.process.size",
          String.valueOf(Yaml.at(deployment, "spec", process, "resource").get("memory")));
    }
    canStart(Configuration.fromMap(settings));
  }

  private static void canStart(Configuration settings) {
    assertThat(JobManagerProcessUtils.processSpecFromConfig(settings).getJvmHeapMemorySize())
        .isGreaterThan(LEAST_HEAP);
    TaskExecutorProcessSpec sizes = TaskExecutorProcessUtils.processSpecFromConfig(settings);
    assertThat(sizes.getTaskHeapSize()).isGreaterThan(LEAST_HEAP);
    assertThat(settings.toMap().get("env.java.opts.all"))
        .contains("javacpp.maxbytes=" + sizes.getTaskOffHeapSize().getGibiBytes() + "g");
  }
}
