package io.tributary.connectors.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.record.OutRecord;
import io.tributary.connectors.topic.MutatedRecords;
import io.tributary.fuzz.Fuzz;
import io.tributary.fuzz.Mutator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Whatever a file or the topic holds, models come out whole or are refused in words. */
class CheckpointFuzzTest {

  private static final Mutator MUTATOR =
      Mutator.ofText(
          "\"shape\":[0,2147483647,2147483647,2147483647]",
          "\"data_offsets\":[0,0]",
          "\"F32\"",
          "__metadata__",
          "null",
          "\"{}\"",
          "[]",
          "\"label_scales\":\"{\\\"x\\\":null}\"",
          "\"dtype\":\"F64\"",
          "tributary/1",
          "2026-01-02T03:04:05Z");

  @Test
  void ofAFile() {
    List<byte[]> valid = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      valid.add(Samples.checkpoint("run", 0, round).toBytes());
    }
    Fuzz.of("safetensors file", Fuzz.Inputs.mutating(valid, MUTATOR))
        .refusedBy(CheckpointException.class)
        .run(30_000, CheckpointFuzzTest::reads);
  }

  /** Mutated texts under a header length that is right: a wrong one hides all that follows. */
  @Test
  void ofAHeader() {
    byte[] file = Samples.checkpoint("run", 0, 1).toBytes();
    int header = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    byte[] data = Arrays.copyOfRange(file, Long.BYTES + header, file.length);
    List<byte[]> valid =
        List.of(
            Arrays.copyOfRange(file, Long.BYTES, Long.BYTES + header),
            Fuzz.utf8(
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[39,1],\"data_offsets\":[0,156]},"
                    + "\"b\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,3,0],\"data_offsets\":[0,0]},"
                    + "\"c\":{\"dtype\":\"F32\",\"shape\":[0,65536,65536,65535],"
                    + "\"data_offsets\":[156,156]}}"));
    Fuzz.of("safetensors header", Fuzz.Inputs.mutating(valid, MUTATOR))
        .refusedBy(CheckpointException.class)
        .run(
            30_000,
            text ->
                reads(
                    ByteBuffer.allocate(Long.BYTES + text.length + data.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(text.length)
                        .put(text)
                        .put(data)
                        .array()));
  }

  /** Signed anew after parsing, or nothing behind the digest would ever be reached. */
  private static boolean reads(byte[] file) {
    Safetensors parsed = Safetensors.parse(file);
    Map<String, String> metadata = new HashMap<>(parsed.metadata());
    metadata.put("sha256", parsed.dataSha256());
    assertThat(parsed.tensors()).allMatch(tensor -> tensor.values().length <= file.length / 4);
    byte[] signed = new Safetensors(metadata, parsed.tensors()).toBytes();
    assertThat(Checkpoint.parse(signed).parameters(Samples.LAYOUT)).hasSize(39);
    return true;
  }

  @Test
  void ofAStreamOfChunks() {
    List<OutRecord> valid = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      valid.addAll(chunks(Samples.checkpoint("run", round / 2, round), 3));
    }
    Fuzz.of("checkpoint chunks", MutatedRecords.of(valid))
        .refusedBy(CheckpointException.class)
        .allocating(1 << 20, 200)
        .run(20_000, CheckpointFuzzTest::reads);
  }

  private static boolean reads(List<ConsumerRecord<byte[], byte[]>> log) {
    CheckpointIndex index = new CheckpointIndex();
    for (ConsumerRecord<byte[], byte[]> record : log) {
      Chunk.of(record.headers()).ifPresent(index::add);
    }
    List<CheckpointFile> files = new ArrayList<>();
    OpenFiles open = new OpenFiles(Set.copyOf(index.valid()), files::add);
    for (ConsumerRecord<byte[], byte[]> record : log) {
      if (record.value() != null) {
        Chunk.of(record.headers()).ifPresent(chunk -> open.add(chunk, record.value()));
      }
    }
    files.forEach(file -> file.checkpoint().parameters(Samples.LAYOUT));
    return !files.isEmpty();
  }

  /** As the job writes them, but that its chunks are larger. */
  private static List<OutRecord> chunks(Checkpoint checkpoint, int count) {
    OutRecord whole = CheckpointChunks.of("t", checkpoint).get(0);
    List<OutRecord> chunks = new ArrayList<>();
    int length = whole.value().length / count + 1;
    for (int i = 0; i < count; i++) {
      byte[] part =
          Arrays.copyOfRange(
              whole.value(), i * length, Math.min(whole.value().length, (i + 1) * length));
      Map<String, String> headers = new HashMap<>(whole.headers());
      headers.put("chunk", Integer.toString(i));
      headers.put("chunks", Integer.toString(count));
      chunks.add(new OutRecord("t", whole.key(), part, headers));
    }
    return chunks;
  }
}
