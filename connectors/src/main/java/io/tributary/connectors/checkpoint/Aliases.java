package io.tributary.connectors.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.connectors.record.AliasRecord;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.OutRecord;
import io.tributary.connectors.topic.CommittedLog;
import io.tributary.connectors.topic.TopicException;
import io.tributary.connectors.topic.TopicWriter;
import io.tributary.connectors.topic.Topics;
import io.tributary.model.config.KafkaConfig;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The aliases of a model, out of their topic. Every method throws {@link TopicException} when the
 * broker cannot be reached.
 */
public final class Aliases {

  private final KafkaConfig config;
  private final String topic;

  /** Of the topic of a configuration. */
  public Aliases(KafkaConfig config) {
    this.config = config;
    this.topic = Topics.of(config).aliases();
  }

  /** The model that an alias names now; nothing when there is none, or no such topic. */
  public Optional<AliasRecord> find(Alias alias) {
    AliasBook book = new AliasBook();
    CommittedLog.read(config, topic, book::add);
    return book.find(alias);
  }

  /**
   * The file of the model that an alias names now.
   *
   * @throws CheckpointException when there is no such alias, or its model is gone
   */
  public CheckpointFile file(Alias alias) {
    return new CheckpointReader(config).read(id(require(alias)));
  }

  /**
   * What an alias names now.
   *
   * @throws CheckpointException when it names nothing
   */
  public AliasRecord require(Alias alias) {
    return find(alias)
        .orElseThrow(() -> new CheckpointException("There is no " + alias + " in " + topic));
  }

  /** The checkpoint that a record names. */
  public static CheckpointId id(AliasRecord record) {
    return new CheckpointId(record.run(), record.generation(), record.round());
  }

  /** A record of the job's. */
  public static OutRecord record(String topic, Alias alias, AliasRecord said) {
    return record(topic, alias.key(), said);
  }

  private static OutRecord record(String topic, String key, AliasRecord said) {
    return new OutRecord(
        topic, key.getBytes(UTF_8), Json.bytes(said), Map.of("content-type", OutRecord.JSON));
  }

  /**
   * Makes a published model champion. A job that runs hears of it, and judges its next models by
   * this one.
   *
   * @param model to serve
   * @param held whether no candidate takes its place until this is said again without
   * @return what was written
   */
  public AliasRecord command(Checkpoint model, String reason, boolean held) {
    CheckpointInfo info = model.info();
    AliasRecord command =
        new AliasRecord(
            info.model(),
            Alias.CHAMPION.key(),
            info.run(),
            info.generation(),
            info.round(),
            model.sha256(),
            null,
            reason,
            null,
            held,
            UUID.randomUUID().toString());
    TopicWriter.write(config, record(topic, Alias.CHAMPION.commandKey(), command));
    return command;
  }
}
