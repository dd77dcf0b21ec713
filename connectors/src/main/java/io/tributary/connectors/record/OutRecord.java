package io.tributary.connectors.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record to write. It has no timestamp: the broker gives it one. The arrays are owned by it and
 * not copied.
 *
 * @param topic to write to
 * @param key of the record
 * @param value of the record
 * @param headers texts by name, in order
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy would cost a pass
public record OutRecord(
    String topic, byte @Nullable [] key, byte[] value, Map<String, String> headers) {

  /** The content type of JSON values. */
  public static final String JSON = "application/json";

  /** A record of these parts. */
  public OutRecord(String topic, byte @Nullable [] key, byte[] value, Map<String, String> headers) {
    this.topic = topic;
    this.key = key;
    this.value = value;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** A JSON record, keyed by the model's name. */
  public static OutRecord json(String topic, String model, Object value) {
    return new OutRecord(
        topic, model.getBytes(UTF_8), Json.bytes(value), Map.of("content-type", JSON));
  }

  /** For Kafka's clients. */
  public ProducerRecord<byte[], byte[]> toKafka() {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
    headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
    return record;
  }
}
