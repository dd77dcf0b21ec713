package io.tributary.connectors.serialization;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Flink's serializer of the immutable values of a {@link Codec}.
 *
 * @param <T> the type of value
 */
public final class CodecSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1;

  private final Codec<T> codec;
  private final int readVersion;

  /** Reads and writes the codec's newest version. */
  public CodecSerializer(Codec<T> codec) {
    this(codec, codec.version());
  }

  /** Reads an older version, and writes the newest. */
  CodecSerializer(Codec<T> codec, int readVersion) {
    this.codec = codec;
    this.readVersion = readVersion;
  }

  @Override
  public void serialize(T value, DataOutputView out) throws IOException {
    codec.write(value, out);
  }

  @Override
  public T deserialize(DataInputView in) throws IOException {
    try {
      return codec.read(in, readVersion);
    } catch (RuntimeException broken) {
      throw new IOException(
          "Damaged: what was written as a " + codec.type().getSimpleName() + " is none", broken);
    }
  }

  @Override
  public T deserialize(T reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public T copy(T value) {
    return value;
  }

  @Override
  public T copy(T value, T reuse) {
    return value;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return this;
  }

  @Override
  @SuppressWarnings("NullAway") // Flink's own serializers of values without a default do the same
  public T createInstance() {
    return null;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new CodecSerializerSnapshot<>(codec, codec.version());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CodecSerializer<?> that
        && CodecNames.same(codec, that.codec)
        && readVersion == that.readVersion;
  }

  @Override
  public int hashCode() {
    return CodecNames.className(codec).hashCode() + readVersion;
  }
}
