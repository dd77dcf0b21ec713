package io.tributary.model.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The CUDA devices that this process may use, and whether the CUDA build of ND4J has code for them.
 * They are looked up with {@code nvidia-smi}, before ND4J is loaded: on a device that it has no
 * code for, it would fail with an error that names neither.
 */
final class CudaDevices {

  /** Compute capabilities that nd4j-cuda-11.6 1.0.0-M2.1 holds machine code for; it has no PTX. */
  static final Set<String> SUPPORTED =
      new TreeSet<>(List.of("3.7", "5.0", "5.2", "6.0", "6.1", "7.0", "7.5", "8.0", "8.6"));

  private static final List<String> QUERY =
      List.of("nvidia-smi", "--query-gpu=index,uuid,name,compute_cap", "--format=csv,noheader");

  private CudaDevices() {}

  /**
   * A device.
   *
   * @param index as nvidia-smi counts
   * @param capability such as 8.6
   */
  record Device(String index, String uuid, String name, String capability) {

    boolean isSupported() {
      return SUPPORTED.contains(capability);
    }

    /** One line for people. */
    String text() {
      return "CUDA device %s is %s, compute capability %s: nd4j-cuda-11.6 %s"
          .formatted(index, name, capability, isSupported() ? "supports it" : "has no code for it");
    }
  }

  /**
   * Those that this process may use.
   *
   * @throws EngineException in one line when there is none, or one that is not supported
   */
  static List<Device> check() {
    return check(ask(), System.getenv());
  }

  static List<Device> check(String answer, Map<String, String> environment) {
    List<Device> devices = visible(read(answer), environment.get("CUDA_VISIBLE_DEVICES"));
    if (devices.isEmpty()) {
      throw refusal("no CUDA device is visible");
    }
    for (Device device : devices) {
      if (!device.isSupported()) {
        throw refusal(
            device.text()
                + ", only for "
                + String.join(", ", SUPPORTED)
                + "; name others in CUDA_VISIBLE_DEVICES");
      }
    }
    return devices;
  }

  private static EngineException refusal(String reason) {
    return new EngineException(reason + ", or take the build for CPUs (without -Pcuda)", null);
  }

  private static List<Device> read(String answer) {
    List<Device> devices = new ArrayList<>();
    for (String line : answer.lines().toList()) {
      String[] fields = line.split("\\s*,\\s*", -1);
      if (fields.length == 4) {
        devices.add(new Device(fields[0].strip(), fields[1], fields[2], fields[3].strip()));
      }
    }
    return devices;
  }

  private static List<Device> visible(List<Device> devices, @Nullable String chosen) {
    if (chosen == null) {
      return devices;
    }
    List<String> names = Arrays.asList(chosen.strip().split("\\s*,\\s*", -1));
    return devices.stream()
        .filter(device -> names.contains(device.index()) || names.contains(device.uuid()))
        .toList();
  }

  /** What nvidia-smi says; nothing where it is not there. */
  private static String ask() {
    try {
      Process process = new ProcessBuilder(QUERY).redirectErrorStream(true).start();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return answer;
    } catch (IOException notThere) {
      return "";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
