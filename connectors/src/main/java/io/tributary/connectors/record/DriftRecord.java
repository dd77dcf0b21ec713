package io.tributary.connectors.record;

/**
 * A change of the stream that a round has shown.
 *
 * @param task name of the target, or of the task whose contribution has changed
 * @param signal {@code error}: the target's prequential error; {@code contribution}: the task's
 *     share in the sum of contributions
 * @param direction {@code rise} or {@code fall}
 * @param before mean before the change, in [0, 1]
 * @param after mean since
 * @param reaction what was done beside telling it, as the configuration names it
 */
public record DriftRecord(
    String task, String signal, String direction, double before, double after, String reaction) {}
