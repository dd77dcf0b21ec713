package io.tributary.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.checkpoint.CheckpointReader;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.connectors.record.RoundMessage;
import io.tributary.connectors.record.RoundMessage.Kind;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.connectors.topic.Topics;
import io.tributary.embedded.EmbeddedKafka;
import io.tributary.model.config.Configuration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever others write to the job's own topics, it neither fails nor learns anything else. */
class StrangersIT {

  private static final long START = System.currentTimeMillis() - 3_600_000;

  @Test
  @Timeout(180)
  void inTheJobsTopicsAreLeftOut(@TempDir Path folder) throws Exception {
    TestStream stream = TestStream.of(2_000, 11);
    try (EmbeddedKafka kafka = EmbeddedKafka.start();
        KafkaProducer<byte[], byte[]> stranger =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      Configuration alone = configuration("alone", kafka, folder);
      TopicCreator.create(alone.kafka());
      stream.feed(alone, START);
      assertThat(rounds(alone, JobOptions.toTheEnd(), header -> {})).isEqualTo(Phase.DONE);

      Configuration visited = configuration("visited", kafka, folder);
      TopicCreator.create(visited.kafka());
      write(stranger, visited, List.of());
      stream.part(0, 1_000).feed(visited, START);
      String savepoint;
      try (JobRun run = JobRun.submit(visited, new JobOptions(true, folder, null))) {
        run.follow(
            header -> {
              write(stranger, visited, List.of(header));
              if (header.round() == 5) {
                run.stop();
              }
            });
        savepoint = run.savepoint();
      }
      write(stranger, visited, List.of()); // the last word in the topic is a stranger's
      JobOptions restored = new JobOptions(true, null, savepoint);
      List<Long> generations = new ArrayList<>();
      assertThat(
              rounds(
                  visited,
                  restored,
                  header -> {
                    generations.add(header.generation());
                    write(stranger, visited, List.of(header));
                  }))
          .isEqualTo(Phase.DONE);
      assertThat(generations).contains(1L);
      assertThat(new CheckpointReader(visited.kafka()).newest().checkpoint().tensors())
          .isNotEmpty();
    }
  }

  private static Configuration configuration(String name, EmbeddedKafka kafka, Path folder) {
    return TestStream.configuration(
        name,
        "{by: count, wait: all}",
        1,
        kafka.bootstrapServers(),
        folder.resolve("checkpoints-" + name));
  }

  private static Phase rounds(Configuration configuration, JobOptions options, RoundListener also) {
    List<Phase> phases = new ArrayList<>();
    try (JobRun run = JobRun.submit(configuration, options)) {
      run.follow(
          header -> {
            phases.add(header.phase());
            also.onRound(header);
          });
    }
    return phases.get(phases.size() - 1);
  }

  /** Records without headers, with ours and nonsense in them, and with bodies that are none. */
  private static void write(
      KafkaProducer<byte[], byte[]> producer, Configuration configuration, List<RoundHeader> like) {
    Topics topics = Topics.of(configuration.kafka());
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (String topic : topics.outputs()) {
      records.add(new ProducerRecord<>(topic, null, null));
      records.add(new ProducerRecord<>(topic, null, "hello".getBytes(UTF_8)));
      ProducerRecord<byte[], byte[]> chunk = new ProducerRecord<>(topic, new byte[9]);
      Map.of(
              "ce_type",
              "io.tributary.checkpoint.v1",
              "run",
              "x",
              "generation",
              "0",
              "round",
              "1",
              "chunk",
              "2147483646",
              "chunks",
              "2147483647",
              "kind",
              "round",
              "sha256",
              "00")
          .forEach((name, text) -> chunk.headers().add(name, text.getBytes(UTF_8)));
      records.add(chunk);
    }
    for (RoundHeader header : like) {
      var fence =
          new io.tributary.connectors.record.Fence(
              header.run(), header.generation(), header.round());
      for (Kind kind : Kind.values()) {
        for (byte[] body :
            List.of("{".getBytes(UTF_8), "null".getBytes(UTF_8), Json.bytes(Map.of()))) {
          records.add(new RoundMessage(kind, fence, 99, body).toKafka(topics.rounds(), body));
        }
      }
    }
    for (ProducerRecord<byte[], byte[]> record : records) {
      var unused = producer.send(record);
    }
    producer.flush();
  }
}
