package io.tributary.benchmarks;

import io.tributary.connectors.example.Decoded;
import io.tributary.connectors.example.ExampleDecoder;
import io.tributary.connectors.example.RawRecord;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.config.Configuration;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What named inputs cost beside plain arrays: reading their JSON, and training on them. Counted is
 * the processor time of this thread, for the machine may be shared.
 */
final class FieldSpeed {

  private static final int RECORDS = 20_000;
  private static final int MINI_EPOCH = 4_000;
  private static final int REPEATS = 7; // the first two warm up

  private final PrintStream out;

  FieldSpeed(PrintStream out) {
    this.out = out;
  }

  void run() {
    Map<MadeFields, List<Double>> reading = new EnumMap<>(MadeFields.class);
    Map<MadeFields, List<Double>> training = new EnumMap<>(MadeFields.class);
    Map<MadeFields, Integer> widths = new EnumMap<>(MadeFields.class);
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      for (MadeFields kind : MadeFields.values()) {
        Configuration configuration = kind.configuration();
        List<Example> examples = new ArrayList<>();
        double bytesPerSecond = read(configuration, kind.records(RECORDS), examples);
        double secondsAnExample = train(configuration, examples.subList(0, MINI_EPOCH));
        if (repeat > 1) {
          reading.computeIfAbsent(kind, k -> new ArrayList<>()).add(bytesPerSecond / 1e6);
          training.computeIfAbsent(kind, k -> new ArrayList<>()).add(secondsAnExample * 1e6);
        }
        widths.put(kind, configuration.model().features());
      }
    }
    out.printf("load %.1f%n", Cpu.load());
    for (MadeFields kind : MadeFields.values()) {
      double micros = Quantiles.median(training.getOrDefault(kind, List.of()), t -> t);
      double dense = Quantiles.median(training.getOrDefault(kind.dense(), List.of()), t -> t);
      out.printf(
          "%s, rows of %d: read %.0f MB/s, train %.1f µs an example, %.2f of %s%n",
          kind,
          widths.get(kind),
          Quantiles.median(reading.getOrDefault(kind, List.of()), t -> t),
          micros,
          micros / dense,
          kind.dense());
    }
  }

  private static double read(
      Configuration configuration, List<RawRecord> records, List<Example> into) {
    ExampleDecoder decoder = new ExampleDecoder(configuration);
    long bytes = 0;
    double start = seconds();
    for (RawRecord record : records) {
      bytes += record.value() == null ? 0 : record.value().length;
      if (decoder.decode(record) instanceof Decoded.Examples decoded) {
        into.addAll(decoded.examples());
      }
    }
    double took = seconds() - start;
    if (into.size() != records.size()) {
      throw new IllegalStateException("records were rejected");
    }
    return bytes / took;
  }

  private static double train(Configuration configuration, List<Example> examples) {
    try (Engine engine = Engines.open(configuration)) {
      float[] parameters = engine.initialParameters();
      MiniEpoch miniEpoch = new MiniEpoch(0, 1, examples, LabelScale.NONE);
      engine.train(parameters, 1, miniEpoch);
      double start = seconds();
      engine.train(parameters, 1, miniEpoch);
      return (seconds() - start) / examples.size();
    }
  }

  private static double seconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }
}
