/** Layer and head specifications, and their translation to Deeplearning4j. */
@NullMarked
package io.tributary.model.network;

import org.jspecify.annotations.NullMarked;
