package io.tributary.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What the results of a run depend on beside its input: versions of libraries, Java and machine.
 */
public final class Versions {

  private Versions() {}

  /** By name, sorted. */
  public static Map<String, String> all() {
    Properties built = new Properties();
    try (InputStream in =
        Versions.class.getResourceAsStream("/io/tributary/cli/versions.properties")) {
      built.load(Objects.requireNonNull(in));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    Map<String, String> versions = new TreeMap<>();
    built.stringPropertyNames().forEach(name -> versions.put(name, built.getProperty(name)));
    versions.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return Collections.unmodifiableMap(versions);
  }
}
