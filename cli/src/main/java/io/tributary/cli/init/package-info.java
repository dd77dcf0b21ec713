/** The first configuration of a table: what its columns hold, found out from their values. */
@NullMarked
package io.tributary.cli.init;

import org.jspecify.annotations.NullMarked;
