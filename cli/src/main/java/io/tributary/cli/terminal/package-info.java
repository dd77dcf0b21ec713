/** What commands say to the person who started them. */
@NullMarked
package io.tributary.cli.terminal;

import org.jspecify.annotations.NullMarked;
