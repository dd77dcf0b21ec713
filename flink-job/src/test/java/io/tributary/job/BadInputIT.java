package io.tributary.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.checkpoint.CheckpointReader;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.connectors.topic.CommittedLog;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.embedded.junit.BrokerExtension;
import io.tributary.job.BadRecords.Bad;
import io.tributary.model.config.Configuration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be used, strewn through a good stream: it is set aside whole and changes nothing. */
class BadInputIT {

  private static final int GOOD = 2_000;
  private static final int GOOD_PER_BAD = 19; // 5 % are bad
  private static final long START = 1_700_000_000_000L;
  @RegisterExtension private static final BrokerExtension KAFKA = new BrokerExtension();

  @TempDir private static Path folder;

  @Test
  void everyKindIsSetAsideWithItsReasonAndTheModelStaysTheSameBitForBit() throws Exception {
    TestStream stream = TestStream.of(GOOD, 7);
    Configuration clean = configuration("clean");
    Configuration dirty = configuration("dirty");
    TopicCreator.create(clean.kafka());
    TopicCreator.create(dirty.kafka());
    stream.feed(clean, START);
    Map<Long, Bad> bad = feedMixed(dirty, stream.lines());
    assertThat(bad).hasSizeGreaterThanOrEqualTo(3 * BadRecords.all().size());

    RoundsLog expected = run(clean);
    RoundsLog actual = run(dirty);

    assertThat(actual.last().round()).isEqualTo(expected.last().round()).isGreaterThan(10);
    assertThat(actual.lastParameters()).isNotEmpty().isEqualTo(expected.lastParameters());
    assertThat(sha256(dirty)).isEqualTo(sha256(clean));
    assertThat(rejected(expected)).isEmpty();
    Map<String, TaskCounters> counters = new TreeMap<>(expected.last().counters());
    rejected(actual)
        .forEach(
            (task, count) ->
                counters.compute(
                    task,
                    (name, told) -> (told == null ? TaskCounters.NONE : told).with(count, 0)));
    assertThat(actual.last().counters()).isEqualTo(counters);
    assertDeadLetters(dirty, bad, rejected(actual));
  }

  private static Map<String, Long> rejected(RoundsLog log) {
    Map<String, Long> rejected = new TreeMap<>();
    log.last().counters().forEach((task, counts) -> rejected.put(task, counts.rejected()));
    rejected.values().removeIf(count -> count == 0);
    return rejected;
  }

  /** A bad record after every so many good ones; returns the bad ones by their offset. */
  private static Map<Long, Bad> feedMixed(Configuration configuration, List<String> good)
      throws Exception {
    List<Bad> kinds = BadRecords.all();
    Map<Long, Bad> bad = new HashMap<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                KAFKA.bootstrapServers(),
                "compression.type",
                "gzip", // brings records past the broker that are too large when unpacked
                "max.request.size",
                16 << 20),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      long offset = 0;
      for (int i = 0; i < good.size(); i++) {
        if (i % GOOD_PER_BAD == GOOD_PER_BAD / 2) {
          Bad next = kinds.get(bad.size() % kinds.size());
          bad.put(offset, next);
          send(producer, configuration, offset++, next.contentType(), next.value());
        }
        send(producer, configuration, offset++, null, good.get(i).getBytes(UTF_8));
      }
      producer.flush();
      assertThat(producer.partitionsFor(examples(configuration))).hasSize(1);
    }
    return bad;
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer,
      Configuration configuration,
      long offset,
      @Nullable String contentType,
      byte @Nullable [] value) {
    List<Header> headers = new ArrayList<>();
    headers.add(new RecordHeader("trace", key(offset)));
    if (contentType != null) {
      headers.add(new RecordHeader("content-type", contentType.getBytes(UTF_8)));
    }
    var unused = // the offsets that came back tell of failures
        producer.send(
            new ProducerRecord<>(
                examples(configuration), 0, START + offset, key(offset), value, headers));
  }

  private static byte[] key(long offset) {
    return ("key-" + offset).getBytes(UTF_8);
  }

  private static void assertDeadLetters(
      Configuration configuration, Map<Long, Bad> bad, Map<String, Long> counted) {
    Map<Long, Bad> missing = new HashMap<>(bad);
    Map<String, Long> told = new HashMap<>();
    CommittedLog.read(
        configuration.kafka(),
        examples(configuration) + ".dlq",
        letter -> {
          long offset = Long.parseLong(header(letter, "tributary-offset"));
          Bad record = Objects.requireNonNull(missing.remove(offset), "none, or a second one");
          assertThat(letter.value()).isEqualTo(record.value());
          assertThat(letter.key()).isEqualTo(key(offset));
          assertThat(header(letter, "trace")).isEqualTo("key-" + offset);
          if (record.contentType() != null) {
            assertThat(header(letter, "content-type")).isEqualTo(record.contentType());
          }
          assertThat(header(letter, "tributary-reason")).isEqualTo(record.reason().label());
          assertThat(header(letter, "tributary-detail")).isNotBlank();
          assertThat(header(letter, "tributary-topic")).isEqualTo(examples(configuration));
          assertThat(header(letter, "tributary-partition")).isEqualTo("0");
          assertThat(header(letter, "tributary-timestamp"))
              .isEqualTo(Long.toString(START + offset));
          Json.readMap(header(letter, "tributary-examples"), Long.class)
              .forEach((task, count) -> told.merge(task, count, Long::sum));
        });
    assertThat(missing).isEmpty();
    assertThat(counted).isEqualTo(told);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private static RoundsLog run(Configuration configuration) {
    try (JobRun run = JobRun.submit(configuration, JobOptions.toTheEnd())) {
      run.follow(header -> {});
    }
    return RoundsLog.read(configuration);
  }

  private static String sha256(Configuration configuration) {
    return new CheckpointReader(configuration.kafka()).newest().checkpoint().sha256();
  }

  private static String examples(Configuration configuration) {
    return configuration.kafka().namespace() + ".examples";
  }

  private static Configuration configuration(String name) {
    return TestStream.configuration(
        name, "{by: count, wait: all}", 2, KAFKA.bootstrapServers(), folder);
  }
}
