package io.tributary.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Where a command talks to: results to {@code out}, progress and errors to {@code err}.
 *
 * @param out results
 * @param err errors
 * @param columns width when a person watches and lines can be redrawn; 0: plain lines
 * @param colour whether colours are wanted
 */
public record Terminal(PrintWriter out, PrintWriter err, int columns, boolean colour) {

  /** This process's own; the launcher says how wide it is. */
  public static Terminal ofThisProcess() {
    int columns = Integer.getInteger("tributary.columns", 0);
    return new Terminal(
        writer(FileDescriptor.out),
        writer(FileDescriptor.err),
        columns,
        columns > 0 && System.getenv("NO_COLOR") == null);
  }

  /** One that shows nothing. */
  public static Terminal quiet() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return new Terminal(nowhere, nowhere, 0, false);
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    OutputStream stream = new FileOutputStream(descriptor);
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /** Whether a person watches, so that lines can be redrawn in place. */
  public boolean interactive() {
    return columns > 0;
  }
}
