package io.tributary.job;

import io.tributary.connectors.checkpoint.CheckpointException;
import io.tributary.connectors.checkpoint.CheckpointFile;
import io.tributary.connectors.checkpoint.CheckpointReader;
import io.tributary.connectors.checkpoint.Origin;
import io.tributary.connectors.checkpoint.Safetensors;
import io.tributary.connectors.checkpoint.TensorMatch;
import io.tributary.job.round.InitialModel;
import io.tributary.model.ParameterLayout;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.KafkaConfig;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Objects;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The model that a new run begins with: a published checkpoint, or a safetensors file that has its
 * tensors. It is found and checked before anything is submitted, and loaded by the coordinator.
 *
 * @param kafka where the checkpoint is
 * @param file where the file is, a URI that Flink's file systems know; null for a checkpoint
 * @param origin which model it is
 */
public record WarmStart(KafkaConfig kafka, @Nullable String file, Origin origin)
    implements InitialModel {

  private static final String NEWEST = "newest";
  private static final String SUFFIX = ".safetensors";
  private static final long MAX_BYTES = Integer.MAX_VALUE - 8; // of an array

  /**
   * Finds a model and checks that it fits a configuration.
   *
   * @param from {@code newest}, the number of a published round, or a file
   * @param configuration of the new run; names the topic of checkpoints
   * @throws CheckpointException in one line, when there is no such model or its tensors are others
   */
  public static WarmStart resolve(String from, Configuration configuration) {
    CheckpointReader reader = new CheckpointReader(configuration.kafka());
    boolean newest = from.toLowerCase(Locale.ROOT).equals(NEWEST);
    if (newest || from.matches("\\d{1,18}")) {
      CheckpointFile found = newest ? reader.newest() : reader.round(Long.parseLong(from));
      String sha256 = sha256(found.bytes(), configuration);
      return new WarmStart(configuration.kafka(), null, new Origin(found.id(), null, sha256));
    }
    if (!from.endsWith(SUFFIX)) {
      throw new CheckpointException(
          "%s is neither %s, nor the number of a round, nor a file that ends in %s"
              .formatted(from, NEWEST, SUFFIX));
    }
    Path path = new Path(uri(from));
    Origin origin = new Origin(null, path.getName(), sha256(read(path), configuration));
    return new WarmStart(configuration.kafka(), path.toString(), origin);
  }

  private static String sha256(byte[] model, Configuration configuration) {
    try (Engine engine = Engines.open(configuration)) {
      ParameterLayout layout = engine.layout();
      return TensorMatch.sha256(layout, parameters(model, layout));
    }
  }

  private static float[] parameters(byte[] model, ParameterLayout layout) {
    return TensorMatch.parameters(Safetensors.parse(model).tensors(), layout);
  }

  @Override
  public float[] parameters(ParameterLayout layout) {
    byte[] model =
        file == null
            ? new CheckpointReader(kafka).read(Objects.requireNonNull(origin.checkpoint())).bytes()
            : read(new Path(file));
    float[] parameters = parameters(model, layout);
    if (!TensorMatch.sha256(layout, parameters).equals(origin.sha256())) {
      throw new CheckpointException("The model to begin with, %s, has changed".formatted(origin));
    }
    return parameters;
  }

  private static URI uri(String file) {
    try {
      return file.matches("[a-z][a-z0-9+.-]+:.*")
          ? URI.create(file)
          : java.nio.file.Path.of(file).toAbsolutePath().toUri();
    } catch (IllegalArgumentException wrong) {
      throw new CheckpointException("The model to begin with is no path and no URI", wrong);
    }
  }

  private static byte[] read(Path path) {
    if ("file".equals(path.toUri().getScheme())
        && !Files.isRegularFile(java.nio.file.Path.of(path.toUri().getPath()))) {
      throw new CheckpointException(path.getPath() + ": no such file");
    }
    try {
      if (path.getFileSystem().getFileStatus(path).getLen() > MAX_BYTES) {
        throw new CheckpointException(path.getName() + " is larger than 2 GiB");
      }
      try (FSDataInputStream in = path.getFileSystem().open(path)) {
        return in.readAllBytes();
      }
    } catch (IOException unreadable) {
      throw new CheckpointException(
          "%s cannot be read (%s)".formatted(path.getName(), unreadable.getMessage()), unreadable);
    }
  }
}
