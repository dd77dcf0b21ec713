package io.tributary.job.round;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** The newest values of gauges that are registered when they have their first. */
final class Readings {

  private final Map<List<Object>, Reading> all = new HashMap<>();

  /** Set in the mailbox, read by reporters. */
  private static final class Reading implements DoubleSupplier {
    private volatile double value;

    @Override
    public double getAsDouble() {
      return value;
    }
  }

  /**
   * Sets a value.
   *
   * @param key of the gauge
   * @param register is given the first value's reading
   */
  void set(List<Object> key, double value, Consumer<DoubleSupplier> register) {
    Reading reading = all.get(key);
    boolean isNew = reading == null;
    if (reading == null) {
      reading = new Reading();
      all.put(List.copyOf(key), reading);
    }
    reading.value = value;
    if (isNew) {
      register.accept(reading);
    }
  }
}
