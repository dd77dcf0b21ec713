package io.tributary.cli.compare;

import io.tributary.cli.run.Settings;
import io.tributary.cli.terminal.CommandException;
import io.tributary.model.config.Configuration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * What is compared.
 *
 * @param configuration as it was given
 * @param variants every configuration that runs: first the methods in their order, then what the
 *     auxiliary tasks need
 * @param methods how many of the variants were asked for; the first is the baseline
 * @param auxiliaries the tasks that are left out one by one, from the configuration's own method
 * @param seeds of the runs, each with all variants
 */
public record Plan(
    Configuration configuration,
    List<Variant> variants,
    int methods,
    List<String> auxiliaries,
    List<Long> seeds) {

  private static final String ALONE = "single";

  /** Copies. */
  public Plan {
    variants = List.copyOf(variants);
    auxiliaries = List.copyOf(auxiliaries);
    seeds = List.copyOf(seeds);
  }

  /**
   * Methods by seeds, and where wanted the configuration's own method without each auxiliary task.
   *
   * @param seeds how many, from the configuration's on
   * @param leaveOut whether auxiliary tasks are judged, too
   * @throws CommandException when there is nothing to compare
   */
  public static Plan of(
      Configuration configuration, List<Method> methods, int seeds, boolean leaveOut) {
    if (seeds < 2) {
      throw CommandException.usage(
          "--seeds must be at least 2, not "
              + seeds
              + ": a single run does not tell a difference from chance");
    }
    List<Variant> variants = new ArrayList<>();
    Set<Configuration> seen = new HashSet<>();
    for (Method method : methods) {
      Variant variant = new Variant(method.label(), null, method.in(configuration));
      if (!seen.add(variant.configuration())) {
        throw CommandException.usage("--methods names " + method.label() + " twice");
      }
      variants.add(variant);
    }
    List<String> auxiliaries = leaveOut ? auxiliaries(configuration) : List.of();
    if (methods.size() < 2 && auxiliaries.isEmpty()) {
      throw CommandException.usage("nothing to compare: give --methods at least two");
    }
    if (!auxiliaries.isEmpty() && !seen.contains(configuration)) {
      variants.add(new Variant(Method.of(configuration).label(), null, configuration));
    }
    for (String task : auxiliaries) {
      variants.add(
          new Variant(
              Method.of(configuration).label(), task, Settings.without(configuration, task)));
    }
    long first = configuration.model().seed();
    return new Plan(
        configuration,
        variants,
        methods.size(),
        auxiliaries,
        LongStream.range(first, first + seeds).boxed().toList());
  }

  /** None where the configuration trains the target alone anyway. */
  private static List<String> auxiliaries(Configuration configuration) {
    String target = configuration.target().name();
    return configuration.weighting().method().equals(ALONE)
        ? List.of()
        : configuration.taskNames().stream().filter(task -> !task.equals(target)).toList();
  }

  /** The methods that were asked for. */
  List<Variant> asked() {
    return variants.subList(0, methods);
  }

  /** The configuration's own method with all tasks. */
  Variant whole() {
    return variants.stream()
        .filter(variant -> variant.configuration().equals(configuration))
        .findFirst()
        .orElseThrow();
  }

  /** The configuration's own method without a task. */
  Variant without(String task) {
    return variants.stream()
        .filter(variant -> Objects.equals(variant.without(), task))
        .findFirst()
        .orElseThrow();
  }
}
