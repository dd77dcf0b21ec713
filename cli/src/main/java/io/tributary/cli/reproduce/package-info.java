/** Runs the rounds behind a published model again, and compares. */
@NullMarked
package io.tributary.cli.reproduce;

import org.jspecify.annotations.NullMarked;
