package io.tributary.benchmarks.jmh;

import io.tributary.benchmarks.Made;
import io.tributary.connectors.checkpoint.Safetensors;
import io.tributary.connectors.checkpoint.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Models of 4 MB as files and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SafetensorsBenchmark {

  private static final int TENSORS = 16;

  private final Safetensors model = model();
  private final byte[] file = model.toBytes();

  private static Safetensors model() {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < TENSORS; i++) {
      tensors.add(new Tensor("t" + i, List.of(256, 256), Made.noise(256 * 256, i)));
    }
    return new Safetensors(Map.of("name", "made"), tensors);
  }

  /** A model as a file. */
  @Benchmark
  public byte[] write() {
    return model.toBytes();
  }

  /** A model out of a file. */
  @Benchmark
  public Safetensors read() {
    return Safetensors.parse(file);
  }

  /** The hash that every checkpoint carries. */
  @Benchmark
  public String hash() {
    return model.dataSha256();
  }
}
