package io.tributary.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.cli.terminal.CommandException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Puts the chunks of a {@code checkpoints} topic together again, a file a round. */
final class CheckpointFiles {

  private final OutputFolder folder;

  CheckpointFiles(OutputFolder folder) {
    this.folder = folder;
  }

  /**
   * Appends one chunk to its file. Chunks of a model stand in order, one after another: they are
   * written in one transaction by one producer.
   */
  void add(ConsumerRecord<byte[], byte[]> record) {
    Path file = folder.checkpoint(number(record, "round"));
    try {
      if (number(record, "chunk") == 0) {
        Files.write(file, record.value()); // a later generation's replaces a former one's
      } else {
        Files.write(file, record.value(), StandardOpenOption.APPEND);
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static long number(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    if (header == null) {
      throw CommandException.failed("a record of " + record.topic() + " lacks its " + name, null);
    }
    return Long.parseLong(new String(header.value(), UTF_8));
  }
}
