package io.tributary.model.engine;

import io.tributary.model.config.EngineConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the bits of a model depend on beside its input: the native build, the CPU that the native
 * libraries choose their code for or the one they are told, and the versions of the libraries.
 */
public final class Environment {

  private static final Path CPU = Path.of("/proc/cpuinfo");
  private static final String CORE_TYPE = "OPENBLAS_CORETYPE";

  /** Those that OpenBLAS, oneDNN and the Java compiler choose by. */
  private static final List<String> FEATURES = List.of("sse4_2", "avx", "fma", "f16c", "amx");

  /** Found once: nothing of it changes while a process runs. */
  private static final Map<String, String> HERE = find();

  private Environment() {}

  /** This process's, by name, sorted. */
  public static Map<String, String> here() {
    return HERE;
  }

  /** This process's with an engine: what that one brings stands beside the rest. */
  public static Map<String, String> with(EngineConfig.Type engine) {
    if (engine == EngineConfig.Type.DL4J) {
      return HERE;
    }
    Map<String, String> all = new TreeMap<>(HERE);
    all.putAll(OtherEngines.of(engine).environment());
    return Collections.unmodifiableMap(all);
  }

  private static Map<String, String> find() {
    Map<String, String> here = new TreeMap<>();
    Properties built = new Properties();
    try (InputStream in = Environment.class.getResourceAsStream("built.properties")) {
      built.load(Objects.requireNonNull(in));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    built.stringPropertyNames().forEach(name -> here.put(name, built.getProperty(name)));
    here.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    here.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    here.put("cpu", cpu("model name"));
    here.put(
        "cpuFeatures",
        Arrays.stream(cpu("flags").split(" "))
            .filter(flag -> FEATURES.stream().anyMatch(flag::startsWith))
            .sorted()
            .collect(Collectors.joining(" ")));
    // Told to take another CPU's code, OpenBLAS adds in another order.
    here.put("openblasCoretype", Objects.requireNonNullElse(System.getenv(CORE_TYPE), ""));
    return Collections.unmodifiableMap(here);
  }

  /** What the first CPU says of itself, or nothing where the system does not tell. */
  private static String cpu(String name) {
    try {
      return Files.readAllLines(CPU).stream()
          .filter(line -> line.startsWith(name))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("");
    } catch (IOException unknown) {
      return "";
    }
  }
}
