/** Methods and auxiliary tasks compared on a recorded stream, seed by seed. */
@NullMarked
package io.tributary.cli.compare;

import org.jspecify.annotations.NullMarked;
