/** What a person watches of a job that runs elsewhere. */
@NullMarked
package io.tributary.cli.watch;

import org.jspecify.annotations.NullMarked;
