package io.tributary.connectors.checkpoint;

/**
 * A published checkpoint.
 *
 * @param id which
 * @param bytes of its safetensors file
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy would cost a pass
public record CheckpointFile(CheckpointId id, byte[] bytes) {

  /**
   * What is in the file.
   *
   * @throws CheckpointException when it is no checkpoint
   */
  public Checkpoint checkpoint() {
    return Checkpoint.parse(bytes);
  }
}
