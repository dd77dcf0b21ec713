package io.tributary.connectors.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a round waits for, as told on {@code rounds} while it waits.
 *
 * @param task name of the task that waits
 * @param have examples it has
 * @param need examples of its mini-epoch; 0 under rounds by time
 * @param until event time that ends its oldest window, in milliseconds; absent when it has no
 *     examples, and where rounds have no windows
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WaitingRecord(String task, long have, long need, @Nullable Long until) {}
