package io.tributary.cli.predict;

import io.tributary.cli.terminal.CommandException;
import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.connectors.checkpoint.CheckpointException;
import io.tributary.model.LabelScale;
import io.tributary.model.Task;
import io.tributary.model.config.AddedTasks;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationException;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.config.TaskConfig;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.EngineException;
import io.tributary.model.engine.Engines;
import io.tributary.model.engine.PlainNetwork;
import io.tributary.model.field.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A model as it was published: the parameters that led, and the configuration that they are of.
 *
 * @param checkpoint the model
 * @param configuration of its model and tasks, and how tables are read
 */
public record PublishedModel(Checkpoint checkpoint, Configuration configuration) {

  /**
   * The model of a file, and of a configuration where one is given.
   *
   * @throws CommandException when there is none, or it is not of the configuration
   */
  public static PublishedModel ofFile(Path file, @Nullable Configuration given) {
    if (!Files.isRegularFile(file)) {
      throw CommandException.usage(file + ": no such file");
    }
    try {
      Path folder = file.toAbsolutePath().getParent();
      return of(
          Checkpoint.parse(Files.readAllBytes(file)),
          file.toString(),
          folder == null ? file : folder,
          given);
    } catch (CheckpointException wrong) {
      throw CommandException.usage(file + ": " + wrong.getMessage());
    } catch (IOException unreadable) {
      throw CommandException.failed(
          file + ": cannot be read (" + unreadable.getMessage() + ")", unreadable);
    }
  }

  /**
   * A published model.
   *
   * @param folder where the files are that its configuration names
   * @throws CommandException when it is not of the configuration
   */
  public static PublishedModel of(Checkpoint checkpoint, Path folder, Configuration given) {
    return of(checkpoint, "the model of round " + checkpoint.info().round(), folder, given);
  }

  /**
   * One task's network as plain Deeplearning4j opens it.
   *
   * @param name of the task; null: the target
   */
  public byte[] network(@Nullable String name) {
    Task task = task(name);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Engine engine = engine()) {
      float[] parameters = checkpoint.parameters(engine.layout());
      PlainNetwork.write(configuration, parameters, task.index(), scale(task), out);
    } catch (EngineException impossible) {
      throw CommandException.usage(String.valueOf(impossible.getMessage()));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  /** How records become the inputs of such a network of named inputs, for JSON. */
  public Map<String, Object> inputs(@Nullable String name) {
    try (Engine engine = engine()) {
      float[] parameters = checkpoint.parameters(engine.layout());
      Map<String, Object> inputs = new LinkedHashMap<>();
      inputs.put("model", checkpoint.info().model());
      inputs.put("round", checkpoint.info().round());
      inputs.putAll(PlainNetwork.inputs(configuration, parameters, task(name)));
      return inputs;
    }
  }

  private Task task(@Nullable String name) {
    return name == null ? configuration.target() : tasks(List.of(name)).get(0);
  }

  private static PublishedModel of(
      Checkpoint checkpoint, String name, Path folder, @Nullable Configuration given) {
    Configuration own;
    try {
      own = ConfigurationFile.parse(checkpoint.info().configuration(), name, folder, Map.of());
    } catch (ConfigurationException e) {
      throw CommandException.usage(name + ": its configuration cannot be read: " + e.getMessage());
    }
    if (given == null) { // the machine that it was trained on may have had what this one has not
      return new PublishedModel(checkpoint, own.withEngine(Engines.nearest(own.engine())));
    }
    Configuration withAdded = AddedTasks.of(given, own); // by commands
    checkSame(name, own, withAdded);
    return new PublishedModel(checkpoint, withAdded);
  }

  /** Names the first thing in which a model is of another configuration. */
  private static void checkSame(String name, Configuration own, Configuration given) {
    differ(
        name,
        "field",
        byName(own.model().fields().fields(), Field::name, field -> field.spec()),
        byName(given.model().fields().fields(), Field::name, field -> field.spec()));
    differ(
        name,
        "task",
        byName(own.tasks(), task -> task.task().name(), PublishedModel::outputs),
        byName(given.tasks(), task -> task.task().name(), PublishedModel::outputs));
    List<String> order = own.model().fields().fields().stream().map(Field::name).toList();
    if (!order.equals(given.model().fields().fields().stream().map(Field::name).toList())) {
      throw CommandException.usage(name + ": its fields stand in another order than model.fields");
    }
    if (!own.model().input().equals(given.model().input())) {
      throw CommandException.usage(
          "%s: its input is %s, the configuration's %s"
              .formatted(name, own.model().input(), given.model().input()));
    }
    if (!own.model().trunk().equals(given.model().trunk())) {
      throw CommandException.usage(name + ": its trunk is another than model.trunk");
    }
  }

  private static String outputs(TaskConfig config) {
    Task task = config.task();
    String kind = task.type().getClass().getSimpleName();
    String names = task.type().classNames().isEmpty() ? "" : " of " + task.type().classNames();
    return kind + " with " + task.type().outputs() + " outputs" + names;
  }

  private static <T> Map<String, String> byName(
      List<T> list, Function<T, String> name, Function<T, Object> what) {
    return list.stream()
        .collect(
            Collectors.toMap(
                name,
                each -> what.apply(each).toString(),
                (one, other) -> one,
                LinkedHashMap::new));
  }

  private static void differ(
      String name, String kind, Map<String, String> own, Map<String, String> given) {
    own.forEach(
        (key, value) -> {
          String other = given.get(key);
          if (!value.equals(other)) {
            throw CommandException.usage(
                "%s: its %s %s is %s; in the configuration it is %s"
                    .formatted(name, kind, key, value, other == null ? "not there" : other));
          }
        });
    for (String key : given.keySet()) {
      if (!own.containsKey(key)) {
        throw CommandException.usage(
            "%s: has no %s %s, which the configuration has".formatted(name, kind, key));
      }
    }
  }

  /** Its tasks, or those of the given names. */
  public List<Task> tasks(List<String> names) {
    List<Task> tasks = configuration.tasks().stream().map(TaskConfig::task).toList();
    for (String name : names) {
      if (tasks.stream().noneMatch(task -> task.name().equals(name))) {
        throw CommandException.usage(
            "--task: there is no task " + name + "; tasks are " + configuration.taskNames());
      }
    }
    return tasks.stream().filter(task -> names.isEmpty() || names.contains(task.name())).toList();
  }

  /** The scale of a task's labels. */
  public LabelScale scale(Task task) {
    return Objects.requireNonNullElse(checkpoint.info().scales().get(task.name()), LabelScale.NONE);
  }

  /** An engine for it; its owner closes it. */
  Engine engine() {
    return Engines.open(configuration);
  }
}
