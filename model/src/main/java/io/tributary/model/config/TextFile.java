package io.tributary.model.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a small UTF-8 file whole. */
final class TextFile {

  static final int LARGEST = 4 << 20;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private TextFile() {}

  static String read(Path file) throws Unreadable {
    if (Files.isDirectory(file)) {
      throw new Unreadable("is a folder; name a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new Unreadable("is larger than 4 MiB; name another file");
      }
      return decode(bytes);
    } catch (NoSuchFileException e) {
      throw new Unreadable("is not there; check the path");
    } catch (IOException e) {
      throw new Unreadable("cannot be read; check its permissions");
    }
  }

  private static String decode(byte[] bytes) throws Unreadable {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
      return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      int line = 1;
      for (int i = 0; i < buffer.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      throw new Unreadable("is not UTF-8; save it as UTF-8", line);
    }
  }

  /** A file that cannot be had as text; the message follows its name. */
  static final class Unreadable extends Exception {

    private static final long serialVersionUID = 1;

    private final int line;

    Unreadable(String message) {
      this(message, 0);
    }

    Unreadable(String message, int line) {
      super(message);
      this.line = line;
    }

    /** Where, or 0. */
    int line() {
      return line;
    }
  }
}
