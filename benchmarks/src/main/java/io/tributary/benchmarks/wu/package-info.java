/** What Wu, Zhang and Ré claim of alignment and of reweighting, measured on tasks as theirs. */
@NullMarked
package io.tributary.benchmarks.wu;

import org.jspecify.annotations.NullMarked;
