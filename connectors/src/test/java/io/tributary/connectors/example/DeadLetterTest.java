package io.tributary.connectors.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.example.Decoded.Rejected;
import io.tributary.connectors.example.RawRecord.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

  private static final Rejected WHY =
      new Rejected(Reason.NO_SUCH_TASK, "what and where", Map.of("b", 2, "", 1, "a", 1));

  @Test
  void keepsTheRecordAndSaysWhyAndWhence() {
    byte[] key = {1, 2};
    byte[] value = {3};
    RawRecord record =
        new RawRecord(
            "in",
            2,
            17,
            1000,
            key,
            value,
            List.of(new Header("x", new byte[] {9}), new Header("x", null)));

    ProducerRecord<byte[], byte[]> letter = new DeadLetter(record, WHY).toKafka();

    assertThat(letter.topic()).isEqualTo("in.dlq");
    assertThat(letter.partition()).isNull();
    assertThat(letter.timestamp()).isNull();
    assertThat(letter.key()).isSameAs(key);
    assertThat(letter.value()).isSameAs(value);
    List<String> headers = new ArrayList<>();
    letter
        .headers()
        .forEach(
            h ->
                headers.add(
                    h.key() + "=" + (h.value() == null ? null : new String(h.value(), UTF_8))));
    assertThat(headers)
        .containsExactly(
            "x=\t",
            "x=null",
            "tributary-reason=no-such-task",
            "tributary-detail=what and where",
            "tributary-topic=in",
            "tributary-partition=2",
            "tributary-offset=17",
            "tributary-timestamp=1000",
            "tributary-examples={\"\":1,\"a\":1,\"b\":2}");
  }

  @Test
  void leavesOutWhatNoBrokerWouldTake() {
    RawRecord record =
        new RawRecord("in", 0, 5, 0, null, new byte[DeadLetter.MAX_BYTES + 1], List.of());
    ProducerRecord<byte[], byte[]> letter = new DeadLetter(record, WHY).toKafka();
    assertThat(letter.value()).isNull();
    assertThat(letter.headers().lastHeader(DeadLetter.OMITTED).value())
        .isEqualTo(Integer.toString(DeadLetter.MAX_BYTES + 1).getBytes(UTF_8));
  }
}
