/** What keeps secrets out of the log. */
@NullMarked
package io.tributary.cli.log;

import org.jspecify.annotations.NullMarked;
