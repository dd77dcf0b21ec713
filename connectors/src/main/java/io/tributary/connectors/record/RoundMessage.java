package io.tributary.connectors.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
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

  /**
   * The message in a record.
   *
   * @throws IllegalArgumentException when the record is none of ours
   */
  public static RoundMessage fromKafka(ConsumerRecord<byte[], byte[]> record) {
    Headers headers = record.headers();
    Fence fence =
        new Fence(
            text(headers, "run"),
            Long.parseLong(text(headers, "generation")),
            Long.parseLong(text(headers, "round")));
    return new RoundMessage(
        Kind.valueOf(text(headers, "kind").toUpperCase(Locale.ROOT)),
        fence,
        Integer.parseInt(text(headers, "chunk")),
        record.value());
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(UTF_8));
  }

  private static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    if (header == null) {
      throw new IllegalArgumentException("a record of the rounds topic lacks its header " + name);
    }
    return new String(header.value(), UTF_8);
  }
}
