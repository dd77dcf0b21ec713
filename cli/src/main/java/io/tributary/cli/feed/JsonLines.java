package io.tributary.cli.feed;

import io.tributary.cli.terminal.CommandException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A file of JSON examples, one a line, or standard input ({@code -}); compressed with gzip or not,
 * which its first bytes tell. Lines go out byte for byte, so that what cannot be used ends in the
 * dead-letter topic as it was written. Empty lines are skipped.
 */
public final class JsonLines implements ExampleSource {

  private static final int GZIP_MAGIC = 0x1f8b;

  private final String file;

  private JsonLines(String file) {
    this.file = file;
  }

  /**
   * The lines of a file, or of standard input for {@code -}.
   *
   * @throws CommandException when there is no such readable file
   */
  public static JsonLines of(String file) {
    if (!file.equals("-") && !Files.isReadable(Path.of(file))) {
      throw CommandException.usage(file + ": no such file, or it cannot be read");
    }
    if (Files.isDirectory(Path.of(file))) {
      throw CommandException.usage(file + ": a folder; give .jsonl or .jsonl.gz files");
    }
    return new JsonLines(file);
  }

  @Override
  public String name() {
    return file.equals("-") ? "standard input" : file;
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.empty();
  }

  @Override
  public void forEach(Sink sink) throws IOException {
    try (InputStream in = open()) {
      ByteLines lines = new ByteLines(in);
      long number = 0;
      for (byte[] line = next(lines); line != null; line = next(lines)) {
        number++;
        LineHead head = LineHead.of(line);
        if (!isBlank(line)
            && !sink.accept(
                new FeedRecord(
                    line, "application/json", head.task(), head.time(), number, head.whole()))) {
          return;
        }
      }
    }
  }

  private byte @Nullable [] next(ByteLines lines) {
    try {
      return lines.next();
    } catch (IOException broken) {
      throw unreadable(broken);
    }
  }

  private InputStream open() {
    try {
      InputStream raw = file.equals("-") ? System.in : Files.newInputStream(Path.of(file));
      BufferedInputStream in = new BufferedInputStream(raw, 1 << 16);
      in.mark(2);
      int magic = in.read() << 8 | in.read();
      in.reset();
      return magic == GZIP_MAGIC ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16)) : in;
    } catch (IOException broken) {
      throw unreadable(broken);
    }
  }

  private CommandException unreadable(IOException broken) {
    boolean packed = broken instanceof EOFException || broken instanceof ZipException;
    String why = packed ? "its compression is broken or cut off" : broken.getMessage();
    return CommandException.failed(name() + ": " + why, broken);
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t') {
        return false;
      }
    }
    return true;
  }
}
