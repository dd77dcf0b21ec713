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
 */
public record KafkaConfig(
    String bootstrapServers,
    String namespace,
    List<String> exampleTopics,
    @Nullable String examplePattern,
    int partitions,
    int replication,
    Map<String, String> properties)
    implements Serializable {
  public KafkaConfig {
    exampleTopics = List.copyOf(exampleTopics);
    properties = Collections.unmodifiableMap(new TreeMap<>(properties));
  }

  /** The same topics on another broker. */
  public KafkaConfig at(String servers) {
    return new KafkaConfig(
        servers, namespace, exampleTopics, examplePattern, partitions, replication, properties);
  }

  @Override
  public String toString() {
    return "KafkaConfig[" + bootstrapServers + ", " + namespace + "]"; // no properties: secrets
  }
}
