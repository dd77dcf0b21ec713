/** The configuration file as records, its checks and its defaults. */
@NullMarked
package io.tributary.model.config;

import org.jspecify.annotations.NullMarked;
