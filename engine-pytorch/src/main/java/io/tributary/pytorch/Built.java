package io.tributary.pytorch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What this module was built with.
 *
 * @param natives artifact of the native library
 * @param pytorch its version
 * @param djl version of the binding
 */
record Built(String natives, String pytorch, String djl) {

  static final Built HERE = read();

  private static Built read() {
    Properties built = new Properties();
    try (InputStream in = Built.class.getResourceAsStream("built.properties")) {
      built.load(Objects.requireNonNull(in));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new Built(value(built, "natives"), value(built, "pytorch"), value(built, "djl"));
  }

  private static String value(Properties built, String name) {
    return Objects.requireNonNull(built.getProperty(name), name);
  }

  /** Whether these natives know of CUDA. */
  boolean knowsCuda() {
    return natives.contains("-cu");
  }

  Map<String, String> environment() {
    return new TreeMap<>(Map.of("pytorch", natives + " " + pytorch, "djl", djl));
  }
}
