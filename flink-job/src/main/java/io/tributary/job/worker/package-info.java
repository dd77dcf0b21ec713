/** Long work beside an operator's mailbox. */
@NullMarked
package io.tributary.job.worker;

import org.jspecify.annotations.NullMarked;
