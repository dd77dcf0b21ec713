/** The stream that the demo makes. */
@NullMarked
package io.tributary.cli.demo;

import org.jspecify.annotations.NullMarked;
