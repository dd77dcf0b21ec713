package io.tributary.connectors.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * One record of the {@code rounds} topic, by which the job talks to itself: a {@link RoundHeader}
 * followed by its parameters in chunks, then what happens while the round lasts.
 *
 * @param kind what the body is
 * @param fence told in the Kafka headers {@code run}, {@code generation} and {@code round}
 * @param chunk number of a chunk of parameters, from 0; 0 for other kinds
 * @param body JSON, or for parameters float32 little-endian
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; parameters are not to be copied
public record RoundMessage(Kind kind, Fence fence, int chunk, byte[] body) {

  /** More than the largest array of parameters has. */
  static final int MOST_CHUNKS = 1 << 14;

  /** What the body is. */
  public enum Kind {
    /** {@link RoundHeader}. */
    ROUND,
    /** A chunk of the flat parameters. */
    PARAMETERS,
    /** {@link SpanRecord}. */
    SPAN,
    /** {@link WaitingRecord}. */
    WAITING
  }

  /** The record to write. */
  public ProducerRecord<byte[], byte[]> toKafka(String topic, byte[] key) {
    List<Header> headers =
        List.of(
            header("kind", kind.name().toLowerCase(Locale.ROOT)),
            header("run", fence.run()),
            header("generation", Long.toString(fence.generation())),
            header("round", Long.toString(fence.round())),
            header("chunk", Integer.toString(chunk)),
            header(
                "content-type",
                kind == Kind.PARAMETERS ? "application/octet-stream" : "application/json"));
    return new ProducerRecord<>(topic, null, null, key, body, headers);
  }

  /** The message in a record, when it is one of ours in headers and body. */
  public static Optional<RoundMessage> find(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(read(record));
    } catch (IllegalArgumentException foreign) {
      return Optional.empty();
    }
  }

  /**
   * The message in a record.
   *
   * @throws IllegalArgumentException when the record is none of ours in headers or body, and why:
   *     whoever may write to the topic may have written it
   */
  public static RoundMessage read(ConsumerRecord<byte[], byte[]> record) {
    RoundMessage message = fromKafka(record);
    try {
      message.checkBody();
    } catch (UncheckedIOException foreign) {
      throw new IllegalArgumentException(foreign.getMessage(), foreign);
    }
    return message;
  }

  /**
   * The message that the headers of a record tell of; its body is not looked at.
   *
   * @throws IllegalArgumentException when the record is none of ours
   */
  public static RoundMessage fromKafka(ConsumerRecord<byte[], byte[]> record) {
    Headers headers = record.headers();
    Fence fence =
        new Fence(text(headers, "run"), number(headers, "generation"), number(headers, "round"));
    byte[] body = record.value();
    if (body == null) {
      throw new IllegalArgumentException("a record of the rounds topic has no value");
    }
    long chunk = number(headers, "chunk");
    if (chunk > MOST_CHUNKS) {
      throw new IllegalArgumentException("a record of the rounds topic is chunk " + chunk);
    }
    return new RoundMessage(kind(text(headers, "kind")), fence, (int) chunk, body);
  }

  private void checkBody() {
    switch (kind) {
      case ROUND -> Json.read(body, RoundHeader.class);
      case SPAN -> Json.read(body, SpanRecord.class);
      case WAITING -> Json.read(body, WaitingRecord.class);
      case PARAMETERS -> {
        if (body.length % Float.BYTES != 0) {
          throw new IllegalArgumentException("a chunk of parameters is cut off");
        }
      }
    }
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(UTF_8));
  }

  private static Kind kind(String name) {
    for (Kind kind : Kind.values()) {
      if (name.equals(kind.name().toLowerCase(Locale.ROOT))) {
        return kind;
      }
    }
    throw new IllegalArgumentException("a record of the rounds topic is of no known kind");
  }

  private static long number(Headers headers, String name) {
    try {
      long number = Long.parseLong(text(headers, name));
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below: the text itself may be anything.
    }
    throw new IllegalArgumentException(
        "a record of the rounds topic has no number in its header " + name);
  }

  private static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    if (header == null || header.value() == null) {
      throw new IllegalArgumentException("a record of the rounds topic lacks its header " + name);
    }
    return new String(header.value(), UTF_8);
  }
}
