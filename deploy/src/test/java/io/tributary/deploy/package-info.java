/** The deployment's files at work: as plain processes, with no container. */
@NullMarked
package io.tributary.deploy;

import org.jspecify.annotations.NullMarked;
