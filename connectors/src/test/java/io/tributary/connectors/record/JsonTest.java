package io.tributary.connectors.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.record.RoundHeader.Guarded;
import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.connectors.record.RoundHeader.Timing;
import io.tributary.connectors.record.TaskWeightsRecord.Dev;
import io.tributary.connectors.record.TaskWeightsRecord.TaskEntry;
import io.tributary.model.evaluation.Score;
import io.tributary.model.evaluation.Score.Metric;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

  private static TaskWeightsRecord weights() {
    Map<String, TaskEntry> tasks = new LinkedHashMap<>();
    tasks.put("right", new TaskEntry(1.2, 1.1, 0.5, 1.0, 0.03, 2048, 0.4, 0.3, null));
    tasks.put("left", new TaskEntry(0.9, null, null, null, null, 0, null, null, null));
    return new TaskWeightsRecord(
        "m",
        "run",
        0,
        12,
        "alphavil",
        null,
        "right",
        tasks,
        new Dev(0.41, 0.37, 0.88, null, 4096),
        null);
  }

  @Test
  void writesTheRecordOfTheContract() {
    assertThat(Json.text(weights()))
        .isEqualTo(
            "{\"model\":\"m\",\"run\":\"run\",\"generation\":0,\"round\":12,"
                + "\"method\":\"alphavil\",\"target\":\"right\",\"tasks\":{"
                + "\"right\":{\"weight\":1.2,\"alpha\":1.1,\"deltaNorm\":0.5,\"cosineToTarget\":1.0,"
                + "\"contribution\":0.03,\"examples\":2048,\"lossBefore\":0.4,\"lossAfter\":0.3},"
                + "\"left\":{\"weight\":0.9,\"examples\":0}},"
                + "\"dev\":{\"lossBefore\":0.41,\"lossAfter\":0.37,\"accuracy\":0.88,"
                + "\"examples\":4096}}");
  }

  @Test
  void readsWhatItWrites() {
    EvaluationRecord score =
        EvaluationRecord.of("m", "run", 0, 12, "left", "test", new Score(2, 3, Metric.ACCURACY, 1));
    Map<String, Float> roundWeights = new LinkedHashMap<>();
    roundWeights.put("right", 0.1f);
    roundWeights.put("left", 1e-30f);
    RoundHeader header =
        new RoundHeader(
            "m",
            "run",
            3,
            12,
            Phase.OPEN,
            true,
            List.of(Long.MIN_VALUE, 5L),
            roundWeights,
            0,
            Map.of("left", 4L),
            2,
            weights(),
            List.of(score),
            Map.of("left", new TaskCounters(10, 1, 2, 3, 0, 1, 2, 1)),
            new Guarded(1, 2),
            new Timing(1.5, 0.5, 0.25, 0.125));

    RoundHeader read = Json.read(Json.bytes(header), RoundHeader.class);
    assertThat(read).isEqualTo(header);
    assertThat(read.weights().keySet()).containsExactly("right", "left");
    assertThat(Json.bytes(read)).isEqualTo(Json.bytes(header));
    WaitingRecord waiting = new WaitingRecord("spend", 12, 256, null);
    assertThat(Json.read(Json.bytes(waiting), WaitingRecord.class)).isEqualTo(waiting);
  }

  @Test
  void writesNoNumbersThatJsonDoesNotHave() {
    EvaluationRecord nothing =
        EvaluationRecord.of("m", "run", 0, 1, "left", "dev", Score.none(Metric.RMSE));
    assertThat(Json.text(nothing))
        .endsWith("\"examples\":0,\"loss\":null,\"rmse\":null}")
        .doesNotContain("NaN");
    assertThat(Json.read(Json.bytes(nothing), EvaluationRecord.class))
        .isEqualTo(
            new EvaluationRecord("m", "run", 0, 1, "left", "dev", 0, Double.NaN, null, null));
    assertThat(Json.text(Map.of("x", Float.POSITIVE_INFINITY))).isEqualTo("{\"x\":null}");
  }

  @Test
  void ignoresFieldsOfNewerVersionsAndRefusesOtherThings() {
    byte[] newer = "{\"task\":\"a\",\"have\":1,\"need\":2,\"new\":[]}".getBytes(UTF_8);
    assertThat(Json.read(newer, WaitingRecord.class)).isEqualTo(new WaitingRecord("a", 1, 2, null));
    assertThatThrownBy(() -> Json.read("[]".getBytes(UTF_8), WaitingRecord.class))
        .isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> Json.read("{} {}".getBytes(UTF_8), WaitingRecord.class))
        .isInstanceOf(UncheckedIOException.class);
  }
}
