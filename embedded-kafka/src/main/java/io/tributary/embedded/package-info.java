/** A Kafka broker inside this JVM. */
@NullMarked
package io.tributary.embedded;

import org.jspecify.annotations.NullMarked;
