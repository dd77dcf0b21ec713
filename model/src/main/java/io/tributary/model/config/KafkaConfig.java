package io.tributary.model.config;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the topics are.
 *
 * @param bootstrapServers host:port, separated by commas
 * @param namespace prefix of every topic: {@code <namespace>.examples}, {@code <namespace>.rounds},
 *     …
 * @param exampleTopics topics that examples come from, in place of {@code <namespace>.examples};
 *     empty: that one
 * @param examplePattern a regular expression over topic names in place of a list, or null; it never
 *     matches the job's own outputs
 * @param partitions of an examples topic that is created
 * @param replication of topics that are created
 * @param properties handed to every Kafka client; may hold secrets, never printed unmasked
 * @param asWritten the text of the file for each value that came from the environment, by its key
 *     below {@code kafka}: it is printed in place of the value
 * @param schemaRegistry where schemas of framed Avro records are; null: such records are not read
 */
public record KafkaConfig(
    String bootstrapServers,
    String namespace,
    List<String> exampleTopics,
    @Nullable String examplePattern,
    int partitions,
    int replication,
    Map<String, String> properties,
    Map<String, String> asWritten,
    @Nullable SchemaRegistryConfig schemaRegistry)
    implements Serializable {
  public KafkaConfig {
    exampleTopics = List.copyOf(exampleTopics);
    properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    asWritten = Collections.unmodifiableMap(new TreeMap<>(asWritten));
  }

  /** Without a schema registry. */
  public KafkaConfig(
      String bootstrapServers,
      String namespace,
      List<String> exampleTopics,
      @Nullable String examplePattern,
      int partitions,
      int replication,
      Map<String, String> properties,
      Map<String, String> asWritten) {
    this(
        bootstrapServers,
        namespace,
        exampleTopics,
        examplePattern,
        partitions,
        replication,
        properties,
        asWritten,
        null);
  }

  /** With nothing from the environment. */
  public KafkaConfig(
      String bootstrapServers,
      String namespace,
      List<String> exampleTopics,
      @Nullable String examplePattern,
      int partitions,
      int replication,
      Map<String, String> properties) {
    this(
        bootstrapServers,
        namespace,
        exampleTopics,
        examplePattern,
        partitions,
        replication,
        properties,
        Map.of());
  }

  /** The same topics on another broker. */
  public KafkaConfig at(String servers) {
    Map<String, String> written = new TreeMap<>(asWritten);
    written.remove("bootstrapServers");
    return new KafkaConfig(
        servers,
        namespace,
        exampleTopics,
        examplePattern,
        partitions,
        replication,
        properties,
        written,
        schemaRegistry);
  }

  /** The same broker with topics of another prefix. */
  public KafkaConfig withNamespace(String other) {
    return new KafkaConfig(
        bootstrapServers,
        other,
        exampleTopics,
        examplePattern,
        partitions,
        replication,
        properties,
        asWritten,
        schemaRegistry);
  }

  /** The brokers as a person may read them: by the name of the variable that they came from. */
  public String shownServers() {
    return asWritten.getOrDefault("bootstrapServers", bootstrapServers);
  }

  /** What must not be seen of this. */
  public Secrets secrets() {
    return Secrets.of(this);
  }

  @Override
  public String toString() { // no properties: secrets
    String shownNamespace = asWritten.getOrDefault("topics.namespace", namespace);
    return "KafkaConfig[" + shownServers() + ", " + shownNamespace + "]";
  }
}
