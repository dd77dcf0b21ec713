package io.tributary.model.config;

import java.util.List;
import java.util.Objects;

/** The section {@code kafka.topics}. */
final class TopicsPart extends Part<TopicsPart.Topics> {

  private static final Key<String> NAMESPACE =
      Key.derived("namespace", Text.TOPIC_PREFIX, "`model.name`", "Prefix of every topic");
  private static final Key<ExampleTopics> EXAMPLES =
      Key.derived(
          "examples",
          new ExampleTopics.Form(),
          "`<namespace>.examples`",
          "Where examples come from; a pattern never matches the job's own outputs");
  private static final Key<Integer> PARTITIONS =
      Key.optional(
          "partitions", WholeNumber.atLeast(1), 1, "Of an examples topic when it is created");
  private static final Key<Integer> REPLICATION =
      Key.optional(
          "replication",
          new WholeNumber(1, Short.MAX_VALUE),
          1,
          "Copies of every topic that is created");

  /**
   * The topics.
   *
   * @param namespace empty when the model's name is meant
   */
  record Topics(String namespace, ExampleTopics examples, int partitions, int replication) {}

  @Override
  List<Key<?>> keys() {
    return List.of(NAMESPACE, EXAMPLES, PARTITIONS, REPLICATION);
  }

  @Override
  Topics build(Section section) {
    return new Topics(
        Objects.requireNonNullElse(section.find(NAMESPACE), ""),
        Objects.requireNonNullElse(section.find(EXAMPLES), new ExampleTopics(List.of(), null)),
        section.get(PARTITIONS),
        section.get(REPLICATION));
  }

  @Override
  Fields fields(Topics topics) {
    Fields fields = new Fields().with(NAMESPACE, topics.namespace());
    if (topics.examples().pattern() != null || !topics.examples().names().isEmpty()) {
      fields.with(EXAMPLES, topics.examples());
    }
    return fields.with(PARTITIONS, topics.partitions()).with(REPLICATION, topics.replication());
  }
}
