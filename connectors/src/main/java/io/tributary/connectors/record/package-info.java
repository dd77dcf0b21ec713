/** What the job says on its output topics, as JSON. */
@NullMarked
package io.tributary.connectors.record;

import org.jspecify.annotations.NullMarked;
