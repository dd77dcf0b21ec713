package io.tributary.connectors.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.OutRecord;
import io.tributary.model.LabelScale;
import io.tributary.model.ParameterLayout;
import io.tributary.model.Segment;
import io.tributary.model.lineage.MiniEpochLineage;
import io.tributary.model.lineage.Places;
import io.tributary.model.lineage.Range;
import io.tributary.model.lineage.RoundLineage;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

class CheckpointTest {

  @Test
  void readsWhatItWrites() {
    Checkpoint checkpoint = Samples.checkpoint("run", 2, 10);
    Checkpoint read = Checkpoint.parse(checkpoint.toBytes());

    assertThat(read.info()).isEqualTo(checkpoint.info());
    assertThat(read.sha256()).isEqualTo(checkpoint.sha256());
    assertThat(read.parameters(Samples.LAYOUT)).containsExactly(Samples.parameters(210));
    assertThat(read.toBytes()).isEqualTo(checkpoint.toBytes());
    CheckpointInfo initial = Samples.info("run", 0, 0);
    assertThat(
            Checkpoint.parse(
                    Checkpoint.of(initial, Samples.LAYOUT, Samples.parameters(1)).toBytes())
                .info())
        .isEqualTo(initial);
  }

  @Test
  void refusesMetadataThatIsJsonButNoMap() {
    Checkpoint checkpoint = Samples.checkpoint("run", 2, 10);
    Map<String, String> good = Safetensors.parse(checkpoint.toBytes()).metadata();
    for (String name : List.of("task_weights", "dev_score", "label_scales")) {
      for (String json : List.of("null", "[]", "{\"a\":", "")) {
        Map<String, String> bad = new HashMap<>(good);
        bad.put(name, json);
        byte[] file = new Safetensors(bad, checkpoint.tensors()).toBytes();
        assertThatThrownBy(() -> Checkpoint.parse(file)).isInstanceOf(CheckpointException.class);
      }
    }
    Map<String, String> bad = new HashMap<>(good);
    bad.put("label_scales", "{\"spend\":null}");
    byte[] file = new Safetensors(bad, checkpoint.tensors()).toBytes();
    assertThatThrownBy(() -> Checkpoint.parse(file)).hasMessageContaining("label scale");
  }

  @Test
  void takesNoHeadersThatCannotBeOfAChunk() {
    OutRecord record = CheckpointChunks.of("t", Samples.checkpoint("run", 2, 10)).get(0);
    assertThat(Chunk.of(record.toKafka().headers())).isPresent();
    for (String[] lie :
        new String[][] {
          {"chunks", "2147483647"},
          {"chunks", "0"},
          {"chunk", "1"},
          {"chunk", "-1"},
          {"generation", "-1"},
          {"round", "-9223372036854775808"},
          {"round", "1e3"}
        }) {
      Headers headers = record.toKafka().headers();
      headers.add(lie[0], lie[1].getBytes(UTF_8));
      assertThat(Chunk.of(headers)).as(lie[0] + "=" + lie[1]).isEmpty();
    }
  }

  @Test
  void itsTextsComeInOneOrderWhateverOrderTheirPartsCameIn() {
    Map<String, String> texts = Samples.info("run", 0, 1).toMetadata("");
    texts.put("dev_score", "{\"loss\":0.5,\"examples\":8.0,\"accuracy\":0.875}");

    assertThat(CheckpointInfo.of(texts).toMetadata(""))
        .containsEntry("dev_score", "{\"accuracy\":0.875,\"examples\":8.0,\"loss\":0.5}");
  }

  @Test
  void isReadByAnotherReader() throws Exception {
    Checkpoint checkpoint = Samples.checkpoint("run", 0, 1);
    byte[] file = checkpoint.toBytes();
    PublicFormat other = new PublicFormat(file);
    float[] p = Samples.parameters(1);

    assertThat(other.dataBegin % 8).isZero();
    assertThat(other.shapes.keySet())
        .containsExactly(
            "trunk.0.W", "trunk.1.W", "trunk.1.mean", "head.left.0.W", "head.left.0.b");
    // Row-major out of column-major, written out by hand.
    assertThat(other.shapes.get("trunk.0.W")).containsExactly(2, 3);
    assertThat(other.tensors.get("trunk.0.W")).containsExactly(p[0], p[2], p[4], p[1], p[3], p[5]);
    float[] filters = Objects.requireNonNull(other.tensors.get("trunk.1.W"));
    for (int o = 0; o < 2; o++) {
      for (int h = 0; h < 3; h++) {
        for (int w = 0; w < 4; w++) {
          assertThat(filters[(o * 3 + h) * 4 + w]).isEqualTo(p[6 + o + 2 * (h + 3 * w)]);
        }
      }
    }
    assertThat(other.tensors.get("head.left.0.W")).containsExactly(Arrays.copyOfRange(p, 31, 37));
    assertThat(other.tensors.get("head.left.0.b")).containsExactly(p[37], p[38]);
    assertThat(other.metadata)
        .containsEntry("model", "model")
        .containsEntry("run", "run")
        .containsEntry("generation", "0")
        .containsEntry("round", "1")
        .containsEntry("target", "left")
        .containsEntry("task_weights", "{\"left\":1.25}")
        .containsEntry("parent_sha256", "00ff")
        .containsEntry("configuration", "model:\n  name: \"é\"\n")
        .containsEntry("label_scales", "{\"spend\":{\"mean\":12.5,\"deviation\":0.1}}")
        .containsEntry("time", "2026-01-02T03:04:05.678Z");
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(file, (int) other.dataBegin, file.length - (int) other.dataBegin);
    assertThat(other.metadata).containsEntry("sha256", HexFormat.of().formatHex(digest.digest()));
  }

  @Test
  void refusesAnotherLayout() {
    Checkpoint checkpoint = Samples.checkpoint("run", 0, 1);
    ParameterLayout layout = Samples.LAYOUT;
    ParameterLayout fewer =
        new ParameterLayout(layout.trunk(), List.of(), layout.tensors().subList(0, 3));
    assertThatThrownBy(() -> checkpoint.parameters(fewer))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("head.left.0.W");
    assertThatThrownBy(() -> checkpoint.parameters(Samples.large(2)))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            "Tensor trunk.0.W has shape [2, 3] in the checkpoint, [1000, 2] in the configuration");
    Checkpoint small = Checkpoint.of(checkpoint.info(), Samples.large(1), new float[1000]);
    assertThatThrownBy(
            () ->
                small.parameters(
                    new ParameterLayout(
                        new Segment(0, 39), List.of(), layout.tensors().subList(1, 5))))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            "The checkpoint lacks the tensor trunk.1.W, which has shape [2, 1, 3, 4] in the"
                + " configuration");
  }

  @Test
  void refusesDamagedAndForeignFiles() {
    byte[] file = Samples.checkpoint("run", 0, 1).toBytes();
    file[file.length - 3] ^= 1;
    assertThatThrownBy(() -> Checkpoint.parse(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("damaged");
    byte[] foreign = new Safetensors(Map.of("format", "pt"), List.of()).toBytes();
    assertThatThrownBy(() -> Checkpoint.parse(foreign))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("no checkpoint of Tributary's");
  }

  @Test
  void readsWhatVersionsWroteThatKeptNoExactLineage() {
    Checkpoint checkpoint = Samples.checkpoint("run", 0, 1);
    Map<String, String> metadata =
        new LinkedHashMap<>(Safetensors.parse(checkpoint.toBytes()).metadata());
    metadata.keySet().removeAll(List.of("state", "environment", "origin"));
    metadata.put("lineage", "[{\"task\":\"left\",\"miniEpoch\":1,\"ranges\":[]}]");
    Checkpoint old = Checkpoint.parse(new Safetensors(metadata, checkpoint.tensors()).toBytes());

    assertThat(old.parameters(Samples.LAYOUT)).containsExactly(Samples.parameters(1));
    assertThatThrownBy(() -> old.info().rounds())
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            "The lineage of the checkpoint of round 1 is not exact: an earlier version wrote it");
    assertThatThrownBy(() -> old.info().learningState())
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("earlier version");
  }

  @Test
  void lineageAndStateComeBackExactly() {
    Places dev = new Places(List.of(new Range("t", 0, 3, 3, 1)), "YwAA");
    LearningState state =
        new LearningState(
            new float[] {0.1f, Float.MIN_VALUE, Float.POSITIVE_INFINITY},
            Map.of("m", new double[] {Math.PI, Double.NaN, -0.0}),
            dev);
    RoundLineage round =
        new RoundLineage(
            5,
            List.of(
                new MiniEpochLineage("a", 2, dev.ranges(), dev.order(), new LabelScale(0.1, 7))),
            dev);

    LearningState read = LearningState.read(state.text());

    assertThat(read.weights()).containsExactly(state.weights());
    assertThat(read.weighting().get("m")).containsExactly(Math.PI, Double.NaN, -0.0);
    assertThat(read.dev()).isEqualTo(dev);
    byte[] json = Json.bytes(List.of(round));
    assertThat(Json.read(json, RoundLineage[].class)).containsExactly(round);
  }

  @Test
  void refusesStateThatIsNone() {
    for (String text : List.of("", "[]", "{}", "{\"weights\":[1]}", "{\"weights\":\"x\"}")) {
      assertThatThrownBy(() -> LearningState.read(text)).isInstanceOf(CheckpointException.class);
    }
  }

  @Test
  void cutsFilesIntoRecordsBelowOneMebibyte() throws Exception {
    ParameterLayout layout = Samples.large(600);
    Checkpoint checkpoint =
        Checkpoint.of(Samples.info("run", 4, 20), layout, Samples.parameters(layout, 1));
    List<OutRecord> records = CheckpointChunks.of("m.checkpoints", checkpoint);

    assertThat(records).hasSize(3);
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (int i = 0; i < records.size(); i++) {
      OutRecord record = records.get(i);
      assertThat(record.value().length).isLessThan(1_000_000);
      assertThat(record.key()).isEqualTo("model".getBytes(UTF_8));
      assertThat(record.headers())
          .containsEntry("ce_type", "io.tributary.checkpoint.v1")
          .containsEntry("ce_id", "run/4/20/" + i)
          .containsEntry("content-type", "application/vnd.safetensors")
          .containsEntry("round", "20")
          .containsEntry("chunk", Integer.toString(i))
          .containsEntry("chunks", "3");
      joined.writeBytes(record.value());
    }
    assertThat(joined.toByteArray()).isEqualTo(checkpoint.toBytes());
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(checkpoint.toBytes());
    assertThat(records.get(0).headers()).containsEntry("sha256", HexFormat.of().formatHex(digest));
  }
}
