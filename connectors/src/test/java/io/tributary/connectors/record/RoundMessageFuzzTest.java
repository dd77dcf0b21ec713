package io.tributary.connectors.record;

import static io.tributary.fuzz.Fuzz.utf8;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.record.RoundMessage.Kind;
import io.tributary.connectors.topic.MutatedRecords;
import io.tributary.fuzz.Fuzz;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Whatever stands in {@code rounds}, it is one of our messages, whole, or left out. */
class RoundMessageFuzzTest {

  private static final Fence FENCE = new Fence("run-1", 2, 7);
  private static final String HEADER =
      """
      {"model":"shop","run":"run-1","generation":2,"round":7,"phase":"OPEN","publish":true,
       "incarnations":[1,-5],"weights":{"price":1.5},"consumed":{"price":3},"chunks":2,"scores":[],
       "counters":{"price":{"received":6,"trained":1,"dev":2,"test":3,"dropped":0,"pending":0}},
       "guarded":{"rounds":1,"deltas":3},"timing":{"round":4.0,"waitExamples":1.0,"train":2.0,"tune":0.5}}""";

  @Test
  void isOursOrLeftOut() {
    List<OutRecord> valid =
        List.of(
            record(new RoundMessage(Kind.ROUND, FENCE, 0, utf8(HEADER))),
            record(new RoundMessage(Kind.PARAMETERS, FENCE, 0, new byte[16])),
            record(new RoundMessage(Kind.PARAMETERS, FENCE, 1, new byte[8])),
            record(new RoundMessage(Kind.SPAN, FENCE, 0, utf8("{\"endsAt\":99}"))),
            record(
                new RoundMessage(
                    Kind.WAITING, FENCE, 0, utf8("{\"task\":\"price\",\"have\":1,\"need\":2}"))));

    Fuzz.of("rounds messages", MutatedRecords.of(valid))
        .allocating(4 << 20, 200) // classes and the parser's table of names, now and then
        .run(20_000, RoundMessageFuzzTest::reads);
  }

  private static boolean reads(List<ConsumerRecord<byte[], byte[]>> log) {
    List<RoundMessage> found =
        log.stream().map(RoundMessage::find).flatMap(Optional::stream).toList();
    for (RoundMessage message : found) {
      switch (message.kind()) {
        case ROUND -> {
          RoundHeader header = Json.read(message.body(), RoundHeader.class);
          assertThat(header.chunks()).isBetween(0, RoundMessage.MOST_CHUNKS);
          assertThat(header.incarnations()).isNotNull();
        }
        case PARAMETERS -> assertThat(message.chunk()).isBetween(0, RoundMessage.MOST_CHUNKS);
        default -> {}
      }
    }
    return found.size() == log.size();
  }

  private static OutRecord record(RoundMessage message) {
    ProducerRecord<byte[], byte[]> record = message.toKafka("rounds", new byte[] {1});
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return new OutRecord("rounds", record.key(), record.value(), headers);
  }
}
