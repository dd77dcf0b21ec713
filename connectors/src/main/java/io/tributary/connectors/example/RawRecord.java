package io.tributary.connectors.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came from Kafka, undecoded. The arrays are owned by it and not copied.
 *
 * @param topic it came from
 * @param partition of the topic
 * @param offset in the partition
 * @param timestamp in milliseconds since the epoch
 * @param key as it came
 * @param value as it came
 * @param headers in their order
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy would cost a pass
public record RawRecord(
    String topic,
    int partition,
    long offset,
    long timestamp,
    byte @Nullable [] key,
    byte @Nullable [] value,
    List<Header> headers) {

  /**
   * One header.
   *
   * @param name not unique
   * @param value as it came
   */
  @SuppressWarnings("ArrayRecordComponent") // as above
  public record Header(String name, byte @Nullable [] value) {

    /** For Kafka's clients. */
    public org.apache.kafka.common.header.Header toKafka() {
      return new RecordHeader(name, value);
    }
  }

  /** A record of these parts. */
  public RawRecord(
      String topic,
      int partition,
      long offset,
      long timestamp,
      byte @Nullable [] key,
      byte @Nullable [] value,
      List<Header> headers) {
    this.topic = topic;
    this.partition = partition;
    this.offset = offset;
    this.timestamp = timestamp;
    this.key = key;
    this.value = value;
    this.headers = List.copyOf(headers);
  }

  /** The record that a consumer of bytes got. */
  public static RawRecord of(ConsumerRecord<byte[], byte[]> record) {
    List<Header> headers = new ArrayList<>();
    record.headers().forEach(header -> headers.add(new Header(header.key(), header.value())));
    return new RawRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        record.value(),
        headers);
  }

  /** The text of the last header of a name, or null. */
  public @Nullable String header(String name) {
    for (int i = headers.size() - 1; i >= 0; i--) {
      Header header = headers.get(i);
      if (header.name().equals(name)) {
        return header.value() == null ? null : new String(header.value(), UTF_8);
      }
    }
    return null;
  }
}
