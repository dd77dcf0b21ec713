/** The faults: what is done to the cluster, and when it has recovered. */
@NullMarked
package io.tributary.chaos.fault;

import org.jspecify.annotations.NullMarked;
