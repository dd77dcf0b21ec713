package io.tributary.connectors.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.model.steering.Command;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Commands as records of {@code control}: a JSON object with the command's name, an {@code id} that
 * its reply repeats, and what the command takes.
 */
public final class ControlForm {

  /** More characters than any command has. */
  public static final int LONGEST = 1 << 16;

  private static final String COMMAND = "command";
  private static final String ID = "id";
  private static final List<String> ALWAYS = List.of(COMMAND, ID);
  private static final String NAMES =
      "add-task, pause, resume, retire, target, set, publish, rollback, release";

  private final Map<String, Object> words;

  private ControlForm(Map<String, Object> words) {
    this.words = words;
  }

  /**
   * What stands in a record.
   *
   * @throws IllegalArgumentException in one line, when that is no JSON object
   */
  public static ControlForm read(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the record is empty");
    }
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("the record has more than 65,536 characters");
    }
    try {
      return new ControlForm(Json.readMap(text, Object.class));
    } catch (UncheckedIOException foreign) {
      throw new IllegalArgumentException("the record is not a JSON object", foreign);
    }
  }

  /** A command as it is written. */
  public static ControlForm of(Command command, String id) {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put(ID, id);
    words.putAll(words(command));
    return new ControlForm(words);
  }

  private static Map<String, Object> words(Command command) {
    if (command instanceof Command.AddTask add) {
      Map<String, Object> words = named("add-task", "task", add.task());
      words.put("configuration", add.entry());
      return words;
    }
    if (command instanceof Command.Pause pause) {
      return named("pause", "task", pause.task());
    }
    if (command instanceof Command.Resume resume) {
      return named("resume", "task", resume.task());
    }
    if (command instanceof Command.Retire retire) {
      return named("retire", "task", retire.task());
    }
    if (command instanceof Command.Target target) {
      return named("target", "task", target.task());
    }
    if (command instanceof Command.Set set) {
      Map<String, Object> words = named("set", "key", set.key());
      words.put("value", set.value());
      return words;
    }
    if (command instanceof Command.Rollback rollback) {
      Map<String, Object> words = named("rollback", "round", rollback.to());
      words.put("hold", rollback.hold());
      return words;
    }
    String name = command instanceof Command.Publish ? "publish" : "release";
    return new LinkedHashMap<>(Map.of(COMMAND, name));
  }

  private static Map<String, Object> named(String name, String key, Object value) {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put(COMMAND, name);
    words.put(key, value);
    return words;
  }

  /** As UTF-8. */
  public byte[] bytes() {
    return Json.text(words).getBytes(UTF_8);
  }

  /** What its reply is found by; null when the record has none. */
  public @Nullable String id() {
    return words.get(ID) instanceof String id ? id : null;
  }

  /** All but the id. */
  public Map<String, Object> words() {
    Map<String, Object> without = new LinkedHashMap<>(words);
    without.remove(ID);
    return without;
  }

  /**
   * The command.
   *
   * @throws IllegalArgumentException in one line, when there is none such
   */
  public Command command() {
    String name = text(COMMAND);
    return switch (name) {
      case "add-task" -> addTask();
      case "pause" -> new Command.Pause(only("task"));
      case "resume" -> new Command.Resume(only("task"));
      case "retire" -> new Command.Retire(only("task"));
      case "target" -> new Command.Target(only("task"));
      case "set" -> set();
      case "publish" -> {
        refuseOthers(List.of());
        yield new Command.Publish();
      }
      case "rollback" -> rollback();
      case "release" -> {
        refuseOthers(List.of());
        yield new Command.Release();
      }
      default -> throw new IllegalArgumentException("no such command; the commands are " + NAMES);
    };
  }

  private Command set() {
    refuseOthers(List.of("key", "value"));
    return new Command.Set(text("key"), yaml("value"));
  }

  private Command addTask() {
    refuseOthers(List.of("task", "configuration"));
    return new Command.AddTask(text("task"), yaml("configuration"));
  }

  /** JSON is YAML, and a text may be any YAML. */
  private String yaml(String key) {
    Object value = words.get(key);
    if (value == null) {
      throw new IllegalArgumentException("the command needs a " + key);
    }
    return value instanceof String text ? text : Json.text(value);
  }

  private Command rollback() {
    refuseOthers(List.of("round", "hold"));
    Object round = words.get("round");
    Object hold = Objects.requireNonNullElse(words.get("hold"), false);
    boolean whole = round instanceof Integer || round instanceof Long;
    if (!whole || ((Number) Objects.requireNonNull(round)).longValue() < 0) {
      throw new IllegalArgumentException("round must be the number of a published round");
    }
    if (!(hold instanceof Boolean held)) {
      throw new IllegalArgumentException("hold must be true or false");
    }
    return new Command.Rollback(((Number) round).longValue(), held);
  }

  private String only(String key) {
    refuseOthers(List.of(key));
    return text(key);
  }

  private String text(String key) {
    if (words.get(key) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new IllegalArgumentException("the command needs a text " + key);
  }

  private void refuseOthers(List<String> known) {
    for (String key : words.keySet()) {
      if (!ALWAYS.contains(key) && !known.contains(key)) {
        throw new IllegalArgumentException(
            "a field that the command does not take"
                + (known.isEmpty() ? "; it takes none" : "; it takes " + String.join(", ", known)));
      }
    }
  }
}
