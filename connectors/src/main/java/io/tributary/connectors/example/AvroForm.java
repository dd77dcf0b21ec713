package io.tributary.connectors.example;

import io.tributary.connectors.example.Draft.Label;
import io.tributary.connectors.serialization.Wire;
import io.tributary.model.config.ModelConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Parses the Avro form, binary by the schema {@code example.avsc}, straight into arrays: no generic
 * record between. No length in the record is believed before that many bytes are there.
 */
final class AvroForm {

  private final int length;
  private final @Nullable RowCheck fields;
  private @Nullable BinaryDecoder reused;

  /** Of inputs of a model; with fields an input is their row. */
  AvroForm(ModelConfig model) {
    length = model.features();
    fields = model.fields().isEmpty() ? null : new RowCheck(model.fields());
  }

  Draft parse(byte[] value) throws Rejection {
    try {
      BinaryDecoder avro = DecoderFactory.get().binaryDecoder(value, reused);
      reused = avro;
      Draft draft = new Draft();
      draft.task = nullableText(avro);
      features(avro, value, draft);
      int label = branch(avro, 3);
      if (label > 0) {
        draft.single = label(avro, null, label == 2);
      }
      if (branch(avro, 2) == 1) {
        draft.labels = labels(avro);
      }
      draft.split = nullableText(avro);
      draft.id = nullableText(avro);
      if (branch(avro, 2) == 1) {
        avro.readLong(); // time: what counts is the record's timestamp
      }
      if (avro.inputStream().available() > 0) {
        throw new Rejection(Reason.UNPARSEABLE, "something follows the Avro record");
      }
      return draft;
    } catch (IOException | AvroRuntimeException | UnsupportedOperationException e) {
      throw new Rejection(Reason.UNPARSEABLE, "the value is no Avro record of the schema", e);
    }
  }

  private static int branch(BinaryDecoder avro, int branches) throws IOException, Rejection {
    int branch = avro.readIndex();
    if (branch < 0 || branch >= branches) {
      throw new Rejection(Reason.UNPARSEABLE, "a union has no branch " + branch);
    }
    return branch;
  }

  private static @Nullable String nullableText(BinaryDecoder avro) throws IOException, Rejection {
    return branch(avro, 2) == 1 ? avro.readString() : null;
  }

  private void features(BinaryDecoder avro, byte[] value, Draft draft)
      throws IOException, Rejection {
    long bytes = avro.readLong();
    int left = avro.inputStream().available();
    if (bytes < 0 || bytes > left) {
      throw new Rejection(Reason.UNPARSEABLE, "features is cut off");
    }
    int offset = value.length - left;
    avro.skipFixed((int) bytes);
    if (bytes % Float.BYTES != 0) {
      draft.features = new float[0];
      draft.wrongFeatures =
          new Rejection(Reason.WRONG_LENGTH, "features has " + bytes + " bytes, no multiple of 4");
      return;
    }
    int count = (int) bytes / Float.BYTES;
    float[] features = Wire.toFloats(value, offset, count);
    draft.features = features;
    draft.wrongFeatures =
        fields != null && count == length
            ? fields.check(features)
            : Checks.features(count, length, Checks.firstNotFinite(features));
  }

  private static Label label(BinaryDecoder avro, @Nullable String task, boolean array)
      throws IOException {
    if (!array) {
      return Label.number(task, avro.readFloat());
    }
    double[] values = new double[4];
    int count = 0;
    for (long block = avro.readArrayStart(); block > 0; block = avro.arrayNext()) {
      for (long i = 0; i < block; i++) {
        if (count == values.length) {
          values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = avro.readFloat();
      }
    }
    return Label.array(task, Arrays.copyOf(values, count));
  }

  private static List<Label> labels(BinaryDecoder avro) throws IOException, Rejection {
    List<Label> labels = new ArrayList<>();
    for (long block = avro.readMapStart(); block > 0; block = avro.mapNext()) {
      for (long i = 0; i < block; i++) {
        String task = avro.readString();
        labels.add(label(avro, task, branch(avro, 2) == 1));
      }
    }
    return labels;
  }
}
