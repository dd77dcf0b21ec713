package io.tributary.cli.control;

import io.tributary.connectors.record.ControlForm;
import io.tributary.connectors.record.ControlReply;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.OutRecord;
import io.tributary.connectors.topic.CommittedTail;
import io.tributary.connectors.topic.TopicWriter;
import io.tributary.connectors.topic.Topics;
import io.tributary.model.config.KafkaConfig;
import io.tributary.model.steering.Command;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Says commands to a job, and hears its answers. Used by one thread. */
public final class Conversation implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final KafkaConfig kafka;
  private final Topics topics;
  private final CommittedTail replies;

  /**
   * With the jobs of a namespace.
   *
   * @throws io.tributary.connectors.topic.TopicException in one line, when it has no such topics
   */
  public Conversation(KafkaConfig kafka) {
    this.kafka = kafka;
    this.topics = Topics.of(kafka);
    this.replies = CommittedTail.open(kafka, List.of(topics.control(), topics.controlReplies()), 0);
  }

  /**
   * Says a command.
   *
   * @return the id of its answer
   */
  public String say(Command command) {
    String id = UUID.randomUUID().toString();
    TopicWriter.write(
        kafka,
        new OutRecord(
            topics.control(),
            new byte[0],
            ControlForm.of(command, id).bytes(),
            Map.of("content-type", OutRecord.JSON)));
    return id;
  }

  /** The answer to a command that was said here, when it comes in time. */
  public Optional<ControlReply> reply(String id, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> record : replies.poll(PATIENCE)) {
        Optional<ControlReply> reply =
            record.topic().equals(topics.controlReplies())
                ? Json.find(record.value(), ControlReply.class)
                : Optional.empty();
        if (reply.isPresent() && id.equals(reply.get().id())) {
          return reply;
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    replies.close();
  }
}
