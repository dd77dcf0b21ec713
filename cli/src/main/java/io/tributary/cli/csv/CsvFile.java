package io.tributary.cli.csv;

import io.tributary.cli.terminal.CommandException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file as bytes, unpacked where it is packed with gzip, which its first bytes tell.
 *
 * @param path where it is
 */
record CsvFile(Path path) {

  private static final int GZIP_MAGIC = 0x1f8b;

  /**
   * A file that is there.
   *
   * @throws CommandException when it is not, or cannot be read
   */
  static CsvFile of(Path path) {
    if (Files.isDirectory(path)) {
      throw CommandException.usage(path + ": a folder; give a .csv or .csv.gz file");
    }
    if (!Files.isReadable(path)) {
      throw CommandException.usage(path + ": no such file, or it cannot be read");
    }
    return new CsvFile(path);
  }

  /** Whether a name is one of a table. */
  static boolean isNamedLikeOne(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String bare = lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
    return bare.endsWith(".csv") || bare.endsWith(".tsv");
  }

  InputStream open() {
    try {
      BufferedInputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
      in.mark(2);
      int magic = in.read() << 8 | in.read();
      in.reset();
      return magic == GZIP_MAGIC ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16)) : in;
    } catch (IOException broken) {
      throw unreadable(broken);
    }
  }

  /** The same of characters, which may be none of their set. */
  CommandException unreadable(IOException broken, Charset charset) {
    if (broken instanceof CharacterCodingException) {
      try {
        WrongByte wrong = WrongByte.find(this, charset);
        if (wrong != null) {
          return CommandException.failed(wrong.said(this, charset), broken);
        }
      } catch (IOException other) {
        return unreadable(other);
      }
    }
    return unreadable(broken);
  }

  CommandException unreadable(IOException broken) {
    boolean packed = broken instanceof EOFException || broken instanceof ZipException;
    String why = packed ? "its compression is broken or cut off" : broken.getMessage();
    return CommandException.failed(path + ": " + why, broken);
  }
}
