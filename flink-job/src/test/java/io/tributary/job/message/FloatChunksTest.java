package io.tributary.job.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FloatChunksTest {

  @Test
  void joinsWhatItSplitWhateverTheOrderOfArrival() {
    Random random = new Random(7);
    for (int length : new int[] {0, 1, 1000, 225_000, 225_001, 700_003}) {
      float[] values = new float[length];
      for (int i = 0; i < length; i++) {
        values[i] = Float.intBitsToFloat(random.nextInt());
      }
      List<byte[]> chunks = FloatChunks.split(values);
      assertThat(chunks).hasSize(FloatChunks.count(length)).allMatch(c -> c.length < 1_000_000);
      FloatChunks.Assembly assembly = new FloatChunks.Assembly(chunks.size());
      for (int i = chunks.size() - 1; i >= 0; i--) {
        assertThat(assembly.isComplete()).isFalse();
        assembly.add(i, chunks.get(i));
        assembly.add(i, new byte[4]); // a repetition changes nothing
      }
      assertThat(assembly.isComplete()).isTrue();
      assertThat(bits(assembly.join())).isEqualTo(bits(values));
    }
  }

  @Test
  void refusesToJoinWhatIsIncomplete() {
    FloatChunks.Assembly assembly = new FloatChunks.Assembly(2);
    assembly.add(1, new byte[4]);
    assertThatThrownBy(assembly::join).hasMessage("1 of 2 chunks are missing");
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }
}
