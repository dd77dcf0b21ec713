/** Telling a running job what to do. */
@NullMarked
package io.tributary.cli.control;

import org.jspecify.annotations.NullMarked;
