package io.tributary.benchmarks.jmh;

import io.tributary.benchmarks.Made;
import io.tributary.connectors.example.Decoded;
import io.tributary.connectors.example.ExampleDecoder;
import io.tributary.connectors.example.ExampleEncoder;
import io.tributary.connectors.example.ExampleRecord;
import io.tributary.connectors.example.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Records into examples: bytes a second of one core are among the results. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class DecodeBenchmark {

  private static final int FEATURES = 784;

  /** Counts what was decoded. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Volume {
    /** Of values. */
    public long bytes;
  }

  @SuppressWarnings("NullAway.Init") // by setUp
  private ExampleDecoder decoder;

  @SuppressWarnings("NullAway.Init")
  private RawRecord json;

  @SuppressWarnings("NullAway.Init")
  private RawRecord avro;

  /** Makes the records: 784 numbers of three decimals, and a class. */
  @Setup
  public void setUp() {
    decoder =
        new ExampleDecoder(
            Made.configuration(
                """
                model: {name: m, input: [784], trunk: [dense: {units: 8}]}
                tasks: {a: {type: classification, classes: 10, target: true}}
                """));
    float[] features = Made.noise(FEATURES, 1);
    for (int i = 0; i < FEATURES; i++) {
      features[i] = Math.round(features[i] * 1000) / 1000f;
    }
    ExampleRecord record = ExampleRecord.of(features, "a", 3);
    json = raw(ExampleEncoder.json(record), ExampleDecoder.JSON);
    avro = raw(ExampleEncoder.avro(record), ExampleDecoder.AVRO);
  }

  private static RawRecord raw(byte[] value, String type) {
    byte[] name = type.getBytes(StandardCharsets.UTF_8);
    List<RawRecord.Header> headers =
        List.of(new RawRecord.Header(ExampleDecoder.CONTENT_TYPE, name));
    return new RawRecord("made", 0, 7, 7, null, value, headers);
  }

  /** A record of about 5 KB. */
  @Benchmark
  public Decoded json(Volume volume) {
    return decode(json, volume);
  }

  /** The same of about 3 KB. */
  @Benchmark
  public Decoded avro(Volume volume) {
    return decode(avro, volume);
  }

  private Decoded decode(RawRecord record, Volume volume) {
    volume.bytes += record.value() == null ? 0 : record.value().length;
    return decoder.decode(record);
  }
}
