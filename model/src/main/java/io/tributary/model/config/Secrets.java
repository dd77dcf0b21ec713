package io.tributary.model.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What must not be seen of a configuration, wherever texts of others may hold it: logs, messages of
 * Kafka's. These are values that came from the environment (but names of topics, which commands
 * work on and say), and client properties whose names say that they are secret, with every part of
 * them. Values of up to three characters are not looked for: hiding them everywhere would tell
 * them.
 */
public final class Secrets {

  /** Nothing. */
  public static final Secrets NONE = new Secrets(Set.of());

  private static final String HIDDEN = "***";
  private static final int SHORTEST = 4;
  private static final String SERVERS = "bootstrapServers";
  private static final String PROPERTIES = "properties.";
  private static final String REGISTRY = "schemaRegistry.";

  /** Of a login module's configuration: a word, and whether it is the name of an option. */
  private static final Pattern PART = Pattern.compile("([^\\s\"'=;,]+)(\\s*=)?");

  private static final Pattern REFERENCE = Pattern.compile("(\\$?)\\$\\{[^}]*}");
  private static final Set<String> NO_SECRETS =
      Set.of("required", "requisite", "sufficient", "optional", "true", "false");

  private final List<String> values;

  private Secrets(Set<String> values) {
    this.values =
        values.stream()
            .filter(value -> value.length() >= SHORTEST)
            .sorted(Comparator.comparingInt(String::length).reversed()) // the longest goes first
            .toList();
  }

  static Secrets of(KafkaConfig kafka) {
    Set<String> found = new TreeSet<>();
    kafka
        .asWritten()
        .forEach(
            (path, written) -> {
              if (path.equals(SERVERS)) {
                found.addAll(fromEnvironment(written, kafka.bootstrapServers()));
                found.addAll(hosts(fromEnvironment(written, kafka.bootstrapServers())));
              } else if (path.startsWith(PROPERTIES)) {
                String value = kafka.properties().get(path.substring(PROPERTIES.length()));
                found.addAll(fromEnvironment(written, value == null ? "" : value));
              }
            });
    found.addAll(ofRegistry(kafka));
    kafka.properties().forEach((name, value) -> found.addAll(secret(name, value)));
    return new Secrets(found);
  }

  private static Set<String> ofRegistry(KafkaConfig kafka) {
    Set<String> found = new TreeSet<>();
    SchemaRegistryConfig registry = kafka.schemaRegistry();
    if (registry != null) {
      Map<String, @Nullable String> values = new TreeMap<>();
      values.put(REGISTRY + "url", registry.url());
      values.put(REGISTRY + "user", registry.user());
      values.put(REGISTRY + "password", registry.password());
      values.forEach(
          (path, value) -> {
            String written = kafka.asWritten().get(path);
            if (written != null && value != null) {
              found.addAll(fromEnvironment(written, value));
            }
          });
      if (registry.password() != null) {
        found.add(registry.password());
      }
    }
    return found;
  }

  /** The text without them. */
  public String hide(String text) {
    String result = text;
    for (String value : values) {
      result = result.replace(value, HIDDEN);
    }
    return result;
  }

  private static Set<String> secret(String name, String value) {
    if (!Mask.isSecret(PROPERTIES + name)) {
      return Set.of();
    }
    Set<String> parts = new TreeSet<>(Set.of(value));
    Matcher part = PART.matcher(value);
    while (part.find()) {
      if (part.group(2) == null && !isModule(part.group(1))) {
        parts.add(part.group(1));
      }
    }
    value.lines().forEach(parts::add);
    return parts;
  }

  private static boolean isModule(String word) {
    return NO_SECRETS.contains(word) || word.endsWith("LoginModule");
  }

  /** What the references in a text of the file stand for; the whole value where that is unclear. */
  private static List<String> fromEnvironment(String written, String value) {
    StringBuilder form = new StringBuilder();
    int end = 0;
    Matcher reference = REFERENCE.matcher(written);
    while (reference.find()) {
      form.append(Pattern.quote(written.substring(end, reference.start())));
      boolean plain = !reference.group(1).isEmpty();
      form.append(plain ? Pattern.quote(reference.group().substring(1)) : "(.*)");
      end = reference.end();
    }
    form.append(Pattern.quote(written.substring(end)));
    Matcher matcher = Pattern.compile(form.toString(), Pattern.DOTALL).matcher(value);
    List<String> values = new ArrayList<>();
    if (!matcher.matches() || matcher.groupCount() != 1) {
      values.add(value); // several references may share it out in more ways than one
    }
    if (matcher.matches()) {
      for (int group = 1; group <= matcher.groupCount(); group++) {
        values.add(matcher.group(group));
      }
    }
    return values;
  }

  private static List<String> hosts(List<String> servers) {
    return servers.stream()
        .flatMap(text -> Pattern.compile("[\\s,]+").splitAsStream(text))
        .map(server -> server.replaceFirst(":\\d*$", ""))
        .filter(Predicate.not(String::isBlank))
        .toList();
  }

  @Override
  public String toString() {
    return "Secrets[" + values.size() + "]";
  }
}
