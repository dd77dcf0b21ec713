package io.tributary.connectors.serialization;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The binary form of one immutable type of value, for Flink's network and state.
 *
 * <p>Write one as an enum with a single constant, or as a class without state that has a
 * constructor without parameters: state remembers a codec by its class. Raise {@link #version()}
 * whenever the form changes, and go on reading the older ones.
 *
 * <pre>{@code
 * enum PointCodec implements Codec<Point> {
 *   INSTANCE;
 *
 *   public Class<Point> type() {
 *     return Point.class;
 *   }
 *   …
 * }
 *
 * stream.returns(CodecTypeInfo.of(PointCodec.INSTANCE));
 * }</pre>
 *
 * @param <T> the type of value
 */
public interface Codec<T> extends Serializable {

  /** The class of the values. */
  Class<T> type();

  /** The version that {@link #write} writes, from 1. */
  default int version() {
    return 1;
  }

  /** Writes a value in the newest version. */
  void write(T value, DataOutputView out) throws IOException;

  /**
   * Reads a value.
   *
   * @param version that it was written with, at most {@link #version()}
   */
  T read(DataInputView in, int version) throws IOException;
}
