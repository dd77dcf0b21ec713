package io.tributary.model.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text being read: which key stands on which line, what its references mean, and which values
 * came from the environment.
 */
final class Source {

  private static final Pattern REFERENCE = Pattern.compile("\\$?\\$\\{([^}]*)}?");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final String file;
  private final Path folder;
  private final Map<String, String> environment;
  private final Map<String, Integer> lines = new HashMap<>();
  private final Map<String, String> substituted = new HashMap<>();

  Source(String file, Path folder, Map<String, String> environment) {
    this.file = file;
    this.folder = folder;
    this.environment = environment;
  }

  /** Where relative file names start. */
  Path folder() {
    return folder;
  }

  /** The text as written of every value that came from the environment, by the path of its key. */
  Map<String, String> substituted() {
    return substituted;
  }

  void mark(String path, int line) {
    lines.put(path, line);
  }

  /** The problem, at the line of a key, or of the section that lacks it. */
  ConfigurationException refuse(String path, String problem) {
    String known = path;
    while (!known.isEmpty() && !lines.containsKey(known)) {
      known =
          known.substring(0, Math.max(0, Math.max(known.lastIndexOf('.'), known.lastIndexOf('['))));
    }
    return refuse(lines.getOrDefault(known, 1), problem);
  }

  ConfigurationException refuse(int line, String problem) {
    return new ConfigurationException(
        Quoted.clean(file) + ":" + line + ": " + Quoted.shorten(problem));
  }

  /**
   * Puts the values of environment variables in place of their names in <code>${…}</code>; a second
   * dollar before it keeps it as it is.
   */
  String substitute(String path, String text) {
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      String found = matcher.group();
      String value;
      if (found.startsWith("$$")) {
        value = found.substring(1);
      } else {
        value = variable(path, matcher.group(1), found.endsWith("}"));
        substituted.put(path, text);
      }
      matcher.appendReplacement(result, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(result).toString();
  }

  private String variable(String path, String name, boolean closed) {
    if (!closed || !VARIABLE.matcher(name).matches()) {
      throw refuse(
          path,
          path + " holds a ${ that names no variable; write ${NAME}, or $${ for a plain ${ itself");
    }
    String value = environment.get(name);
    if (value == null) {
      throw refuse(
          path,
          path + " needs the environment variable " + name + ", which is not set; export it first");
    }
    return value;
  }
}
