/** Flink's metrics in a Micrometer registry, by default Prometheus' with its endpoint. */
@NullMarked
package io.tributary.micrometer;

import org.jspecify.annotations.NullMarked;
