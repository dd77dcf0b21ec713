package io.tributary.connectors.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.connectors.record.Json;
import io.tributary.model.LabelScale;
import io.tributary.model.lineage.RoundLineage;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint says of its parameters.
 *
 * @param model name of the model
 * @param run id of the run
 * @param generation of the run
 * @param round the number of rounds behind the parameters
 * @param target name of the target task
 * @param taskWeights by task name, in order
 * @param devScore of the target's dev window, by measure (loss, accuracy or rmse, examples); empty
 *     when there is none
 * @param parentSha256 of the tensor bytes of the run's checkpoint published before, or of the model
 *     that the run began with; null when there is neither
 * @param lineage of every round since that one, as JSON; see {@link #rounds}
 * @param state what learning goes on with, as JSON, see {@link #learningState}; "" when an earlier
 *     version wrote it
 * @param configuration the learning part
 * @param scales of regression tasks, by name: their outputs are standardised
 * @param environment what the bits depend on beside: native build, CPU, versions; by name
 * @param origin the model that the run began with, in its first checkpoint; null when it began by
 *     its seed
 * @param time when it was made
 */
public record CheckpointInfo(
    String model,
    String run,
    long generation,
    long round,
    String target,
    Map<String, Double> taskWeights,
    Map<String, Double> devScore,
    @Nullable String parentSha256,
    String lineage,
    String state,
    String configuration,
    Map<String, LabelScale> scales,
    Map<String, String> environment,
    @Nullable Origin origin,
    Instant time) {

  private static final String FORMAT = "tributary/1";

  public CheckpointInfo {
    taskWeights = new LinkedHashMap<>(taskWeights);
    devScore = new TreeMap<>(devScore); // one order, whatever order it came in
    scales = new TreeMap<>(scales);
    environment = new TreeMap<>(environment);
  }

  /** The same, made in another environment. */
  public CheckpointInfo in(Map<String, String> otherEnvironment) {
    return new CheckpointInfo(
        model,
        run,
        generation,
        round,
        target,
        taskWeights,
        devScore,
        parentSha256,
        lineage,
        state,
        configuration,
        scales,
        otherEnvironment,
        origin,
        time);
  }

  /**
   * What each round since the parent was made of, in order.
   *
   * @throws CheckpointException when that cannot be read
   */
  public List<RoundLineage> rounds() {
    try {
      return List.of(Json.read(lineage.getBytes(UTF_8), RoundLineage[].class));
    } catch (UncheckedIOException | NullPointerException e) {
      throw new CheckpointException(
          "The lineage of the checkpoint of round %d is not exact: an earlier version wrote it"
              .formatted(round),
          e);
    }
  }

  /**
   * What learning goes on with.
   *
   * @throws CheckpointException when that is not there or cannot be read
   */
  public LearningState learningState() {
    return LearningState.read(state);
  }

  /** As texts, with the digest of the tensors. */
  Map<String, String> toMetadata(String sha256) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("format", FORMAT);
    texts.put("model", model);
    texts.put("run", run);
    texts.put("generation", Long.toString(generation));
    texts.put("round", Long.toString(round));
    texts.put("target", target);
    texts.put("task_weights", Json.text(taskWeights));
    texts.put("dev_score", Json.text(devScore));
    texts.put("sha256", sha256);
    if (parentSha256 != null) {
      texts.put("parent_sha256", parentSha256);
    }
    if (origin != null) {
      texts.put("origin", Json.text(origin));
    }
    texts.put("lineage", lineage);
    texts.put("state", state);
    texts.put("configuration", configuration);
    texts.put("label_scales", Json.text(scales));
    texts.put("environment", Json.text(environment));
    texts.put("time", time.toString());
    return texts;
  }

  static CheckpointInfo of(Map<String, String> texts) {
    if (!FORMAT.equals(texts.get("format"))) {
      throw new CheckpointException(
          "The file is no checkpoint of Tributary's: format is not " + FORMAT);
    }
    try {
      return new CheckpointInfo(
          text(texts, "model"),
          text(texts, "run"),
          Long.parseLong(text(texts, "generation")),
          Long.parseLong(text(texts, "round")),
          text(texts, "target"),
          Json.readMap(text(texts, "task_weights"), Double.class),
          Json.readMap(text(texts, "dev_score"), Double.class),
          texts.get("parent_sha256"),
          text(texts, "lineage"),
          texts.getOrDefault("state", ""),
          text(texts, "configuration"),
          scales(text(texts, "label_scales")),
          Json.readMap(texts.getOrDefault("environment", "{}"), String.class),
          origin(texts.get("origin")),
          Instant.parse(text(texts, "time")));
    } catch (NumberFormatException | DateTimeException | UncheckedIOException e) {
      throw new CheckpointException("The metadata of the checkpoint cannot be read", e);
    }
  }

  private static @Nullable Origin origin(@Nullable String text) {
    return text == null ? null : Json.read(text.getBytes(UTF_8), Origin.class);
  }

  private static Map<String, LabelScale> scales(String json) {
    Map<String, LabelScale> scales = Json.readMap(json, LabelScale.class);
    if (scales.containsValue(null)) {
      throw new CheckpointException(
          "The metadata of the checkpoint has a label scale without values");
    }
    return scales;
  }

  private static String text(Map<String, String> texts, String name) {
    String text = texts.get(name);
    if (text == null) {
      throw new CheckpointException("The metadata of the checkpoint lacks " + name);
    }
    return text;
  }
}
