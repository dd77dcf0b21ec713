package io.tributary.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cli.terminal.CommandException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MultiMnistTest {

  private static final int TRAIN = 60;
  private static final int TEST = 12;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @BeforeEach
  void writeDigits() throws IOException {
    write("train", TRAIN);
    write("t10k", TEST);
  }

  @Test
  void splitsAreOfTheRightSizesAndDevIsSpreadEvenly() throws IOException {
    List<Character> splits = splits(MultiMnist.read(folder, 1, MultiMnist.TASKS, Long.MAX_VALUE));

    assertThat(splits).hasSize(TRAIN + TEST);
    for (int i = 0; i < TRAIN; i += 6) {
      assertThat(splits.subList(i, i + 6)).containsExactlyInAnyOrder('r', 'r', 'r', 'r', 'r', 'd');
    }
    assertThat(splits.subList(TRAIN, TRAIN + TEST)).containsOnly('t');
  }

  @Test
  void aLimitCutsTestsInProportion() throws IOException {
    MultiMnist source = MultiMnist.read(folder, 1, MultiMnist.TASKS, 30);

    assertThat(splits(source)).hasSize(30 + 6);
    assertThat(source.size()).hasValue(36);
  }

  @Test
  void theSeedChoosesPartnersAndNothingElse() throws IOException {
    List<byte[]> one = values(MultiMnist.read(folder, 1, MultiMnist.TASKS, 60));
    List<byte[]> again = values(MultiMnist.read(folder, 1, MultiMnist.TASKS, 60));
    List<byte[]> other = values(MultiMnist.read(folder, 2, MultiMnist.TASKS, 60));

    assertThat(one).usingElementComparator(Arrays::compare).isEqualTo(again);
    assertThat(one).usingElementComparator(Arrays::compare).isNotEqualTo(other);
  }

  @Test
  void theCanvasTakesTheBrighterPixelAndIsReadAtItsNearestPlaces() {
    Digits digits = Digits.read(folder, "train");
    float[] image = MultiMnist.image(digits, 3, 5);

    for (int row = 0; row < 28; row++) {
      for (int column = 0; column < 28; column++) {
        // The middle of target pixel i lies at (i + ½)·36/28 of the canvas.
        int y = (int) Math.floor((row + 0.5) * 36 / 28);
        int x = (int) Math.floor((column + 0.5) * 36 / 28);
        int left = y < 28 && x < 28 ? pixel(3, y, x) : 0;
        int right = y >= 8 && x >= 8 ? pixel(5, y - 8, x - 8) : 0;
        float expected = (Math.max(left, right) / 255f - 0.1307f) / 0.3081f;
        assertThat(image[row * 28 + column]).isEqualTo(expected);
      }
    }
  }

  @Test
  void whatIsNoIdxFileIsRefusedInOneLine() throws IOException {
    Path images = folder.resolve("train-images-idx3-ubyte.gz");
    byte[] whole = Files.readAllBytes(images);

    Files.write(images, Arrays.copyOf(whole, whole.length / 2));
    assertRefused("not a whole idx file");
    Files.write(images, new byte[] {1, 2, 3});
    assertRefused("not a whole idx file");
    Files.write(images, gzip(new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 7}));
    assertRefused("with 3 dimensions");
    Files.write(images, gzip(new byte[] {0, 0, 8, 3, 127, 0, 0, 1, 127, 0, 0, 28, 0, 0, 0, 28}));
    assertRefused("impossible dimensions");
    Files.delete(images);
    assertRefused("has no train-images-idx3-ubyte");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> MultiMnist.read(folder, 1, MultiMnist.TASKS, 1))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  /** r, d or t for each record, told by the split's name in its bytes. */
  private static List<Character> splits(MultiMnist source) throws IOException {
    return values(source).stream()
        .map(value -> new String(value, java.nio.charset.StandardCharsets.ISO_8859_1))
        .map(text -> text.contains("train") ? 'r' : text.contains("dev") ? 'd' : 't')
        .toList();
  }

  private static List<byte[]> values(MultiMnist source) throws IOException {
    List<byte[]> values = new ArrayList<>();
    source.forEach(record -> values.add(record.value()));
    return values;
  }

  private static int pixel(int image, int row, int column) {
    return (image * 31 + row * 7 + column * 13) % 256;
  }

  private void write(String prefix, int count) throws IOException {
    ByteArrayOutputStream images = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(images);
    for (int header : new int[] {0x803, count, 28, 28}) {
      out.writeInt(header);
    }
    for (int i = 0; i < count * 784; i++) {
      out.writeByte(pixel(i / 784, i % 784 / 28, i % 28));
    }
    Files.write(folder.resolve(prefix + "-images-idx3-ubyte.gz"), gzip(images.toByteArray()));
    ByteArrayOutputStream labels = new ByteArrayOutputStream();
    DataOutputStream labelOut = new DataOutputStream(labels);
    labelOut.writeInt(0x801);
    labelOut.writeInt(count);
    for (int i = 0; i < count; i++) {
      labelOut.writeByte(i % 10);
    }
    Files.write(folder.resolve(prefix + "-labels-idx1-ubyte"), labels.toByteArray());
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }
}
