/** Examples from files to a topic: JSONL, and MultiMNIST from idx files. */
@NullMarked
package io.tributary.cli.feed;

import org.jspecify.annotations.NullMarked;
