package io.tributary.connectors.serialization;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * What state remembers of a {@link CodecSerializer}: the codec's class and the version it wrote.
 *
 * @param <T> the type of value
 */
public final class CodecSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {

  private static final int FORMAT = 1;

  private @Nullable Codec<T> codec;
  private int version;

  /** For Flink, which fills it by {@link #readSnapshot}. */
  public CodecSerializerSnapshot() {}

  CodecSerializerSnapshot(Codec<T> codec, int version) {
    this.codec = codec;
    this.version = version;
  }

  @Override
  public int getCurrentVersion() {
    return FORMAT;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(CodecNames.className(codec()));
    out.writeInt(version);
  }

  @Override
  @SuppressWarnings("unchecked") // the codec of the same state, by its name
  public void readSnapshot(int format, DataInputView in, ClassLoader loader) throws IOException {
    if (format > FORMAT) {
      throw new IOException("This state was written by a newer version: format " + format);
    }
    codec = (Codec<T>) CodecNames.find(in.readUTF(), loader);
    version = in.readInt();
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return new CodecSerializer<>(codec(), version);
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> oldSnapshot) {
    if (!(oldSnapshot instanceof CodecSerializerSnapshot<T> old)
        || !CodecNames.same(codec(), old.codec())
        || old.version > version) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    return old.version == version
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
  }

  private Codec<T> codec() {
    if (codec == null) {
      throw new IllegalStateException("The snapshot has not been read yet");
    }
    return codec;
  }
}
