package io.tributary.connectors.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the job says of a command, as told on {@code control.replies}.
 *
 * @param model name of the model
 * @param run id of the run
 * @param generation of the run
 * @param offset of the command in {@code control}
 * @param id that the command came with; null when it had none
 * @param accepted whether it is followed; otherwise nothing has changed
 * @param round the first that is run with it; null when it was refused
 * @param reason why it was refused; null otherwise
 * @param command as it was read; null when it cannot be read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ControlReply(
    String model,
    String run,
    long generation,
    long offset,
    @Nullable String id,
    boolean accepted,
    @Nullable Long round,
    @Nullable String reason,
    @Nullable Map<String, Object> command) {}
