/** What must hold after the faults. */
@NullMarked
package io.tributary.chaos.check;

import org.jspecify.annotations.NullMarked;
