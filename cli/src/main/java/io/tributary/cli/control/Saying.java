package io.tributary.cli.control;

import io.tributary.cli.terminal.CommandException;
import io.tributary.model.steering.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands as people type them. */
public final class Saying {

  private static final String KNOWN =
      "add-task TASK KEYS, pause TASK, resume TASK, retire TASK, target TASK, set KEY=VALUE, publish, rollback, release";

  private Saying() {}

  /**
   * The command that is meant.
   *
   * @param words at least one
   * @param round of {@code rollback}, or null
   * @param hold of {@code rollback}
   * @throws CommandException when there is none such
   */
  public static Command of(List<String> words, @Nullable Long round, boolean hold) {
    String name = words.get(0);
    List<String> rest = words.subList(1, words.size());
    if (!name.equals("rollback") && (round != null || hold)) {
      throw CommandException.usage("--round and --hold belong to rollback");
    }
    return switch (name) {
      case "add-task" -> addTask(rest);
      case "pause" -> new Command.Pause(task(name, rest));
      case "resume" -> new Command.Resume(task(name, rest));
      case "retire" -> new Command.Retire(task(name, rest));
      case "target" -> new Command.Target(task(name, rest));
      case "set" -> set(rest);
      case "publish" -> {
        alone(name, rest);
        yield new Command.Publish();
      }
      case "rollback" -> {
        alone(name, rest);
        if (round == null || round < 0) {
          throw CommandException.usage("rollback needs --round N, a published round");
        }
        yield new Command.Rollback(round, hold);
      }
      case "release" -> {
        alone(name, rest);
        yield new Command.Release();
      }
      default ->
          throw CommandException.usage(
              "there is no control command '%s'; there are %s".formatted(name, KNOWN));
    };
  }

  private static Command addTask(List<String> rest) {
    if (rest.size() != 2) {
      throw CommandException.usage(
          "add-task takes a name and the keys of the task, such as: add-task spend '{type: regression}'");
    }
    return new Command.AddTask(rest.get(0), rest.get(1));
  }

  private static String task(String name, List<String> rest) {
    if (rest.size() != 1) {
      throw CommandException.usage(name + " takes one task, such as: " + name + " right");
    }
    return rest.get(0);
  }

  private static Command set(List<String> rest) {
    int equals = rest.size() == 1 ? rest.get(0).indexOf('=') : -1;
    if (equals < 1) {
      throw CommandException.usage(
          "set takes one KEY=VALUE, such as: set weighting.method=uniform");
    }
    return new Command.Set(rest.get(0).substring(0, equals), rest.get(0).substring(equals + 1));
  }

  private static void alone(String name, List<String> rest) {
    if (!rest.isEmpty()) {
      throw CommandException.usage(name + " takes no '" + rest.get(0) + "'");
    }
  }
}
