/** A broker and a Flink cluster, each part a process that can be killed, frozen and restarted. */
@NullMarked
package io.tributary.chaos.cluster;

import org.jspecify.annotations.NullMarked;
