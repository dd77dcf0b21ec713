package io.tributary.job.score;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.connectors.example.DeadLetter;
import io.tributary.connectors.example.Decoded.Rejected;
import io.tributary.connectors.example.InputDecoder;
import io.tributary.connectors.example.InputDecoder.Input;
import io.tributary.connectors.example.RawRecord;
import io.tributary.connectors.example.Reason;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.OutRecord;
import io.tributary.connectors.record.Prediction;
import io.tributary.connectors.record.PredictionRecord;
import io.tributary.connectors.record.PredictionRecord.Request;
import io.tributary.connectors.topic.Topics;
import io.tributary.model.Task;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.TaskConfig;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Answers requests, many at a time, with the very code that the job scores with. To be used by one
 * thread.
 */
final class Scorer implements AutoCloseable {

  private static final Map<String, String> HEADERS = Map.of("content-type", OutRecord.JSON);

  private final String topic;
  private final List<Task> tasks;
  private final InputDecoder decoder;
  private final Engine engine;
  private final LongSupplier clock;

  /**
   * Of a configuration's tasks.
   *
   * @param clock in milliseconds since the epoch
   */
  Scorer(Configuration configuration, LongSupplier clock) {
    this.topic = Topics.of(configuration.kafka()).predictions();
    this.tasks = configuration.tasks().stream().map(TaskConfig::task).toList();
    this.decoder = new InputDecoder(configuration);
    this.engine = Engines.open(configuration);
    this.clock = clock;
  }

  Engine engine() {
    return engine;
  }

  /**
   * What a request asks.
   *
   * @param record as it came
   * @param input what it holds
   */
  record Asked(RawRecord record, Input input) {

    /** Why it cannot be answered. */
    DeadLetter deadLetter() {
      Reason reason = Objects.requireNonNull(input.reason(), "it can be answered");
      return new DeadLetter(record, new Rejected(reason, input.problem(), Map.of()));
    }

    boolean isUsable() {
      return input.features() != null;
    }
  }

  /** Decodes a request; never throws for what is in it. */
  Asked decode(RawRecord record) {
    byte[] value = record.value();
    return new Asked(
        record,
        value == null || value.length == 0
            ? new Input(null, Reason.EMPTY, "the record has no value", Map.of(), null)
            : decoder.decode(value));
  }

  /** Answers usable requests, each under its own key, in their order. */
  List<OutRecord> answer(List<Asked> requests, ServedModel model) {
    List<float[]> inputs = new ArrayList<>(requests.size());
    List<Map<String, Map<String, Object>>> answers = new ArrayList<>(requests.size());
    for (Asked request : requests) {
      inputs.add(Objects.requireNonNull(request.input().features(), "not usable"));
      answers.add(new LinkedHashMap<>());
    }
    for (Task task : tasks) {
      if (!model.has(task)) {
        continue;
      }
      List<float[]> outputs = engine.predict(model.parameters(), task.index(), inputs);
      for (int i = 0; i < outputs.size(); i++) {
        answers
            .get(i)
            .put(task.name(), new Prediction(task, outputs.get(i), model.scale(task)).json());
      }
    }
    long now = clock.getAsLong();
    List<OutRecord> records = new ArrayList<>(requests.size());
    for (int i = 0; i < answers.size(); i++) {
      records.add(record(requests.get(i), answers.get(i), model, now));
    }
    return records;
  }

  private OutRecord record(
      Asked asked, Map<String, Map<String, Object>> predictions, ServedModel model, long now) {
    RawRecord request = asked.record();
    var info = model.info();
    PredictionRecord answer =
        new PredictionRecord(
            asked.input().id(),
            info.model(),
            info.run(),
            info.generation(),
            info.round(),
            predictions,
            Math.max(0, now - request.timestamp()),
            new Request(request.topic(), request.partition(), request.offset()));
    byte[] key = request.key() == null ? info.model().getBytes(UTF_8) : request.key();
    return new OutRecord(topic, key, Json.bytes(answer), HEADERS);
  }

  @Override
  public void close() {
    engine.close();
  }
}
