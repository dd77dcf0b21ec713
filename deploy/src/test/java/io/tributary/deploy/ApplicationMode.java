package io.tributary.deploy;

import java.io.File;
import java.util.Arrays;
import org.apache.flink.client.deployment.application.ApplicationClusterEntryPoint;
import org.apache.flink.client.program.DefaultPackagedProgramRetriever;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.entrypoint.ClusterEntrypoint;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;

/**
 * A JobManager in application mode. Flink's distribution has such a main class ({@code
 * standalone-job}); its jar is no Maven artifact, so this one stands in its place.
 */
final class ApplicationMode extends ApplicationClusterEntryPoint {

  private ApplicationMode(Configuration configuration, PackagedProgram program) {
    super(configuration, program, StandaloneResourceManagerFactory.getInstance());
  }

  /**
   * Starts one: {@code --configDir DIR -Dkey=value... --job JAR [argument of the job]...}.
   *
   * @throws Exception when the job's jar cannot be used
   */
  public static void main(String[] arguments) throws Exception {
    Configuration configuration = GlobalConfiguration.loadConfiguration(arguments[1]);
    int next = 2;
    for (; arguments[next].startsWith("-D"); next++) {
      String[] setting = arguments[next].substring(2).split("=", 2);
      configuration.setString(setting[0], setting[1]);
    }
    configuration.set(DeploymentOptions.TARGET, "embedded");
    PackagedProgram program =
        DefaultPackagedProgramRetriever.create(
                new File(arguments[next + 1]).getParentFile(),
                new File(arguments[next + 1]),
                null,
                Arrays.copyOfRange(arguments, next + 2, arguments.length),
                configuration)
            .getPackagedProgram();
    configureExecution(configuration, program);
    ClusterEntrypoint.runClusterEntrypoint(new ApplicationMode(configuration, program));
  }
}
