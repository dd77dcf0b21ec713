package io.tributary.chaos.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One thing that must hold.
 *
 * @param what must hold, for people
 * @param faults what does not, for people; empty when all does
 */
public record Check(String what, List<String> faults) {

  private static final int TOLD = 5;

  public Check {
    faults = List.copyOf(faults);
  }

  /** Whether it holds. */
  public boolean passed() {
    return faults.isEmpty();
  }

  /** That two things are equal. */
  static Check equal(String what, Object actual, Object expected) {
    return new Check(
        what,
        actual.equals(expected)
            ? List.of()
            : List.of("it is " + actual + " and should be " + expected));
  }

  /** That exactly these things are there, each of them once, in this order. */
  static <T> Check exactly(String what, List<T> actual, Collection<T> expected) {
    List<String> faults = new ArrayList<>();
    List<T> rest = new ArrayList<>(actual);
    expected.stream().filter(one -> !rest.remove(one)).forEach(one -> faults.add(one + " missing"));
    rest.forEach(one -> faults.add(one + " there once too often"));
    if (faults.isEmpty() && !actual.equals(List.copyOf(expected))) {
      faults.add("they are in another order");
    }
    return new Check(what, faults);
  }

  @Override
  public String toString() {
    if (passed()) {
      return "ok      " + what;
    }
    String more = faults.size() > TOLD ? " and " + (faults.size() - TOLD) + " more" : "";
    return "FAILED  %s: %s%s"
        .formatted(what, String.join("; ", faults.subList(0, Math.min(TOLD, faults.size()))), more);
  }
}
