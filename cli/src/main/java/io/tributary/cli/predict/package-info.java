/** What a published model says of inputs. */
@NullMarked
package io.tributary.cli.predict;

import org.jspecify.annotations.NullMarked;
