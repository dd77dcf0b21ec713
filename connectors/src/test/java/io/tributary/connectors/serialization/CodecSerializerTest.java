package io.tributary.connectors.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.example.ExampleCodec;
import io.tributary.connectors.example.PositionCodec;
import io.tributary.connectors.serialization.PointCodec.Point;
import io.tributary.model.Example;
import io.tributary.model.Position;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class CodecSerializerTest {

  private final ClassLoader loader = getClass().getClassLoader();

  @Test
  void readsItsOwnStateThroughASnapshot() throws Exception {
    TypeSerializer<Position> serializer =
        CodecTypeInfo.of(PositionCodec.INSTANCE).createSerializer(new SerializerConfigImpl());
    TypeSerializerSnapshot<Position> restored = throughBytes(serializer.snapshotConfiguration());

    Position position = new Position(1, "topic", 2, 3);
    assertThat(read(restored.restoreSerializer(), write(serializer, position))).isEqualTo(position);
    assertThat(serializer.snapshotConfiguration().resolveSchemaCompatibility(restored))
        .matches(TypeSerializerSchemaCompatibility::isCompatibleAsIs);
    assertThat(restored.restoreSerializer()).isEqualTo(serializer);
  }

  @Test
  void migratesStateOfAnOlderVersion() throws Exception {
    PointCodec codec = new PointCodec();
    DataOutputSerializer oldState = new DataOutputSerializer(8);
    oldState.writeInt(7); // as version 1 wrote it
    TypeSerializerSnapshot<Point> old = throughBytes(new CodecSerializerSnapshot<>(codec, 1));
    TypeSerializer<Point> now = new CodecSerializer<>(codec);

    assertThat(now.snapshotConfiguration().resolveSchemaCompatibility(old))
        .matches(TypeSerializerSchemaCompatibility::isCompatibleAfterMigration);
    Point migrated = read(old.restoreSerializer(), oldState.getCopyOfBuffer());
    assertThat(migrated).isEqualTo(new Point(7, 0));
    assertThat(read(now, write(now, migrated))).isEqualTo(migrated);
    // While it migrates, Flink reads with the old serializer and may write with it, too.
    DataOutputSerializer copy = new DataOutputSerializer(8);
    old.restoreSerializer().copy(new DataInputDeserializer(oldState.getCopyOfBuffer()), copy);
    assertThat(read(now, copy.getCopyOfBuffer())).isEqualTo(migrated);
  }

  @Test
  void refusesStateOfANewerVersionOrAnotherCodec() {
    PointCodec codec = new PointCodec();
    TypeSerializerSnapshot<Point> now = new CodecSerializer<>(codec).snapshotConfiguration();
    assertThat(now.resolveSchemaCompatibility(new CodecSerializerSnapshot<>(codec, 3)))
        .matches(TypeSerializerSchemaCompatibility::isIncompatible);
    assertThat(
            new CodecSerializerSnapshot<>(ExampleCodec.INSTANCE, 1)
                .resolveSchemaCompatibility(
                    new CodecSerializerSnapshot<>(
                        new Codec<Example>() {
                          private static final long serialVersionUID = 1;

                          @Override
                          public Class<Example> type() {
                            return Example.class;
                          }

                          @Override
                          public void write(
                              Example value, org.apache.flink.core.memory.DataOutputView out) {}

                          @Override
                          public Example read(
                              org.apache.flink.core.memory.DataInputView in, int version) {
                            throw new UnsupportedOperationException();
                          }
                        },
                        1)))
        .matches(TypeSerializerSchemaCompatibility::isIncompatible);
  }

  @Test
  void namesAMissingCodec() throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeUTF("io.tributary.Gone");
    out.writeInt(1);
    assertThatThrownBy(
            () ->
                new CodecSerializerSnapshot<Point>()
                    .readSnapshot(1, new DataInputDeserializer(out.getCopyOfBuffer()), loader))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("io.tributary.Gone");
  }

  /** A class that somebody wrote into a savepoint must not be made to see what it is. */
  @Test
  void makesNothingThatIsNoCodec() throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeUTF(Trap.class.getName());
    out.writeInt(1);
    assertThatThrownBy(
            () ->
                new CodecSerializerSnapshot<Point>()
                    .readSnapshot(1, new DataInputDeserializer(out.getCopyOfBuffer()), loader))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a codec that is none");
    assertThat(TRAPPED).isFalse();
  }

  private static final AtomicBoolean TRAPPED = new AtomicBoolean();

  static final class Trap {
    Trap() {
      TRAPPED.set(true);
    }
  }

  @Test
  void survivesJavaSerialisation() throws Exception {
    TypeSerializer<Point> serializer = new CodecSerializer<>(new PointCodec());
    assertThat(InstantiationUtil.clone(serializer)).isEqualTo(serializer);
    CodecTypeInfo<Position> info = CodecTypeInfo.of(PositionCodec.INSTANCE);
    assertThat(InstantiationUtil.clone(info)).isEqualTo(info).hasSameHashCodeAs(info);
  }

  private <T> TypeSerializerSnapshot<T> throughBytes(TypeSerializerSnapshot<T> snapshot)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(out.getCopyOfBuffer()), loader);
  }

  private static <T> byte[] write(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return out.getCopyOfBuffer();
  }

  private static <T> T read(TypeSerializer<T> serializer, byte[] bytes) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    T value = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return value;
  }
}
