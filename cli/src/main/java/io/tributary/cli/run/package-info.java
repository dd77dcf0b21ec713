/** A job from submission to its results: followed live, then read back from its topics. */
@NullMarked
package io.tributary.cli.run;

import org.jspecify.annotations.NullMarked;
