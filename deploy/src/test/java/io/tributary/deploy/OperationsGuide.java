package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The commands of docs/operations.md. */
final class OperationsGuide {

  static final String TESTED = "(tested)";

  private static final Pattern COMMAND = Pattern.compile("(?m)^ {4}(\\S.*?)(?: {2,}(.*))?$");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  private OperationsGuide() {}

  /**
   * A command.
   *
   * @param note what stands behind it: whether it is tested, or what it would need
   */
  record Command(String text, String note) {}

  static List<Command> commands() throws IOException {
    String guide = Files.readString(Repository.ROOT.resolve("docs/operations.md"));
    return COMMAND
        .matcher(guide)
        .results()
        .map(found -> new Command(found.group(1), found.group(2) == null ? "" : found.group(2)))
        .toList();
  }

  /** The words of a command that the guide has, and says to be tested. */
  static List<String> words(String text) throws IOException {
    assertThat(commands()).contains(new Command(text, TESTED));
    return WORD.matcher(text).results().map(OperationsGuide::plain).toList();
  }

  private static String plain(MatchResult word) {
    return word.group(1) == null ? word.group(2) : word.group(1);
  }
}
