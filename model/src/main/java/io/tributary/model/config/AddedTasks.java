package io.tributary.model.config;

import io.tributary.model.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Tasks that are added to a configuration while a job runs with it. Reads no files. Every refusal
 * is a {@link ConfigurationException} in one line.
 */
public final class AddedTasks {

  /** More would share key groups; the tasks of a file may. */
  public static final int MOST = 128;

  private static final RootPart ROOT = new RootPart();
  private static final String TASKS = "tasks";

  private AddedTasks() {}

  /**
   * The same configuration with one more task after the others.
   *
   * @param name of the task
   * @param entry what would stand under its name in the file; YAML
   */
  public static Configuration with(Configuration configuration, String name, String entry) {
    refuseName(configuration, name);
    if (configuration.labels() != null) {
      throw new ConfigurationException(
          "tasks cannot be added while labels are joined (labels.wait); add "
              + name
              + " to the file, and restore");
    }
    return LiveSettings.inOneLine(() -> extended(configuration, name, read(name, entry)));
  }

  /** Whether a configuration has a task of that name, type and head. */
  public static boolean has(Configuration configuration, String name, String entry) {
    TaskPart.Draft draft = LiveSettings.inOneLine(() -> draft(read(name, entry), name));
    return configuration.tasks().stream()
        .anyMatch(
            each ->
                each.task().name().equals(name)
                    && each.task().type().equals(draft.type())
                    && each.head().equals(draft.head()));
  }

  /**
   * The same configuration with the tasks of another, when those begin with its own; otherwise as
   * it is.
   */
  public static Configuration of(Configuration configuration, Configuration longer) {
    List<String> names = configuration.taskNames();
    List<String> more = longer.taskNames();
    if (more.size() <= names.size() || !more.subList(0, names.size()).equals(names)) {
      return configuration;
    }
    List<TaskConfig> tasks = new ArrayList<>(configuration.tasks());
    tasks.addAll(longer.tasks().subList(names.size(), more.size()));
    return LiveSettings.withTarget(
        configuration.with(
            tasks, configuration.training(), configuration.weighting(), configuration.publish()),
        configuration.target().name());
  }

  private static void refuseName(Configuration configuration, String name) {
    if (!Text.TASK_NAME.form().matcher(name).matches()) {
      throw new ConfigurationException(
          Quoted.of(name) + " is no name for a task; it must be " + Text.TASK_NAME.describe());
    }
    if (configuration.taskNames().contains(name)) {
      throw new ConfigurationException("there is a task " + name + " already");
    }
    if (configuration.tasks().size() >= MOST) {
      throw new ConfigurationException("there are " + MOST + " tasks, and no more can be added");
    }
  }

  private static Configuration extended(Configuration before, String name, Section section) {
    TaskPart.Draft draft = draft(section, name);
    String path = TASKS + "." + name;
    if (draft.target()) {
      throw section.refuse(
          path + "." + TaskPart.TARGET.name(),
          "cannot be true for a task that is added; make it the target once it has learned");
    }
    List<TaskConfig> tasks = new ArrayList<>(before.tasks());
    tasks.add(
        new TaskConfig(
            new Task(tasks.size(), name, draft.type(), false),
            draft.head(),
            Objects.requireNonNullElse(draft.miniEpoch(), before.training().miniEpoch()),
            Objects.requireNonNullElse(draft.maxMiniEpoch(), before.training().maxMiniEpoch()),
            draft.column()));
    Configuration after =
        before.with(tasks, before.training(), before.weighting(), before.publish());
    Consistency.checkAdded(after, section);
    return after;
  }

  private static TaskPart.Draft draft(Section section, String name) {
    return Objects.requireNonNull(section.get(RootPart.TASKS).get(name));
  }

  /** The section {@code tasks} as if it had that one alone. */
  private static Section read(String name, String entry) {
    String path = TASKS + "." + name;
    if (!(LiveSettings.parse(path, entry) instanceof Map<?, ?> tree)) {
      throw new ConfigurationException(
          path + " must be a section of a task's keys, such as {type: regression}");
    }
    if (tree.get("head") instanceof Map<?, ?>) {
      throw new ConfigurationException(
          path + ".head names a file, which the job does not read; list the layers");
    }
    String text = YamlText.print(Map.of(TASKS, Map.of(name, tree)));
    Source source = new Source(LiveSettings.NAME, Path.of(""), Map.of());
    YamlNode root =
        YamlNode.root(
            YamlText.compose(text, source)
                .orElseThrow(() -> new ConfigurationException(path + " is empty")),
            source);
    return Section.of(root, root.entries(ROOT), List.of(RootPart.TASKS));
  }
}
