/** Binary forms of our values for Flink's network and state, without Kryo. */
@NullMarked
package io.tributary.connectors.serialization;

import org.jspecify.annotations.NullMarked;
