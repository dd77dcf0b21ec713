/** Training and scoring over flat parameters, and the Deeplearning4j engine that does it. */
@NullMarked
package io.tributary.model.engine;

import org.jspecify.annotations.NullMarked;
