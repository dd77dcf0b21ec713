package io.tributary.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.connectors.example.ExampleEncoder;
import io.tributary.connectors.example.ExampleRecord;
import io.tributary.connectors.example.Reason;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records that {@link TestStream}'s tasks cannot use, several of each kind. */
final class BadRecords {

  /** One of them. A content type of null: the record has no such header. */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  record Bad(Reason reason, @Nullable String contentType, byte @Nullable [] value) {}

  private static final String SIX = "\"features\":[1,2,3,4,5,6]";
  private static final String MAIN = "{\"task\":\"main\"," + SIX;
  private static final float[] INPUT = {1, 2, 3, 4, 5, 6};

  private BadRecords() {}

  static List<Bad> all() {
    byte[] avro = ExampleEncoder.avro(ExampleRecord.of(INPUT, "main", 1));
    return List.of(
        new Bad(Reason.EMPTY, null, null),
        new Bad(Reason.EMPTY, null, new byte[0]),
        json(Reason.TOO_LARGE, MAIN + ",\"label\":1}" + " ".repeat(2 << 20)),
        new Bad(Reason.UNKNOWN_CONTENT_TYPE, "image/png", avro),
        json(Reason.UNPARSEABLE, "not json"),
        json(Reason.UNPARSEABLE, MAIN + ",\"label\":"),
        json(Reason.UNPARSEABLE, MAIN + ",\"label\":1} {}"),
        new Bad(Reason.UNPARSEABLE, null, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 7}),
        avro(Reason.UNPARSEABLE, (MAIN + ",\"label\":1}").getBytes(UTF_8)),
        avro(Reason.UNPARSEABLE, Arrays.copyOf(avro, avro.length - 3)),
        avro(Reason.UNPARSEABLE, Arrays.copyOf(avro, avro.length + 1)),
        json(Reason.NO_FEATURES, "{\"task\":\"main\",\"label\":1}"),
        json(Reason.WRONG_LENGTH, "{\"task\":\"main\",\"features\":[1,2,3],\"label\":1}"),
        json(Reason.WRONG_LENGTH, "{\"task\":\"side\",\"features\":[1,2,3,4,5,6,7],\"label\":1}"),
        avro(Reason.WRONG_LENGTH, ExampleRecord.of(new float[5], "side", 1)),
        json(Reason.NOT_A_NUMBER, "{\"task\":\"main\",\"features\":[1,2,3,4,5,NaN],\"label\":1}"),
        json(Reason.NOT_A_NUMBER, "{\"task\":\"main\",\"features\":[\"1\",2,3,4,5,6],\"label\":1}"),
        json(Reason.NOT_A_NUMBER, "{\"task\":\"side\",\"features\":[1e39,2,3,4,5,6],\"label\":1}"),
        json(Reason.NOT_A_NUMBER, MAIN + ",\"label\":\"one\"}"),
        avro(
            Reason.NOT_A_NUMBER,
            ExampleRecord.of(new float[] {0, 0, Float.NaN, 0, 0, 0}, "main", 1)),
        json(Reason.NO_LABEL, MAIN + "}"),
        json(Reason.TWO_LABEL_FORMS, MAIN + ",\"label\":1,\"labels\":{\"side\":1}}"),
        json(Reason.NO_SUCH_TASK, "{\"task\":\"nobody\"," + SIX + ",\"label\":1}"),
        json(Reason.NO_SUCH_TASK, "{\"labels\":{\"main\":1,\"nobody\":1}," + SIX + "}"),
        json(Reason.DUPLICATE_LABEL, "{\"labels\":{\"side\":1,\"side\":1}," + SIX + "}"),
        json(Reason.WRONG_LABEL, MAIN + ",\"label\":1.5}"),
        json(Reason.WRONG_LABEL, MAIN + ",\"label\":[1]}"),
        json(Reason.LABEL_OUT_OF_RANGE, MAIN + ",\"label\":3}"),
        json(Reason.LABEL_OUT_OF_RANGE, MAIN + ",\"label\":-1}"),
        json(Reason.LABEL_OUT_OF_RANGE, "{\"labels\":{\"main\":1,\"side\":2}," + SIX + "}"),
        avro(Reason.LABEL_OUT_OF_RANGE, ExampleRecord.of(INPUT, "side", 2)),
        json(Reason.BAD_SPLIT, MAIN + ",\"label\":1,\"split\":\"holdout\"}"),
        json(Reason.BAD_ID, MAIN + ",\"label\":1,\"id\":{\"a\":1}}"));
  }

  private static Bad json(Reason reason, String value) {
    return new Bad(reason, null, value.getBytes(UTF_8));
  }

  private static Bad avro(Reason reason, ExampleRecord record) {
    return avro(reason, ExampleEncoder.avro(record));
  }

  private static Bad avro(Reason reason, byte[] value) {
    return new Bad(reason, "avro/binary", value);
  }
}
