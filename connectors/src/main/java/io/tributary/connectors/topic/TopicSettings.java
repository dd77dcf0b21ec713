package io.tributary.connectors.topic;

import io.tributary.model.config.KafkaConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** What each topic is created with; {@code docs/topics.md} says why. */
final class TopicSettings {

  /** Bytes that a record batch of a dead-letter topic may have. */
  static final int DEAD_LETTER_BYTES = 9 << 20;

  private static final long MEGABYTE = 1 << 20;
  private static final String FOR_EVER = "-1";

  private TopicSettings() {}

  static List<NewTopic> outputs(Topics topics, KafkaConfig config) {
    return List.of(
        // Only the newest rounds matter; a day lets a stopped job and a curious person look back.
        topic(topics.rounds(), 1, config, retention("86400000", 1024), segment(64)),
        // No age limit: the newest model must stay, however long nothing was trained.
        topic(topics.checkpoints(), 1, config, retention(FOR_EVER, 8192), segment(256)),
        topic(topics.taskWeights(), 1, config, retention(FOR_EVER, 1024), segment(64)),
        topic(topics.evaluations(), 1, config, retention(FOR_EVER, 1024), segment(64)),
        compacted(topics.aliases(), config),
        topic(topics.control(), 1, config, retention(FOR_EVER, 1024), segment(64)),
        topic(topics.controlReplies(), 1, config, retention(FOR_EVER, 1024), segment(64)));
  }

  /** Of the scoring job: as many partitions as examples have, so that it can be spread. */
  static List<NewTopic> scoring(Topics topics, KafkaConfig config) {
    Map<String, String> week = Map.of(TopicConfig.RETENTION_MS_CONFIG, "604800000");
    return List.of(
        topic(topics.requests(), config.partitions(), config, week, Map.of()),
        topic(topics.predictions(), config.partitions(), config, week, Map.of()),
        deadLetters(topics.requests(), config));
  }

  static List<NewTopic> examples(List<String> names, KafkaConfig config) {
    List<NewTopic> topics = new ArrayList<>();
    for (String name : names) {
      // Recorded examples carry old times: an age limit would delete them as they arrive.
      topics.add(
          topic(
              name,
              config.partitions(),
              config,
              Map.of(TopicConfig.RETENTION_MS_CONFIG, FOR_EVER),
              Map.of()));
    }
    return topics;
  }

  static NewTopic deadLetters(String examplesTopic, KafkaConfig config) {
    String thirtyDays = Long.toString(30L * 24 * 3600 * 1000);
    return topic(
        Topics.deadLetters(examplesTopic),
        1,
        config,
        Map.of(TopicConfig.RETENTION_MS_CONFIG, thirtyDays),
        Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(DEAD_LETTER_BYTES)));
  }

  /** Of each key the newest record stays. */
  private static NewTopic compacted(String name, KafkaConfig config) {
    Map<String, String> settings = new TreeMap<>(segment(64));
    settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    return new NewTopic(name, 1, (short) config.replication()).configs(settings);
  }

  private static NewTopic topic(
      String name,
      int partitions,
      KafkaConfig config,
      Map<String, String> retention,
      Map<String, String> others) {
    Map<String, String> settings = new TreeMap<>(retention);
    settings.putAll(others);
    settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    return new NewTopic(name, partitions, (short) config.replication()).configs(settings);
  }

  private static Map<String, String> retention(String millis, int megabytes) {
    return Map.of(
        TopicConfig.RETENTION_MS_CONFIG,
        millis,
        TopicConfig.RETENTION_BYTES_CONFIG,
        Long.toString(megabytes * MEGABYTE));
  }

  private static Map<String, String> segment(int megabytes) {
    return Map.of(TopicConfig.SEGMENT_BYTES_CONFIG, Long.toString(megabytes * MEGABYTE));
  }
}
