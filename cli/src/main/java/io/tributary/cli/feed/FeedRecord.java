package io.tributary.cli.feed;

import org.jspecify.annotations.Nullable;

/**
 * One record to be fed, encoded.
 *
 * @param value its bytes, untouched where they come from a file
 * @param contentType how they are encoded
 * @param key the name of its task, which keeps a task in one partition; empty when it has several
 * @param time event time in milliseconds since the epoch; null: by its place in the stream
 * @param line of the file that it comes from, from 1; 0 where it comes from none
 * @param whole false where it is certainly no example, and the job will say why
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
public record FeedRecord(
    byte[] value, String contentType, String key, @Nullable Long time, long line, boolean whole) {}
