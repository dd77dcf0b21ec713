/** Which records rounds were made of, exactly and in few bytes. */
@NullMarked
package io.tributary.model.lineage;

import org.jspecify.annotations.NullMarked;
