package io.tributary.benchmarks;

import io.tributary.cli.feed.DecodedExamples;
import io.tributary.model.Example;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.EngineConfig;
import io.tributary.model.config.EngineConfig.Device;
import io.tributary.model.engine.NativeMemory;
import io.tributary.model.round.InMemoryTraining.Input;
import io.tributary.model.round.RecordedRounds;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** PyTorch's engine on a device beside both engines on this machine's processors. */
@Command(
    name = "device",
    header = "Trains a LeNet and a large trunk on a device and on the CPU.",
    mixinStandardHelpOptions = true)
final class DeviceTrial implements Callable<Integer> {

  private static final EngineConfig FIRST = EngineConfig.DEFAULT;
  private static final EngineConfig SECOND =
      new EngineConfig(EngineConfig.Type.PYTORCH, Device.CPU);

  @Option(names = "--device", defaultValue = "cuda", description = "cuda, or cpu to try it out.")
  @SuppressWarnings("NullAway.Init") // it has a default: picocli sets it
  private Device device;

  @Option(names = "--multimnist", paramLabel = "DIR", description = "MNIST's files; else made.")
  private @Nullable Path digits;

  @Option(names = "--records", defaultValue = "60000", description = "Train and dev, of the LeNet.")
  private int records;

  @Option(names = "--parameters", defaultValue = "10000000", description = "Of the large trunk.")
  private long parameters;

  @Option(names = "--rounds", defaultValue = "5", description = "Of the large trunk.")
  private int rounds;

  @Option(names = "--tasks", defaultValue = "0", description = "Of it; 0: one a processor, <= 16.")
  private int tasks;

  private final PrintStream out = System.out;

  /** Runs the trial. */
  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new DeviceTrial());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    out.printf("%d processors%n", Cpu.processors());
    compare(Workload.images(digits, records, 1000));
    int heads = tasks > 0 ? tasks : Math.min(16, Cpu.processors());
    compare(Workload.large(parameters, heads, rounds));
    return CommandLine.ExitCode.OK;
  }

  private void compare(Workload workload) throws IOException {
    Configuration configuration = workload.configuration();
    List<Example> examples = DecodedExamples.of(workload.source(), configuration, "examples");
    List<Input> inputs = RecordedRounds.byCount(configuration, examples);
    out.printf("%s, %d tasks:%n", workload.name(), configuration.tasks().size());
    if (device != Device.CPU) {
      EngineConfig there = new EngineConfig(SECOND.type(), device);
      tell("pytorch on " + device, configuration, there, inputs, examples);
      for (int i = 0; i < NativeMemory.devices(there); i++) {
        out.printf(
            "  device %d holds %d of %d MB%n",
            i, NativeMemory.deviceBytes(there, i) >> 20, NativeMemory.deviceLimit(there, i) >> 20);
      }
    }
    tell("pytorch on CPU", configuration, SECOND, inputs, examples);
    tell("dl4j on CPU", configuration, FIRST, inputs, examples);
  }

  private void tell(
      String who,
      Configuration configuration,
      EngineConfig engine,
      List<Input> inputs,
      List<Example> examples) {
    out.printf(
        "  %s: %s%n", who, DeviceRun.of(configuration.withEngine(engine), inputs, examples).text());
  }
}
