package io.tributary.connectors.serialization;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Flink's type information of values that a {@link Codec} writes. They are no keys.
 *
 * @param <T> the type of value
 */
public final class CodecTypeInfo<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1;

  private final Codec<T> codec;

  private CodecTypeInfo(Codec<T> codec) {
    this.codec = codec;
  }

  /** Of the codec's values. */
  public static <T> CodecTypeInfo<T> of(Codec<T> codec) {
    return new CodecTypeInfo<>(codec);
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return new CodecSerializer<>(codec);
  }

  @Override
  public Class<T> getTypeClass() {
    return codec.type();
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean canEqual(@Nullable Object other) {
    return other instanceof CodecTypeInfo;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CodecTypeInfo<?> that && CodecNames.same(codec, that.codec);
  }

  @Override
  public int hashCode() {
    return CodecNames.className(codec).hashCode();
  }

  @Override
  public String toString() {
    return "CodecTypeInfo<" + codec.type().getSimpleName() + ">";
  }
}
