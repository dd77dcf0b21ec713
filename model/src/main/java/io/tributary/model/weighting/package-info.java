/** How much of each delta a round takes: one class a method. */
@NullMarked
package io.tributary.model.weighting;

import org.jspecify.annotations.NullMarked;
