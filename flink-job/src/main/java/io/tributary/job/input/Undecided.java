package io.tributary.job.input;

import io.tributary.connectors.example.RawRecord;

/**
 * A record that names a task which the configuration lacks; a command may have added it.
 *
 * @param record as it came
 * @param newest the greatest timestamp of its partition so far, its own included
 */
record Undecided(RawRecord record, long newest) {}
