package io.tributary.benchmarks.suite;

import io.tributary.benchmarks.suite.Method.Trait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The methods that are compared: a new one is a line here. */
final class Methods {

  private static final String METHOD = "weighting.method";
  private static final String RULE = "weighting.rule";
  private static final Map<String, Method> ALL = new LinkedHashMap<>();

  static {
    add("single", Map.of(METHOD, "single"), Set.of());
    add("uniform", Map.of(METHOD, "uniform"), Set.of());
    add("fixed", Map.of(METHOD, "fixed"), Set.of(Trait.TRIES_WEIGHTS));
    add("alphavil", Map.of(METHOD, "alphavil", RULE, "credit"), Set.of());
    add(
        "alphavil-alone",
        Map.of(METHOD, "alphavil", RULE, "credit", "weighting.shadows", List.of()),
        Set.of());
    add(
        "paper",
        Map.of(METHOD, "alphavil", RULE, "paper"),
        Set.of(Trait.USES_DEV),
        Knob.among("weighting.alpha.learningRate", 0.1, 0.03, 0.3, 1.0),
        Knob.among("weighting.alpha.steps", 3, 1, 5, 10));
    add(
        "diw",
        Map.of(METHOD, "diw"),
        Set.of(Trait.USES_DEV),
        Knob.among("weighting.rate", 1.0, 0.3, 3.0));
    add("grid", Map.of(METHOD, "grid"), Set.of(Trait.USES_DEV));
    add("svd", Map.of(METHOD, "svd"), Set.of());
    add("pcgrad", Map.of(METHOD, "pcgrad"), Set.of());
    add(
        "cagrad",
        Map.of(METHOD, "cagrad"),
        Set.of(),
        Knob.among("weighting.radius", 0.5, 0.2, 0.8));
    add("mgda", Map.of(METHOD, "mgda"), Set.of());
    add("nash-mtl", Map.of(METHOD, "nash-mtl"), Set.of());
    add("joint", Map.of(METHOD, "uniform"), Set.of(Trait.JOINT));
  }

  private Methods() {}

  /** Names, in the order of reports. */
  static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /**
   * Finds methods.
   *
   * @param names of methods, or all
   * @throws IllegalArgumentException when there is no such method
   */
  static List<Method> named(List<String> names) {
    List<Method> found = new ArrayList<>();
    for (String name : names) {
      Method method = ALL.get(name);
      if (name.equals("all")) {
        found.addAll(ALL.values());
      } else if (method != null) {
        found.add(method);
      } else {
        throw new IllegalArgumentException(
            "no method " + name + "; there are all, " + String.join(", ", ALL.keySet()));
      }
    }
    return found.stream().distinct().toList();
  }

  private static void add(
      String name, Map<String, Object> settings, Set<Trait> traits, Knob... knobs) {
    ALL.put(name, new Method(name, settings, traits, List.of(knobs)));
  }
}
