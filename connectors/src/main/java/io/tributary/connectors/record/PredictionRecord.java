package io.tributary.connectors.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the scoring job says of a request, as told on {@code predictions}.
 *
 * @param id of the request, where it has one
 * @param model name of the model
 * @param run id of the run that published it
 * @param generation of that run
 * @param round the number of rounds behind its parameters
 * @param predictions by task: see {@link Prediction#json()}
 * @param latencyMillis from the request's timestamp to its prediction; the time until the record is
 *     committed is not in it
 * @param request which request it answers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PredictionRecord(
    @Nullable String id,
    String model,
    String run,
    long generation,
    long round,
    Map<String, Map<String, Object>> predictions,
    long latencyMillis,
    Request request) {

  /** Where a request stands. */
  public record Request(String topic, int partition, long offset) {}
}
