package io.tributary.model.config;

import io.tributary.model.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Keys of a configuration that may get other values while a job runs with it, and the way they do.
 * Reads no files. Every refusal is a {@link ConfigurationException} in one line.
 */
public final class LiveSettings {

  private static final RootPart ROOT = new RootPart();
  static final String NAME = "control";
  private static final int LONGEST = 4096;

  /** Keys, or whole sections. */
  private static final List<String> LIVE =
      List.of(
          "weighting",
          "training.batchSize",
          "training.epochs",
          "training.shuffle",
          "training.optimizer",
          "dev.tolerance",
          "publish");

  private LiveSettings() {}

  /** The section that a key is of. */
  public static String section(String key) {
    int dot = key.indexOf('.');
    return dot < 0 ? key : key.substring(0, dot);
  }

  /**
   * The same configuration with another value of a key. With another method or rule all other keys
   * of the weighting but {@code everyRounds} get their defaults: they are the former method's.
   *
   * @param value YAML, such as {@code 0.1} or {@code [single, pairs]}
   */
  public static Configuration set(Configuration configuration, String key, String value) {
    check(key);
    String section = section(key);
    Map<String, Object> tree = copy(ROOT.fields(configuration).tree().get(section));
    if (key.equals("weighting.method")) {
      tree.keySet().retainAll(Set.of("everyRounds"));
    } else if (key.equals("weighting.rule")) {
      tree.keySet().retainAll(Set.of("everyRounds", "method"));
    }
    put(tree, key.substring(section.length() + 1).split("\\.", -1), parse(key, value));
    return with(configuration, section, YamlText.print(Map.of(section, tree)));
  }

  /** A section as text that {@link #with} reads. */
  public static String text(Configuration configuration, String section) {
    Object tree = ROOT.fields(configuration).tree().get(section);
    return tree == null ? "" : YamlText.print(Map.of(section, tree));
  }

  /** The same configuration with another section. */
  public static Configuration with(Configuration configuration, String section, String text) {
    Source source = new Source(NAME, Path.of(""), Map.of());
    return inOneLine(
        () -> {
          YamlNode root =
              YamlNode.root(
                  YamlText.compose(text, source)
                      .orElseThrow(() -> new ConfigurationException(section + " is empty")),
                  source);
          YamlNode node = root.entries(ROOT).get(section);
          if (node == null) {
            throw new ConfigurationException(section + " is missing");
          }
          Configuration changed = changed(configuration, section, node);
          Consistency.checkLive(changed, Section.of(root, Map.of(), List.of()));
          return changed;
        });
  }

  /** What is read of a command has no lines that people could look at. */
  static <T> T inOneLine(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ConfigurationException wrong) {
      String message = String.valueOf(wrong.getMessage());
      throw new ConfigurationException(message.replaceFirst("^" + NAME + ":\\d+: ", ""));
    }
  }

  private static Configuration changed(Configuration old, String section, YamlNode node) {
    return switch (section) {
      case "weighting" ->
          old.with(old.tasks(), old.training(), new WeightingPart().read(node), old.publish());
      case "training" ->
          old.with(old.tasks(), new TrainingPart().read(node), old.weighting(), old.publish());
      case "publish" ->
          old.with(old.tasks(), old.training(), old.weighting(), new PublishPart().read(node));
      case "dev" -> old.withDev(new DevPart().read(node));
      default -> throw new ConfigurationException(section + " cannot be changed at run time");
    };
  }

  /** The same configuration with another target. */
  public static Configuration withTarget(Configuration old, String target) {
    List<TaskConfig> tasks = new ArrayList<>();
    for (TaskConfig each : old.tasks()) {
      Task task = each.task();
      tasks.add(
          new TaskConfig(
              new Task(task.index(), task.name(), task.type(), task.name().equals(target)),
              each.head(),
              each.miniEpoch(),
              each.maxMiniEpoch(),
              each.column()));
    }
    return old.with(tasks, old.training(), old.weighting(), old.publish());
  }

  /** Says that there is no such task, and what was probably meant. */
  public static String unknownTask(Configuration configuration, String name) {
    List<String> tasks = configuration.taskNames();
    return "no task "
        + Quoted.of(name)
        + "; "
        + Nearest.to(name, tasks)
            .map(near -> "did you mean " + near + "?")
            .orElse("tasks are " + String.join(", ", tasks));
  }

  private static void check(String key) {
    boolean live =
        LIVE.stream().anyMatch(each -> key.equals(each) || key.startsWith(each + "."))
            && key.indexOf('.') > 0;
    if (live) {
      return; // the section's own table says whether there is such a key
    }
    List<String> known = Key.flatten(RootPart.ALL).keySet().stream().toList();
    String mend =
        Nearest.to(key, known)
            .filter(near -> !near.equals(key))
            .map(near -> "did you mean " + near + "?")
            .orElse("what can: " + String.join(", ", LIVE));
    throw new ConfigurationException(
        Quoted.of(key) + " cannot be changed while the job runs; " + mend);
  }

  /** A value as a tree of plain values. */
  static Object parse(String key, String value) {
    if (value.length() > LONGEST) {
      throw new ConfigurationException(key + " has a value of more than 4,096 characters");
    }
    try {
      LoadSettings settings =
          LoadSettings.builder().setSchema(new CoreSchema()).setMaxAliasesForCollections(0).build();
      Object parsed = new Load(settings).loadFromString(value);
      if (parsed != null) {
        return parsed;
      }
    } catch (YamlEngineException | ClassCastException wrong) {
      throw new ConfigurationException(key + " has a value that is not YAML: " + Quoted.of(value));
    }
    throw new ConfigurationException(key + " has no value");
  }

  private static void put(Map<String, Object> tree, String[] path, Object value) {
    Map<String, Object> at = tree;
    for (int i = 0; i < path.length - 1; i++) {
      Object below = at.get(path[i]);
      Map<String, Object> next = below instanceof Map<?, ?> ? copy(below) : new LinkedHashMap<>();
      at.put(path[i], next);
      at = next;
    }
    at.put(path[path.length - 1], value);
  }

  private static Map<String, Object> copy(@Nullable Object tree) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (tree instanceof Map<?, ?> map) {
      map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    }
    return copy;
  }
}
