package io.tributary.job.round;

import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.connectors.checkpoint.CheckpointInfo;
import io.tributary.connectors.checkpoint.LearningState;
import io.tributary.connectors.record.ControlReply;
import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.Fence;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.OutRecord;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHeader.Timing;
import io.tributary.connectors.record.RoundMessage;
import io.tributary.connectors.record.RoundMessage.Kind;
import io.tributary.connectors.record.SpanRecord;
import io.tributary.connectors.record.Steered;
import io.tributary.connectors.record.TaskWeightsRecord;
import io.tributary.connectors.record.WaitingRecord;
import io.tributary.connectors.topic.Topics;
import io.tributary.job.message.FloatChunks;
import io.tributary.job.message.TrainerMessage.Waiting;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.ParameterLayout;
import io.tributary.model.TaskType;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.TaskConfig;
import io.tributary.model.engine.Environment;
import io.tributary.model.lineage.Places;
import io.tributary.model.round.Branches;
import io.tributary.model.round.LearningRates;
import io.tributary.model.round.RoundState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/** Puts what the coordinator has to say into records and emits them. */
final class RoundPublisher {

  private final Topics topics;
  private Configuration configuration;
  private Branches branches;
  private final Output<StreamRecord<RoundMessage>> output;

  RoundPublisher(Configuration configuration, Output<StreamRecord<RoundMessage>> output) {
    this.configuration = configuration;
    this.topics = Topics.of(configuration.kafka());
    this.branches = Branches.of(configuration);
    this.output = output;
  }

  /** From now on rounds run with another configuration. */
  void follow(Configuration other) {
    configuration = other;
    branches = Branches.of(other);
  }

  /** Publishes the present parameters to the trainers. */
  void openRound(
      RunProgress progress,
      Steered steered,
      boolean publish,
      List<Long> incarnations,
      @Nullable TaskWeightsRecord finished,
      List<EvaluationRecord> scores,
      @Nullable Timing timing) {
    List<byte[]> chunks = FloatChunks.split(progress.learning().parameters());
    say(
        Kind.ROUND,
        progress.fence(),
        header(progress, steered, publish, incarnations, chunks.size(), finished, scores, timing));
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      say(new RoundMessage(Kind.PARAMETERS, progress.fence(), chunk, chunks.get(chunk)));
    }
  }

  /** Says that the run is complete, with its last scores and counts. */
  void done(RunProgress progress, List<EvaluationRecord> scores) {
    say(
        Kind.ROUND,
        progress.fence(),
        header(progress, Steered.NONE, true, List.of(), 0, null, scores, null));
  }

  private RoundHeader header(
      RunProgress progress,
      Steered steered,
      boolean publish,
      List<Long> incarnations,
      int chunks,
      @Nullable TaskWeightsRecord finished,
      List<EvaluationRecord> scores,
      @Nullable Timing timing) {
    return new RoundHeader(
        configuration.model().name(),
        progress.fence().run(),
        progress.fence().generation(),
        progress.fence().round(),
        progress.phase(),
        publish,
        incarnations,
        weights(progress),
        progress.learning().leader(),
        progress.consumed(),
        chunks,
        finished,
        scores,
        progress.counters(),
        progress.guarded(),
        timing,
        configuration.labels() == null ? null : progress.joins(),
        steered.equals(Steered.NONE) ? null : steered,
        rates(progress));
  }

  private @Nullable Map<String, Float> rates(RunProgress progress) {
    float[] factors = LearningRates.of(configuration, progress.learning());
    Map<String, Float> rates = new LinkedHashMap<>();
    for (int task = 0; task < factors.length; task++) {
      if (factors[task] != 1) {
        rates.put(progress.tasks().get(task), factors[task]);
      }
    }
    return rates.isEmpty() ? null : rates;
  }

  private static Map<String, Float> weights(RunProgress progress) {
    Map<String, Float> weights = new LinkedHashMap<>();
    for (int task = 0; task < progress.tasks().size(); task++) {
      weights.put(progress.tasks().get(task), progress.learning().weights()[task]);
    }
    return weights;
  }

  /** Says which event time the round ends with. */
  void span(Fence fence, long endsAt) {
    say(Kind.SPAN, fence, new SpanRecord(endsAt));
  }

  /** Says what the round waits for. */
  void waiting(Fence fence, Waiting waiting) {
    String task = configuration.taskNames().get(waiting.task());
    say(
        Kind.WAITING,
        fence,
        new WaitingRecord(task, waiting.have(), waiting.need(), waiting.until()));
  }

  /** Answers a command. */
  void reply(ControlReply reply) {
    collect(OutRecord.json(topics.controlReplies(), configuration.model().name(), reply));
  }

  void taskWeights(TaskWeightsRecord record) {
    collect(OutRecord.json(topics.taskWeights(), configuration.model().name(), record));
  }

  void evaluations(List<EvaluationRecord> scores) {
    scores.forEach(
        score ->
            collect(OutRecord.json(topics.evaluations(), configuration.model().name(), score)));
  }

  /**
   * The present state as a checkpoint, once the layout of its parameters is known.
   *
   * @param dev the target's dev window, oldest first
   */
  Function<ParameterLayout, Checkpoint> checkpoint(RunProgress progress, List<Example> dev) {
    RoundState learning = progress.learning();
    CheckpointInfo info = info(progress, dev);
    float[] published = branches.parameters(learning.parameters(), learning.leader());
    Map<String, float[]> beside = branches.beside(learning);
    Configuration with = configuration; // a command may change it before the checkpoint is written
    return layout ->
        Checkpoint.of(info.in(Environment.with(with.engine().type())), layout, published, beside);
  }

  private CheckpointInfo info(RunProgress progress, List<Example> dev) {
    Map<String, Double> taskWeights = new LinkedHashMap<>();
    weights(progress).forEach((task, weight) -> taskWeights.put(task, (double) weight));
    Map<String, LabelScale> scales = new LinkedHashMap<>();
    for (TaskConfig task : configuration.tasks()) {
      if (task.task().type() instanceof TaskType.Regression) {
        scales.put(task.task().name(), progress.learning().scales().get(task.task().index()));
      }
    }
    return new CheckpointInfo(
        configuration.model().name(),
        progress.fence().run(),
        progress.fence().generation(),
        progress.fence().round(),
        configuration.target().name(),
        taskWeights,
        progress.devScore(),
        progress.parent(),
        progress.lineage().text(),
        new LearningState(
                progress.learning().weights(),
                progress.learning().weighting().values(),
                Places.of(dev))
            .text(),
        progress.lineage().configuration(),
        scales,
        Map.of(),
        progress.published() < 0 ? progress.lineage().origin() : null,
        Instant.now());
  }

  void collect(OutRecord record) {
    output.collect(RoundCoordinatorFactory.OUTPUTS, new StreamRecord<>(record));
  }

  private void say(Kind kind, Fence fence, Object body) {
    say(new RoundMessage(kind, fence, 0, Json.bytes(body)));
  }

  private void say(RoundMessage message) {
    output.collect(new StreamRecord<>(message));
  }
}
