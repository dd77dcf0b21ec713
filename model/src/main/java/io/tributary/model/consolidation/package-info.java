/** What keeps a model near parameters that it has published. */
@NullMarked
package io.tributary.model.consolidation;

import org.jspecify.annotations.NullMarked;
