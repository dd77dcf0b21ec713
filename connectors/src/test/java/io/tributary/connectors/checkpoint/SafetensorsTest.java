package io.tributary.connectors.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

  @Test
  void takesEmptyFilesNumbersAndTensorsWithoutElements() {
    assertThat(Safetensors.parse(new Safetensors(Map.of(), List.of()).toBytes()).tensors())
        .isEmpty();
    Safetensors file =
        new Safetensors(
            Map.of("a", "\"\n\u0000é"),
            List.of(
                new Tensor("number", List.of(), new float[] {1.5f}),
                new Tensor("nothing", List.of(3, 0), new float[0]),
                new Tensor(
                    "nothing of much",
                    List.of(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 0),
                    new float[0]),
                new Tensor("é", List.of(2), new float[] {Float.NaN, -0f})));
    Safetensors read = Safetensors.parse(file.toBytes());
    assertThat(read)
        .usingRecursiveComparison()
        .withEqualsForType(Float::equals, Float.class)
        .isEqualTo(file);
  }

  /** Hundreds of tensors, as models with many fields have: the header ends where it says. */
  @Test
  void takesHeadersOfAnyLength() {
    for (int length : new int[] {100, 8_000, 20_000, 1_000_000}) {
      Safetensors file =
          new Safetensors(
              Map.of("a", "x".repeat(length)),
              List.of(new Tensor("zeroes", List.of(500), new float[500])));
      assertThat(Safetensors.parse(file.toBytes()).tensors()).hasSize(1);
    }
  }

  @Test
  void takesTensorsInAnyOrderOfTheHeader() {
    Safetensors read =
        Safetensors.parse(
            file("{\"b\":" + entry("[1]", 4, 8) + ",\"a\":" + entry("[1]", 0, 4) + "}", 8));
    assertThat(read.tensors()).extracting(Tensor::name).containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"a\":1}",
        "{\"__metadata__\":{\"x\":1}}",
        "{} {}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}",
        "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"more\":1}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967298],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,2147483647],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536,65536,65536],\"data_offsets\":[0,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,99999999999999999999]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[[2]],\"data_offsets\":[0,8]}}",
      })
  void refusesHeadersThatLie(String header) {
    assertThatThrownBy(() -> Safetensors.parse(file(header, 8)))
        .isInstanceOf(CheckpointException.class)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void refusesLengthsThatLie() {
    byte[] file = new Safetensors(Map.of(), List.of()).toBytes();
    for (long length :
        new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, 100_000_001, 1, 0}) {
      ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      assertThatThrownBy(() -> Safetensors.parse(file)).isInstanceOf(CheckpointException.class);
    }
    assertThatThrownBy(() -> Safetensors.parse(new byte[7]))
        .isInstanceOf(CheckpointException.class);
  }

  private static String entry(String shape, int begin, int end) {
    return "{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}".formatted(shape, begin, end);
  }

  private static byte[] file(String header, int data) {
    byte[] text = header.getBytes(UTF_8);
    return ByteBuffer.allocate(8 + text.length + data)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .array();
  }
}
