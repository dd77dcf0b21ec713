package io.tributary.model.steering;

import io.tributary.model.Task;
import io.tributary.model.config.AddedTasks;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationException;
import io.tributary.model.config.LiveSettings;
import io.tributary.model.steering.Ruling.Accepted;
import io.tributary.model.steering.Ruling.Refused;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What commands have made of a configuration so far.
 *
 * @param target the target task, when it is another one than configured
 * @param paused names of tasks that take no part in rounds for now
 * @param retired names of tasks that take no part any more
 * @param sections of the configuration, as text, by name
 * @param added tasks after those that are configured, in order
 */
public record Steering(
    @Nullable Change target,
    Set<String> paused,
    Set<String> retired,
    Map<String, Change> sections,
    List<Addition> added) {

  /** No command has changed anything. */
  public static final Steering NONE = new Steering(null, Set.of(), Set.of(), Map.of(), List.of());

  public Steering {
    paused = sorted(paused);
    retired = sorted(retired);
    sections =
        Collections.unmodifiableMap(
            new TreeMap<>(Objects.requireNonNullElse(sections, Map.<String, Change>of())));
    added = List.copyOf(Objects.requireNonNullElse(added, List.<Addition>of()));
  }

  /** Read from state that may lack it. */
  private static Set<String> sorted(@Nullable Set<String> names) {
    return Collections.unmodifiableSet(
        new TreeSet<>(Objects.requireNonNullElse(names, Set.<String>of())));
  }

  /** The configuration that rounds run with. */
  public Configuration over(Configuration configured) {
    Configuration result = withAdded(configured);
    for (Map.Entry<String, Change> section : sections.entrySet()) {
      result = LiveSettings.with(result, section.getKey(), section.getValue().now());
    }
    return target == null ? result : LiveSettings.withTarget(result, target.now());
  }

  /** The configuration with the tasks that were added, and nothing else of what is changed. */
  public Configuration withAdded(Configuration configured) {
    Configuration result = configured;
    for (Addition addition : added) {
      result = AddedTasks.with(result, addition.task(), addition.entry());
    }
    return result;
  }

  /**
   * What of it still holds over a configuration that may have been edited since.
   *
   * @throws ConfigurationException when a task that was added has another type or head in it
   */
  public Steering on(Configuration configured) {
    Map<String, Change> kept = new TreeMap<>();
    sections.forEach(
        (name, change) -> {
          if (says(configured, name, change.was())) {
            kept.put(name, change);
          }
        });
    boolean sameTarget = target != null && target.was().equals(configured.target().name());
    Change keptTarget = sameTarget ? target : null;
    String now = keptTarget == null ? configured.target().name() : keptTarget.now();
    return new Steering(
        keptTarget, without(paused, now), without(retired, now), kept, notYetIn(configured));
  }

  private List<Addition> notYetIn(Configuration configured) {
    List<Addition> missing = new ArrayList<>();
    for (Addition addition : added) {
      if (!configured.taskNames().contains(addition.task())) {
        missing.add(addition);
      } else if (!AddedTasks.has(configured, addition.task(), addition.entry())) {
        throw new ConfigurationException(
            "tasks."
                + addition.task()
                + " was added by a command with another type or head: "
                + addition.entry().strip());
      }
    }
    return missing;
  }

  /** By value: a later version may know more keys, and print them. */
  private static boolean says(Configuration configured, String section, String text) {
    try {
      return LiveSettings.with(configured, section, text).equals(configured);
    } catch (ConfigurationException outdated) {
      return false;
    }
  }

  private static Set<String> without(Set<String> names, String name) {
    Set<String> others = new TreeSet<>(names);
    others.remove(name);
    return others;
  }

  private static Set<String> with(Set<String> names, String name) {
    Set<String> more = new TreeSet<>(names);
    more.add(name);
    return more;
  }

  /**
   * Judges a command of those that change how rounds run.
   *
   * @param configured the configuration without any command
   * @throws IllegalArgumentException for a command that changes nothing of that
   */
  public Ruling apply(Configuration configured, Command command) {
    try {
      return new Accepted(changed(configured, command));
    } catch (ConfigurationException wrong) {
      return new Refused(String.valueOf(wrong.getMessage()));
    }
  }

  private Steering changed(Configuration configured, Command command) {
    if (command instanceof Command.AddTask add) {
      return add(configured, add);
    }
    if (command instanceof Command.Pause pause) {
      return pause(configured, pause.task());
    }
    if (command instanceof Command.Resume resume) {
      return resume(configured, resume.task());
    }
    if (command instanceof Command.Retire retire) {
      return retire(configured, retire.task());
    }
    if (command instanceof Command.Target newTarget) {
      return target(configured, newTarget.task());
    }
    if (command instanceof Command.Set set) {
      return set(configured, set);
    }
    throw new IllegalArgumentException("no command on how rounds run: " + command);
  }

  /** Judged by the tasks alone, so that decoding, which hears of nothing else, judges alike. */
  private Steering add(Configuration configured, Command.AddTask add) {
    Configuration unused = AddedTasks.with(withAdded(configured), add.task(), add.entry());
    List<Addition> more = new ArrayList<>(added);
    more.add(new Addition(add.task(), add.entry()));
    return new Steering(target, paused, retired, sections, more);
  }

  private Steering pause(Configuration configured, String name) {
    serving(configured, name, "paused");
    if (paused.contains(name)) {
      throw new ConfigurationException(name + " is paused already");
    }
    return new Steering(target, with(paused, name), retired, sections, added);
  }

  private Steering resume(Configuration configured, String name) {
    known(configured, name);
    if (!paused.contains(name)) {
      throw new ConfigurationException(name + " is not paused");
    }
    return new Steering(target, without(paused, name), retired, sections, added);
  }

  private Steering retire(Configuration configured, String name) {
    serving(configured, name, "retired");
    return new Steering(target, without(paused, name), with(retired, name), sections, added);
  }

  private Steering target(Configuration configured, String name) {
    known(configured, name);
    if (name.equals(over(configured).target().name())) {
      throw new ConfigurationException(name + " is the target already");
    }
    if (paused.contains(name)) {
      throw new ConfigurationException(name + " is paused; resume it first");
    }
    String was = configured.target().name();
    Change change = was.equals(name) ? null : new Change(was, name);
    return new Steering(change, paused, retired, sections, added);
  }

  private Steering set(Configuration configured, Command.Set set) {
    Configuration before = over(configured);
    Configuration after = LiveSettings.set(before, set.key(), set.value());
    String section = LiveSettings.section(set.key());
    String now = LiveSettings.text(after, section);
    if (now.equals(LiveSettings.text(before, section))) {
      throw new ConfigurationException(set.key() + " has this value already");
    }
    String was = LiveSettings.text(configured, section);
    Map<String, Change> all = new TreeMap<>(sections);
    if (was.equals(now)) {
      all.remove(section);
    } else {
      all.put(section, new Change(was, now));
    }
    return new Steering(target, paused, retired, all, added);
  }

  private void serving(Configuration configured, String name, String verb) {
    known(configured, name);
    if (name.equals(over(configured).target().name())) {
      throw new ConfigurationException(
          name + " is the target and cannot be " + verb + "; make another task the target first");
    }
  }

  private void known(Configuration configured, String name) {
    Configuration tasks = withAdded(configured);
    Optional<Task> task =
        tasks.tasks().stream()
            .map(each -> each.task())
            .filter(each -> each.name().equals(name))
            .findFirst();
    if (task.isEmpty()) {
      throw new ConfigurationException(LiveSettings.unknownTask(tasks, name));
    }
    if (retired.contains(name)) {
      throw new ConfigurationException(name + " is retired");
    }
  }
}
