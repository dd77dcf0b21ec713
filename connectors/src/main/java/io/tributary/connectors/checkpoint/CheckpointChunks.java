package io.tributary.connectors.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.connectors.record.OutRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Cuts a checkpoint's file into records that every broker takes. */
public final class CheckpointChunks {

  /** Bytes of a chunk but the last; with key and headers below a broker's default bound, 1 MiB. */
  public static final int CHUNK_BYTES = 900_000;

  private CheckpointChunks() {}

  /** The records to write, in order, all with the model's name as their key. */
  public static List<OutRecord> of(String topic, Checkpoint checkpoint) {
    CheckpointInfo info = checkpoint.info();
    CheckpointId id = new CheckpointId(info.run(), info.generation(), info.round());
    byte[] file = checkpoint.toBytes();
    byte[] key = info.model().getBytes(UTF_8);
    String sha256 = HexFormat.of().formatHex(Safetensors.sha256().digest(file));
    int chunks = (file.length + CHUNK_BYTES - 1) / CHUNK_BYTES;
    List<OutRecord> records = new ArrayList<>(chunks);
    for (int i = 0; i < chunks; i++) {
      int begin = i * CHUNK_BYTES;
      byte[] part = Arrays.copyOfRange(file, begin, Math.min(file.length, begin + CHUNK_BYTES));
      Chunk chunk = new Chunk(id, i, chunks, sha256);
      records.add(new OutRecord(topic, key, part, chunk.toHeaders(info.model())));
    }
    return records;
  }
}
