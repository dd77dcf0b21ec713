/** Layers computed by hand, over heap arrays and BLAS: what most networks are made of, and fast. */
@NullMarked
package io.tributary.model.layer;

import org.jspecify.annotations.NullMarked;
