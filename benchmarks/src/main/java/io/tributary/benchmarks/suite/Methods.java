package io.tributary.benchmarks.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The methods that are compared: a new one is a line here. */
final class Methods {

  private static final String METHOD = "weighting.method";
  private static final Map<String, Method> ALL = new LinkedHashMap<>();

  static {
    ignoringDev("single", "single");
    ignoringDev("uniform", "uniform");
    add(new Method("fixed", Map.of(METHOD, "fixed"), false, true, List.of()));
    add(
        usingDev(
            "paper",
            "alphavil",
            Map.of("weighting.rule", "paper"),
            Knob.among("weighting.alpha.learningRate", 0.1, 0.03, 0.3, 1.0),
            Knob.among("weighting.alpha.steps", 3, 1, 5, 10)));
    add(
        new Method(
            "alphavil",
            Map.of(METHOD, "alphavil", "weighting.rule", "credit"),
            false,
            false,
            List.of()));
    add(usingDev("diw", "diw", Map.of(), Knob.among("weighting.rate", 1.0, 0.3, 3.0)));
    add(usingDev("grid", "grid", Map.of()));
    ignoringDev("svd", "svd");
    ignoringDev("pcgrad", "pcgrad");
    ignoringDev("cagrad", "cagrad", Knob.among("weighting.radius", 0.5, 0.2, 0.8));
    ignoringDev("mgda", "mgda");
    ignoringDev("nash-mtl", "nash-mtl");
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
      if (name.equals("all")) {
        found.addAll(ALL.values());
      } else if (ALL.containsKey(name)) {
        found.add(ALL.get(name));
      } else {
        throw new IllegalArgumentException(
            "no method " + name + "; there are all, " + String.join(", ", ALL.keySet()));
      }
    }
    return found.stream().distinct().toList();
  }

  private static void ignoringDev(String name, String weighting, Knob... knobs) {
    add(new Method(name, Map.of(METHOD, weighting), false, false, List.of(knobs)));
  }

  private static Method usingDev(
      String name, String weighting, Map<String, Object> settings, Knob... knobs) {
    Map<String, Object> all = new LinkedHashMap<>(settings);
    all.put(METHOD, weighting);
    return new Method(name, all, true, false, List.of(knobs));
  }

  private static void add(Method method) {
    ALL.put(method.name(), method);
  }
}
