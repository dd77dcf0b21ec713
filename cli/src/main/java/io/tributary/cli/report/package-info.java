/** report.json and report.html. */
@NullMarked
package io.tributary.cli.report;

import org.jspecify.annotations.NullMarked;
