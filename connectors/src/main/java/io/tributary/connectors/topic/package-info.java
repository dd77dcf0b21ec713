/** Topic names, settings and creation. */
@NullMarked
package io.tributary.connectors.topic;

import org.jspecify.annotations.NullMarked;
