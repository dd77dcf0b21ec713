package io.tributary.connectors.topic;

import io.tributary.model.config.KafkaConfig;
import io.tributary.model.config.Secrets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks a broker about topics, all calls together within {@link ClientSettings#PATIENCE}. */
final class TopicAdmin implements AutoCloseable {

  private final Admin admin;
  private final String servers;
  private final Secrets secrets;
  private final long deadline = System.nanoTime() + ClientSettings.PATIENCE.toNanos();

  private TopicAdmin(Admin admin, KafkaConfig config) {
    this.admin = admin;
    this.servers = config.shownServers();
    this.secrets = config.secrets();
  }

  static TopicAdmin connect(KafkaConfig config) {
    try {
      return new TopicAdmin(Admin.create(ClientSettings.admin(config)), config);
    } catch (KafkaException e) {
      throw ClientSettings.failure(config, "Cannot reach Kafka", e);
    }
  }

  /** Names of all topics but Kafka's own. */
  Set<String> names() {
    return await(admin.listTopics().names(), "list topics");
  }

  /** Creates topics and returns the names of those that nobody else created meanwhile. */
  Set<String> create(List<NewTopic> topics) {
    Set<String> created = new HashSet<>();
    admin
        .createTopics(topics)
        .values()
        .forEach(
            (name, result) -> {
              try {
                await(result, "create topic " + name);
                created.add(name);
              } catch (TopicException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                  throw e;
                }
              }
            });
    return created;
  }

  /** Describes topics, and waits for those just created to be known and led. */
  Map<String, TopicDescription> describe(Collection<String> names) {
    while (true) {
      try {
        Map<String, TopicDescription> found =
            await(admin.describeTopics(names).allTopicNames(), "describe topics");
        if (found.values().stream().allMatch(TopicAdmin::isLed)) {
          return found;
        }
      } catch (TopicException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || left() == 0) {
          throw e;
        }
      }
      if (left() == 0) {
        throw new TopicException("Kafka at " + servers + " has no leader for some partitions");
      }
      pause();
    }
  }

  private static boolean isLed(TopicDescription topic) {
    return topic.partitions().stream()
        .allMatch(partition -> partition.leader() != null && !partition.leader().isEmpty());
  }

  /**
   * Waits until the leaders themselves answer for every partition. A leader may be named before it
   * knows; an idempotent producer whose first batch it turns away and whose second it takes is
   * refused for ever after.
   */
  void awaitServed(Collection<TopicDescription> topics) {
    Map<TopicPartition, OffsetSpec> all = new HashMap<>();
    for (TopicDescription topic : topics) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        all.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest());
      }
    }
    await(
        admin.listOffsets(all).all(), "answer for the partitions of " + topics.size() + " topics");
  }

  /** One setting of topics, by name; empty where it may not be read. */
  Map<String, String> settings(Collection<String> names, String setting) {
    List<ConfigResource> resources =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<String, String> values = new HashMap<>();
    try {
      await(admin.describeConfigs(resources).all(), "read the settings of topics")
          .forEach(
              (resource, config) -> {
                ConfigEntry entry = config.get(setting);
                if (entry != null && entry.value() != null) {
                  values.put(resource.name(), entry.value());
                }
              });
      return values;
    } catch (TopicException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return Map.of();
      }
      throw e;
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }

  private <T> T await(KafkaFuture<T> future, String what) {
    try {
      return future.get(left(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw failure(Objects.requireNonNullElse(e.getCause(), e), what);
    } catch (InterruptedException | TimeoutException e) {
      throw failure(e, what);
    }
  }

  private long left() {
    return Math.max(0, deadline - System.nanoTime());
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TopicException("Interrupted", e);
    }
  }

  private TopicException failure(Throwable cause, String what) {
    if (cause instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return new TopicException("Interrupted while waiting for Kafka at " + servers, cause);
    }
    if (cause instanceof TimeoutException
        || cause instanceof org.apache.kafka.common.errors.TimeoutException) {
      return new TopicException(
          "Cannot reach Kafka at %s within %d s: is the broker running, and is kafka.bootstrapServers right?"
              .formatted(servers, ClientSettings.PATIENCE.toSeconds()),
          cause);
    }
    return new TopicException(
        "Kafka at " + servers + " refused to " + what + ": " + firstLine(cause), cause);
  }

  private String firstLine(Throwable cause) {
    String message = secrets.hide(String.valueOf(cause.getMessage()));
    return message.lines().findFirst().orElse(cause.getClass().getSimpleName());
  }
}
