package io.tributary.model.config;

import java.util.List;
import java.util.Map;

/** The section {@code kafka}. Its namespace stays empty where the model's name is meant. */
final class KafkaPart extends Part<KafkaConfig> {

  private static final TopicsPart TOPICS_PART = new TopicsPart();

  private static final Key<String> BOOTSTRAP_SERVERS =
      Key.optional(
          "bootstrapServers", Text.SERVERS, "localhost:9092", "Brokers to ask for the others");
  private static final Key<TopicsPart.Topics> TOPICS =
      Key.optional("topics", TOPICS_PART, TOPICS_PART.defaults(), "Names and settings of topics");
  private static final Key<Map<String, String>> PROPERTIES =
      Key.optional(
          "properties", new Properties(), Map.of(), "Handed to every Kafka client as they are");

  private static final Key<SchemaRegistryConfig> SCHEMA_REGISTRY =
      Key.derived(
          "schemaRegistry",
          new SchemaRegistryPart(),
          "none: no framed record is read",
          "Where the schemas of Avro records are that begin with a schema's id");

  @Override
  List<Key<?>> keys() {
    return List.of(BOOTSTRAP_SERVERS, TOPICS, PROPERTIES, SCHEMA_REGISTRY);
  }

  @Override
  KafkaConfig build(Section section) {
    TopicsPart.Topics topics = section.get(TOPICS);
    return new KafkaConfig(
        section.get(BOOTSTRAP_SERVERS),
        topics.namespace(),
        topics.examples().names(),
        topics.examples().pattern(),
        topics.partitions(),
        topics.replication(),
        section.get(PROPERTIES),
        section.substituted(),
        section.find(SCHEMA_REGISTRY));
  }

  @Override
  Fields fields(KafkaConfig kafka) {
    ExampleTopics examples = new ExampleTopics(kafka.exampleTopics(), kafka.examplePattern());
    Fields fields = new Fields();
    fields
        .with(BOOTSTRAP_SERVERS, kafka.bootstrapServers())
        .with(
            TOPICS,
            new TopicsPart.Topics(
                kafka.namespace(), examples, kafka.partitions(), kafka.replication()))
        .with(PROPERTIES, kafka.properties());
    if (kafka.schemaRegistry() != null) {
      fields.with(SCHEMA_REGISTRY, kafka.schemaRegistry());
    }
    return fields;
  }
}
