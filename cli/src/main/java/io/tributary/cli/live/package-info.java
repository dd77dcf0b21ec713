/** What a person watches while a run goes on. */
@NullMarked
package io.tributary.cli.live;

import org.jspecify.annotations.NullMarked;
