package io.tributary.cli.reproduce;

import io.tributary.cli.terminal.CommandException;
import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.connectors.checkpoint.CheckpointException;
import io.tributary.connectors.checkpoint.CheckpointInfo;
import io.tributary.connectors.checkpoint.CheckpointReader;
import io.tributary.connectors.checkpoint.Origin;
import io.tributary.connectors.checkpoint.Safetensors;
import io.tributary.connectors.checkpoint.Tensor;
import io.tributary.model.config.KafkaConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Published models and what they were made from, out of the topic or out of a file. */
final class Published {

  private final CheckpointReader reader;
  private final @Nullable Path parentFile;

  /**
   * Of a topic.
   *
   * @param run null: the one that published last
   * @param parentFile the parent, where the topic has it no longer
   */
  Published(KafkaConfig kafka, @Nullable String run, @Nullable Path parentFile) {
    CheckpointReader all = new CheckpointReader(kafka);
    this.reader = run == null ? all : all.ofRun(run);
    this.parentFile = parentFile;
  }

  Checkpoint round(long round) {
    return reader.round(round).checkpoint();
  }

  /** The checkpoint that rounds lead on from; its tensors are those that the child names. */
  Checkpoint parent(CheckpointInfo child, long round) {
    String sha256 = child.parentSha256();
    if (sha256 == null) {
      throw new CheckpointException(
          "The checkpoint of round %d names no parent".formatted(child.round()));
    }
    Checkpoint parent =
        parentFile != null
            ? Checkpoint.parse(read(parentFile))
            : reader
                .withTensors(child.run(), round, sha256)
                .orElseThrow(() -> missing(child, round, sha256))
                .checkpoint();
    if (parent.info().round() != round || !parent.sha256().equals(sha256)) {
      throw other(child, "round " + parent.info().round(), parent.sha256(), sha256);
    }
    return parent;
  }

  private CheckpointException missing(CheckpointInfo child, long round, String sha256) {
    CheckpointReader ofRun = reader.ofRun(child.run());
    if (ofRun.rounds().contains(round)) {
      return other(child, "round " + round, ofRun.round(round).checkpoint().sha256(), sha256);
    }
    return new CheckpointException(
        "The parent of round %d, round %d, is no longer published; give it with --parent FILE, its tensors have SHA-256 %s"
            .formatted(child.round(), round, sha256));
  }

  private static CheckpointException other(
      CheckpointInfo child, String what, String found, String needed) {
    return new CheckpointException(
        "Round %d was not made from this parent: the tensors of %s have SHA-256 %s, needed are %s"
            .formatted(child.round(), what, found, needed));
  }

  /** The tensors that a run began with, when it began with a model. */
  Optional<List<Tensor>> beginning(CheckpointInfo first) {
    Origin origin = first.origin();
    if (origin == null) {
      return Optional.empty();
    }
    if (parentFile != null) {
      return Optional.of(Safetensors.parse(read(parentFile)).tensors());
    }
    try {
      if (origin.checkpoint() != null) {
        return Optional.of(reader.read(origin.checkpoint()).checkpoint().tensors());
      }
    } catch (CheckpointException gone) {
      throw needed(origin, gone);
    }
    throw needed(origin, null);
  }

  private static CheckpointException needed(Origin origin, @Nullable Exception cause) {
    return new CheckpointException(
        "The run began with a model, %s; give it with --parent FILE, its tensors have SHA-256 %s"
            .formatted(origin, origin.sha256()),
        cause);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw CommandException.usage(file + ": cannot be read");
    }
  }
}
