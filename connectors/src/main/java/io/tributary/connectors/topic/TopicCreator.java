package io.tributary.connectors.topic;

import io.tributary.model.config.KafkaConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;

/** Creates the topics of a model that are missing, and checks those that are there. */
public final class TopicCreator {

  private TopicCreator() {}

  /**
   * What was found and what was made.
   *
   * @param partitions of every topic of the model, by name: examples, outputs, dead letters
   * @param created the names of those that were missing
   */
  public record Outcome(Map<String, Integer> partitions, Set<String> created) {
    public Outcome {
      partitions = Map.copyOf(new TreeMap<>(partitions));
      created = Set.copyOf(created);
    }
  }

  /**
   * Creates every topic that is missing, with the settings it needs; a second call changes nothing.
   * With a pattern, the dead-letter topics of the examples topics that match it now.
   *
   * @throws TopicException in one line, within about 10 seconds: the broker cannot be reached, a
   *     topic cannot be created, or one that is there cannot be used
   */
  public static Outcome create(KafkaConfig config) {
    Topics topics = Topics.of(config);
    try (TopicAdmin admin = TopicAdmin.connect(config)) {
      Set<String> there = admin.names();
      List<String> examples =
          topics.examplesPattern().isEmpty()
              ? topics.examples()
              : there.stream().filter(topics::isExamples).sorted().toList();
      Map<String, NewTopic> wanted = new HashMap<>();
      add(wanted, TopicSettings.examples(examples, config));
      add(wanted, TopicSettings.outputs(topics, config));
      examples.forEach(name -> add(wanted, List.of(TopicSettings.deadLetters(name, config))));
      List<NewTopic> missing =
          wanted.values().stream().filter(topic -> !there.contains(topic.name())).toList();
      Set<String> created = admin.create(missing);
      Map<String, TopicDescription> found = admin.describe(wanted.keySet());
      admin.awaitServed(found.values());
      checkOnePartition(topics.rounds(), "rounds", found);
      checkOnePartition(topics.control(), "commands", found);
      checkDeadLetters(admin, examples.stream().map(Topics::deadLetters).toList());
      return new Outcome(partitions(found), created);
    }
  }

  /**
   * The same for the topics of the scoring job, and for those that it follows.
   *
   * @throws TopicException as {@link #create} does
   */
  public static Outcome createScoring(KafkaConfig config) {
    Topics topics = Topics.of(config);
    try (TopicAdmin admin = TopicAdmin.connect(config)) {
      Set<String> there = admin.names();
      Map<String, NewTopic> wanted = new HashMap<>();
      add(wanted, TopicSettings.scoring(topics, config));
      add(wanted, TopicSettings.outputs(topics, config));
      wanted
          .keySet()
          .removeAll(
              List.of(
                  topics.rounds(),
                  topics.taskWeights(),
                  topics.evaluations(),
                  topics.control(),
                  topics.controlReplies()));
      List<NewTopic> missing =
          wanted.values().stream().filter(topic -> !there.contains(topic.name())).toList();
      Set<String> created = admin.create(missing);
      Map<String, TopicDescription> found = admin.describe(wanted.keySet());
      admin.awaitServed(found.values());
      checkDeadLetters(admin, List.of(Topics.deadLetters(topics.requests())));
      return new Outcome(partitions(found), created);
    }
  }

  private static Map<String, Integer> partitions(Map<String, TopicDescription> found) {
    Map<String, Integer> partitions = new HashMap<>();
    found.forEach((name, topic) -> partitions.put(name, topic.partitions().size()));
    return partitions;
  }

  private static void add(Map<String, NewTopic> wanted, Collection<NewTopic> topics) {
    topics.forEach(topic -> wanted.put(topic.name(), topic));
  }

  private static void checkOnePartition(
      String topic, String what, Map<String, TopicDescription> found) {
    TopicDescription description = found.get(topic);
    if (description != null && description.partitions().size() != 1) {
      throw new TopicException(
          "Topic %s has %d partitions, but %s have one order: delete it, and it is created with one"
              .formatted(topic, description.partitions().size(), what));
    }
  }

  private static void checkDeadLetters(TopicAdmin admin, List<String> names) {
    List<String> small = new ArrayList<>();
    admin
        .settings(names, TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
        .forEach(
            (name, bytes) -> {
              if (Long.parseLong(bytes) < TopicSettings.DEAD_LETTER_BYTES) {
                small.add(name);
              }
            });
    if (!small.isEmpty()) {
      throw new TopicException(
          "Topic %s takes records of too few bytes to keep every reject: set its max.message.bytes to %d or more"
              .formatted(String.join(", ", small), TopicSettings.DEAD_LETTER_BYTES));
    }
  }
}
