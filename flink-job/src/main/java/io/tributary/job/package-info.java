/** The topology, its main class, and how a client submits and follows it. */
@NullMarked
package io.tributary.job;

import org.jspecify.annotations.NullMarked;
