package io.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

  private static final long LONG_AGO = 1_000_000_000_000L;
  private static final TopicPartition PARTITION = new TopicPartition("log", 0);

  @Test
  void keepsCommittedRecordsOfAnyAgeAndHidesAbortedOnes() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      createTopic(kafka);
      try (KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(record("kept", LONG_AGO)).get();
        producer.commitTransaction();
        producer.beginTransaction();
        producer.send(record("aborted", LONG_AGO)).get();
        producer.abortTransaction();
        producer.beginTransaction();
        producer.send(record("future", Long.MAX_VALUE / 2)).get();
        producer.commitTransaction();
      }
      assertThat(read(kafka, 2)).containsExactly("kept", "future");
    }
  }

  @Test
  void createsNoTopicByItself() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start();
        Admin admin = admin(kafka)) {
      assertThatThrownBy(() -> admin.describeTopics(List.of("log")).allTopicNames().get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }
  }

  @Test
  void deletesItsTemporaryFolder() {
    EmbeddedKafka kafka = EmbeddedKafka.start();
    Path folder = Objects.requireNonNull(kafka.temporaryDir());
    assertThat(folder).isNotEmptyDirectory();
    kafka.close();
    kafka.close();
    assertThat(folder).doesNotExist();
  }

  @Test
  void goesOnInAGivenFolder(@TempDir Path dir) throws Exception {
    Path data = dir.resolve("broker");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(data)) {
      createTopic(kafka);
      try (KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(record("before", LONG_AGO)).get();
        producer.commitTransaction();
      }
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(data)) {
      assertThat(read(kafka, 1)).containsExactly("before");
    }
  }

  @Test
  void takesOtherPortsWhenOneIsTakenMeanwhile(@TempDir Path dir) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      AtomicInteger asked = new AtomicInteger();
      Function<Path, BrokerSettings> ports =
          data -> {
            BrokerSettings free = BrokerSettings.onFreePorts(data);
            return asked.getAndIncrement() == 0
                ? new BrokerSettings(data, taken.getLocalPort(), free.controllerPort())
                : free;
          };
      try (EmbeddedKafka kafka = EmbeddedKafka.start(dir, null, Map.of(), ports)) {
        createTopic(kafka);
      }
      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void runsTwiceInOneJvmAndStartsAndStopsQuickly() {
    try (EmbeddedKafka one = EmbeddedKafka.start()) {
      long start = System.nanoTime();
      EmbeddedKafka two = EmbeddedKafka.start();
      long started = System.nanoTime();
      assertThat(two.bootstrapServers()).isNotEqualTo(one.bootstrapServers());
      two.close();
      long stopped = System.nanoTime();
      System.out.printf(
          "Embedded Kafka: warm start %d ms, stop %d ms%n",
          (started - start) / 1_000_000, (stopped - started) / 1_000_000);
      assertThat(Duration.ofNanos(stopped - start)).isLessThan(Duration.ofSeconds(20));
    }
  }

  private static ProducerRecord<byte[], byte[]> record(String value, long timestamp) {
    return new ProducerRecord<>("log", 0, timestamp, null, value.getBytes(StandardCharsets.UTF_8));
  }

  private static Admin admin(EmbeddedKafka kafka) {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  private static void createTopic(EmbeddedKafka kafka) throws Exception {
    try (Admin admin = admin(kafka)) {
      admin.createTopics(List.of(new NewTopic("log", 1, (short) 1))).all().get();
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(EmbeddedKafka kafka) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "test"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static List<String> read(EmbeddedKafka kafka, int count) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(PARTITION));
      List<String> values = new ArrayList<>();
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (values.size() < count && System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          values.add(new String(record.value(), StandardCharsets.UTF_8));
        }
      }
      return values;
    }
  }
}
