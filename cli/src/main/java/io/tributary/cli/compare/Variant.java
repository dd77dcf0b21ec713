package io.tributary.cli.compare;

import io.tributary.model.config.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * One of the configurations that run with every seed.
 *
 * @param method its label
 * @param without the auxiliary task that it lacks, or null
 * @param configuration all but seed, broker and topics
 */
record Variant(String method, @Nullable String without, Configuration configuration) {

  /** As people call it. */
  String label() {
    return without == null ? method : method + " without " + without;
  }
}
