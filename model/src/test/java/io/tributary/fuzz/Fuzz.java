package io.tributary.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a reader with mutated inputs. A reader may accept an input or refuse it, by returning false
 * or by an exception of the documented kinds with a clear message. Anything else fails: another
 * exception or error, more memory than the input's size explains, an input that it never ends with.
 *
 * <p>Everything follows from the seed and the number of the input. System properties: {@code
 * fuzz.inputs} how many of each kind, {@code fuzz.seed}, and {@code fuzz.first}, the number to
 * start with, so that {@code -Dfuzz.first=N -Dfuzz.inputs=1} repeats input N.
 *
 * @param <T> an input
 */
public final class Fuzz<T> {

  private static final long SEED = Long.getLong("fuzz.seed", 1);
  private static final long FIRST = Long.getLong("fuzz.first", 0);
  private static final int LONGEST_MESSAGE = 1_000;
  private static final long WARM_UP_NANOS = 2_000_000_000L;

  /** Tries to read an input. */
  @FunctionalInterface
  public interface Reader<T> {
    /** Whether the input was accepted; an assertion error tells that it should not have been. */
    boolean accepts(T input) throws Exception;
  }

  /**
   * Where inputs come from.
   *
   * @param make an input, from randomness alone
   * @param size of an input in bytes
   * @param show an input, so that it can be repeated by hand
   */
  public record Inputs<T>(
      Function<Random, T> make, ToLongFunction<T> size, Function<T, String> show) {

    /** Valid ones of bytes, mutated. */
    public static Inputs<byte[]> mutating(List<byte[]> valid, Mutator mutator) {
      return new Inputs<>(
          random -> mutator.mutate(valid, random),
          bytes -> bytes.length,
          HexFormat.of()::formatHex);
    }
  }

  private final String kind;
  private final Inputs<T> inputs;
  private @Nullable Class<? extends Exception> refusal;
  private long bytesAtLeast = 1 << 20;
  private long bytesPerByte = 100;

  private Fuzz(String kind, Inputs<T> inputs) {
    this.kind = kind;
    this.inputs = inputs;
  }

  /** Of one kind of input. */
  public static <T> Fuzz<T> of(String kind, Inputs<T> inputs) {
    return new Fuzz<>(kind, inputs);
  }

  /** The exception that a refusal may come as, itself or what extends it. */
  public Fuzz<T> refusedBy(Class<? extends Exception> documented) {
    refusal = documented;
    return this;
  }

  /** How many bytes a reader may allocate: a constant, and for each byte of the input. */
  public Fuzz<T> allocating(long constant, long perByte) {
    bytesAtLeast = constant;
    bytesPerByte = perByte;
    return this;
  }

  /**
   * Feeds the reader.
   *
   * @param count how many inputs, unless {@code fuzz.inputs} says otherwise
   */
  public void run(long count, Reader<T> reader) {
    long total = Long.getLong("fuzz.inputs", count);
    Watchdog watchdog = new Watchdog(kind);
    watchdog.watch(() -> Summary.write(feed(total, reader, watchdog)));
  }

  private Summary feed(long total, Reader<T> reader, Watchdog watchdog) {
    Summary summary = new Summary(kind);
    warmUp(reader);
    for (long number = FIRST; number < FIRST + total; number++) {
      T input = make(number);
      String name = "%s, seed %d, input %d".formatted(kind, SEED, number);
      watchdog.begin(() -> name + ":\n" + inputs.show().apply(input));
      Cost cost = Cost.start();
      boolean accepted;
      try {
        accepted = tryToRead(reader, input);
      } catch (Throwable failure) {
        throw new AssertionError(name + ":\n" + inputs.show().apply(input), failure);
      }
      cost = cost.end();
      long limit = bytesAtLeast + bytesPerByte * inputs.size().applyAsLong(input);
      if (cost.bytes() > limit) {
        throw new AssertionError(
            "%s allocated %d bytes, more than %d:\n%s"
                .formatted(name, cost.bytes(), limit, inputs.show().apply(input)));
      }
      summary.add(accepted, cost);
    }
    return summary;
  }

  private T make(long number) {
    return inputs.make().apply(new Random((SEED * 1_000_003 + number) * 0x9E3779B97F4A7C15L));
  }

  /** Classes are loaded once, and are no cost of an input. */
  private void warmUp(Reader<T> reader) {
    long end = System.nanoTime() + WARM_UP_NANOS;
    for (int i = 1; i <= 200 && System.nanoTime() < end; i++) {
      T input = make(-i);
      try {
        reader.accepts(input);
      } catch (Throwable untold) {
        // What fails here fails among the counted inputs too.
      }
    }
  }

  private boolean tryToRead(Reader<T> reader, T input) throws Exception {
    try {
      return reader.accepts(input);
    } catch (Exception thrown) {
      if (refusal == null || !refusal.isInstance(thrown)) {
        throw thrown;
      }
      checkMessage(thrown);
      return false;
    }
  }

  private static void checkMessage(Exception refusal) {
    String message = refusal.getMessage();
    if (message == null
        || message.isBlank()
        || message.lines().count() > 1
        || message.length() > LONGEST_MESSAGE) {
      throw new AssertionError("refused without a clear message: " + message, refusal);
    }
  }

  /** Text as bytes, for seeds. */
  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
