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
import java.util.Objects;

/**
 * What named inputs cost beside plain arrays: reading their JSON, and training on them. Counted is
 * the processor time of this thread, for the machine may be shared; ratios are of neighbours in
 * time, many times in turn.
 */
final class FieldSpeed {

  private static final int RECORDS = 4_000;
  private static final int REPEATS = 24;
  private static final int WARM_UP = 10;

  private final PrintStream out;

  FieldSpeed(PrintStream out) {
    this.out = out;
  }

  void run() {
    out.println("JSON read, MB/s a core");
    for (MadeFields kind : MadeFields.values()) {
      List<Double> rates = reading(kind);
      out.printf(
          "  %-9s %4.0f (quartiles %.0f to %.0f)%n",
          kind,
          Quantiles.median(rates, rate -> rate),
          Quantiles.of(rates, 0.25, rate -> rate),
          Quantiles.of(rates, 0.75, rate -> rate));
    }
    train("{batchSize: 128, optimizer: {type: sgd}}", RECORDS);
    train("{batchSize: 128, optimizer: {type: adam}}", RECORDS);
    train("{batchSize: 32, optimizer: {type: sgd}}", 256);
    train("{batchSize: 32, optimizer: {type: adam}}", 256);
  }

  private static List<Double> reading(MadeFields kind) {
    Configuration configuration = kind.configuration("{}");
    List<RawRecord> records = kind.records(RECORDS);
    List<Double> rates = new ArrayList<>();
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      double rate = read(configuration, records, new ArrayList<>());
      if (repeat >= WARM_UP) {
        rates.add(rate / 1e6);
      }
    }
    return rates;
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

  /** A kind's engine, and what it trains on. */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  private record Trained(Engine engine, float[] parameters, MiniEpoch miniEpoch) {

    static Trained of(MadeFields kind, String training, int examples) {
      Configuration configuration = kind.configuration(training);
      List<Example> read = new ArrayList<>();
      read(configuration, kind.records(examples), read);
      Engine engine = Engines.open(configuration);
      return new Trained(
          engine, engine.initialParameters(), new MiniEpoch(0, 1, read, LabelScale.NONE));
    }

    double secondsAnExample() {
      double start = seconds();
      int times = Math.max(1, RECORDS / miniEpoch.examples().size());
      for (int i = 0; i < times; i++) {
        engine.train(parameters, 1, miniEpoch);
      }
      return (seconds() - start) / times / miniEpoch.examples().size();
    }
  }

  private void train(String training, int examples) {
    out.printf("training: %s, mini-epochs of %d, load %.1f%n", training, examples, Cpu.load());
    Map<MadeFields, Trained> all = new EnumMap<>(MadeFields.class);
    for (MadeFields kind : MadeFields.values()) {
      all.put(kind, Trained.of(kind, training, examples));
    }
    all.forEach(
        (kind, named) -> compare(kind, named, Objects.requireNonNull(all.get(kind.dense()))));
    all.values().forEach(trained -> trained.engine().close());
  }

  private void compare(MadeFields kind, Trained named, Trained dense) {
    if (kind == kind.dense()) {
      return;
    }
    List<Double> micros = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      double took = named.secondsAnExample();
      double ratio = took / dense.secondsAnExample();
      if (repeat >= WARM_UP) {
        micros.add(took * 1e6);
        ratios.add(ratio);
      }
    }
    out.printf(
        "  %-6s %.1f µs an example, %.2f times %s (quartiles %.2f to %.2f)%n",
        kind,
        Quantiles.median(micros, value -> value),
        Quantiles.median(ratios, value -> value),
        kind.dense(),
        Quantiles.of(ratios, 0.25, value -> value),
        Quantiles.of(ratios, 0.75, value -> value));
  }

  private static double seconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }
}
