package io.tributary.cli.terminal;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Lines that are drawn over their former selves. Used by one thread, but for {@link #anew}. */
public final class Frame {

  private final PrintWriter out;
  private int drawn;
  private volatile boolean anew;

  /** A frame at the place where the terminal stands. */
  public Frame(PrintWriter out) {
    this.out = out;
  }

  /** Overwrites the former lines one by one, in one write, so that nothing flickers. */
  public void draw(List<String> lines) {
    StringBuilder frame = new StringBuilder();
    if (anew) {
      drawn = 0;
      anew = false;
    }
    if (drawn > 0) {
      frame.append(String.format(Locale.ROOT, "\033[%dA", drawn));
    }
    for (String line : lines) {
      frame.append('\r').append(line).append("\033[K\n");
    }
    frame.append("\033[J");
    drawn = lines.size();
    out.print(frame);
    out.flush();
  }

  /** Something else was said below: the next lines stand below that. From any thread. */
  public void anew() {
    anew = true;
  }
}
