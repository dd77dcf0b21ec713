/** Examples in: decoding, checking, rejecting. */
@NullMarked
package io.tributary.connectors.example;

import org.jspecify.annotations.NullMarked;
