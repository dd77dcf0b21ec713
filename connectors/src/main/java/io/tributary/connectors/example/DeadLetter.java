package io.tributary.connectors.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.connectors.example.Decoded.Rejected;
import io.tributary.connectors.example.RawRecord.Header;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that cannot be used, on its way to the dead-letter topic: as it came, with headers that
 * say why and where it came from.
 *
 * @param record as it came
 * @param why it cannot be used
 */
public record DeadLetter(RawRecord record, Rejected why) {

  /** {@link Reason#label()}. */
  public static final String REASON = "tributary-reason";

  /** For a person. */
  public static final String DETAIL = "tributary-detail";

  /** The topic it came from. */
  public static final String TOPIC = "tributary-topic";

  /** The partition it came from. */
  public static final String PARTITION = "tributary-partition";

  /** Its offset there. */
  public static final String OFFSET = "tributary-offset";

  /** Its timestamp there, in milliseconds since the epoch. */
  public static final String TIMESTAMP = "tributary-timestamp";

  /** How many examples it would have been, by task, as JSON. */
  public static final String EXAMPLES = "tributary-examples";

  /** Bytes of key, value and headers that were left out, when there were too many. */
  public static final String OMITTED = "tributary-omitted-bytes";

  /**
   * Bytes of key, value and headers that a dead letter carries; a record with more (compression
   * lets it through) goes without them, for a job must not fail of it.
   */
  public static final int MAX_BYTES = 8 << 20;

  /** The record to write. */
  public ProducerRecord<byte[], byte[]> toKafka() {
    long bytes = bytes();
    boolean omit = bytes > MAX_BYTES;
    List<Header> headers = new ArrayList<>(omit ? List.of() : record.headers());
    if (omit) {
      headers.add(header(OMITTED, Long.toString(bytes)));
    }
    headers.add(header(REASON, why.reason().label()));
    headers.add(header(DETAIL, why.detail()));
    headers.add(header(TOPIC, record.topic()));
    headers.add(header(PARTITION, Integer.toString(record.partition())));
    headers.add(header(OFFSET, Long.toString(record.offset())));
    headers.add(header(TIMESTAMP, Long.toString(record.timestamp())));
    headers.add(header(EXAMPLES, Json.text(new TreeMap<>(why.examplesByTask()))));
    return new ProducerRecord<>(
        Topics.deadLetters(record.topic()),
        null,
        null,
        omit ? null : record.key(),
        omit ? null : record.value(),
        headers.stream().map(Header::toKafka).toList());
  }

  private static Header header(String name, String value) {
    return new Header(name, value.getBytes(UTF_8));
  }

  private long bytes() {
    long bytes = length(record.key()) + length(record.value());
    for (Header header : record.headers()) {
      bytes += header.name().length() * 3L + length(header.value());
    }
    return bytes;
  }

  private static long length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
