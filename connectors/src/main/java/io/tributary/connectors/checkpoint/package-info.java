/** Models out and back in: safetensors, chunks on a topic. */
@NullMarked
package io.tributary.connectors.checkpoint;

import org.jspecify.annotations.NullMarked;
