package io.tributary.cli;

import io.tributary.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;

/** A terminal that keeps what is said to it. */
record TestTerminal(StringWriter out, StringWriter err, Terminal terminal) {

  /** What a command came to. */
  record Result(int exitCode, String out, String err) {}

  static TestTerminal plain() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    return new TestTerminal(
        out, err, new Terminal(new PrintWriter(out), new PrintWriter(err), 0, false));
  }

  /** Runs one command in this process. */
  static Result execute(String... arguments) {
    TestTerminal terminal = plain();
    int exitCode = Main.commandLine(terminal.terminal()).execute(arguments);
    return new Result(exitCode, terminal.out().toString(), terminal.err().toString());
  }
}
