package io.tributary.micrometer;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.jspecify.annotations.Nullable;

/**
 * Puts Flink's metrics into a registry and takes them out again. Metrics that differ in nothing but
 * in ids that are left out share a meter. Not thread-safe: Flink tells of one metric at a time.
 */
final class Bridge {

  /** Meters that have ended and whose counts are remembered, in case they come again. */
  private static final int REMEMBERED = 10_000;

  private static final double[] QUANTILES = {0.5, 0.75, 0.95, 0.99};

  private final MeterRegistry registry;
  private final double[] buckets;
  private final Map<MeterName, CounterSlot> counters = new LinkedHashMap<>();
  private final Map<MeterName, GaugeSlot> gauges = new HashMap<>();
  private final Map<MeterName, Meter> meters = new HashMap<>();
  private final IdentityHashMap<Metric, Recording> recordings = new IdentityHashMap<>();
  private final Map<MeterName, Integer> summaries = new HashMap<>();

  Bridge(MeterRegistry registry, List<Double> buckets) {
    this.registry = registry;
    this.buckets = buckets.stream().mapToDouble(Double::doubleValue).toArray();
  }

  void add(Metric metric, MeterName name) {
    if (metric instanceof Counter counter) {
      addCounter(counter, name);
    } else if (metric instanceof org.apache.flink.metrics.Gauge<?> gauge) {
      if (isNumeric(gauge)) {
        addGauge(gauge, name, gauge::getValue);
      }
    } else if (metric instanceof org.apache.flink.metrics.Meter meter) {
      addGauge(meter, name, meter::getRate);
    } else if (metric instanceof Histogram histogram) {
      if (histogram instanceof Flow.Publisher<?> publisher) {
        addSummary(histogram, publisher, name);
      } else {
        addQuantiles(histogram, name);
      }
    }
  }

  /** One that has no value yet may get one; a text never does. */
  private static boolean isNumeric(org.apache.flink.metrics.Gauge<?> gauge) {
    try {
      Object value = gauge.getValue();
      return value == null || value instanceof Number || value instanceof Boolean;
    } catch (RuntimeException notYet) {
      return true;
    }
  }

  private void addCounter(Counter counter, MeterName name) {
    CounterSlot slot = counters.computeIfAbsent(name, any -> new CounterSlot());
    if (slot.isEmpty()) {
      counters.remove(name); // and in again: the newest is the last to be forgotten
      counters.put(name, slot);
      meters.put(
          name,
          FunctionCounter.builder(name.name(), slot, CounterSlot::value)
              .tags(name.tags())
              .register(registry));
    }
    slot.add(counter);
  }

  private void addGauge(Metric metric, MeterName name, Supplier<? extends @Nullable Object> value) {
    GaugeSlot slot = gauges.computeIfAbsent(name, any -> new GaugeSlot());
    if (slot.isEmpty()) {
      meters.put(
          name,
          Gauge.builder(name.name(), slot, GaugeSlot::value)
              .tags(name.tags())
              .strongReference(true)
              .register(registry));
    }
    slot.add(metric, value);
  }

  private void addSummary(Histogram histogram, Flow.Publisher<?> publisher, MeterName name) {
    Recording recording = name.isMillis() ? timer(name.withoutMillis()) : summary(name);
    recordings.put(histogram, recording);
    summaries.merge(name, 1, Integer::sum);
    publisher.subscribe(recording);
  }

  private Recording timer(MeterName name) {
    Timer timer =
        Timer.builder(name.name())
            .tags(name.tags())
            .serviceLevelObjectives(
                Arrays.stream(buckets)
                    .mapToObj(seconds -> Duration.ofNanos(Math.round(seconds * 1e9)))
                    .toArray(Duration[]::new))
            .register(registry);
    return new Recording(
        timer, millis -> timer.record(Math.round(millis * 1e6), TimeUnit.NANOSECONDS));
  }

  private Recording summary(MeterName name) {
    DistributionSummary summary =
        DistributionSummary.builder(name.name())
            .tags(name.tags())
            .serviceLevelObjectives(buckets)
            .register(registry);
    return new Recording(summary, summary::record);
  }

  private void addQuantiles(Histogram histogram, MeterName name) {
    for (double quantile : QUANTILES) {
      addGauge(
          histogram,
          quantile(name, quantile),
          () -> histogram.getStatistics().getQuantile(quantile));
    }
    addGauge(histogram, name.and(".count"), histogram::getCount);
  }

  private static MeterName quantile(MeterName name, double quantile) {
    return name.and("", Tag.of("quantile", Double.toString(quantile)));
  }

  void remove(Metric metric, MeterName name) {
    if (metric instanceof Counter counter) {
      removeCounter(counter, name);
    } else if (metric instanceof Histogram histogram) {
      if (histogram instanceof Flow.Publisher<?>) {
        removeSummary(histogram, name);
      } else {
        for (double quantile : QUANTILES) {
          removeGauge(histogram, quantile(name, quantile));
        }
        removeGauge(histogram, name.and(".count"));
      }
    } else {
      removeGauge(metric, name);
    }
  }

  private void removeCounter(Counter counter, MeterName name) {
    CounterSlot slot = counters.get(name);
    if (slot == null) {
      return;
    }
    slot.remove(counter);
    if (slot.isEmpty()) {
      removeMeter(name);
      forgetOldest();
    }
  }

  private void forgetOldest() {
    if (counters.size() > REMEMBERED) {
      counters.entrySet().stream()
          .filter(entry -> entry.getValue().isEmpty())
          .findFirst()
          .map(Map.Entry::getKey)
          .ifPresent(counters::remove);
    }
  }

  private void removeGauge(Metric metric, MeterName name) {
    GaugeSlot slot = gauges.get(name);
    if (slot == null) {
      return;
    }
    slot.remove(metric);
    if (slot.isEmpty()) {
      gauges.remove(name);
      removeMeter(name);
    }
  }

  private void removeSummary(Histogram histogram, MeterName name) {
    Recording recording = recordings.remove(histogram);
    if (recording == null) {
      return;
    }
    recording.cancel();
    if (summaries.merge(name, -1, Integer::sum) == 0) {
      summaries.remove(name);
      registry.remove(recording.meter());
    }
  }

  private void removeMeter(MeterName name) {
    Meter meter = meters.remove(name);
    if (meter != null) {
      registry.remove(meter);
    }
  }
}
