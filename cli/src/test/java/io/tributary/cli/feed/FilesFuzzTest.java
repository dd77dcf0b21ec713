package io.tributary.cli.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cli.terminal.CommandException;
import io.tributary.fuzz.Fuzz;
import io.tributary.fuzz.Mutator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the files hold that people feed, they are read or refused in one line. */
class FilesFuzzTest {

  private static final Mutator LINES =
      Mutator.ofText(
          "\n", "\r\n", "{\"task\":\"", "\"time\":1e99,", "\"time\":99999999999999999999");

  @TempDir Path folder;

  @Test
  void idxFiles() {
    byte[] images =
        ByteBuffer.allocate(16 + 2 * 9).putInt(0x0803).putInt(2).putInt(3).putInt(3).array();
    Path file = folder.resolve("digits");
    Fuzz.of("idx file", Fuzz.Inputs.mutating(List.of(images), Mutator.ofBytes()))
        .refusedBy(CommandException.class)
        .run(
            3_000,
            bytes -> {
              Files.write(file, bytes);
              IdxFile idx = IdxFile.read(folder, "digits", 3);
              int[] shape = idx.shape();
              assertThat(idx.elements()).hasSize(shape[0] * shape[1] * shape[2]);
              return true;
            });
  }

  @Test
  void packedIdxFiles() throws IOException {
    byte[] labels = ByteBuffer.allocate(8 + 600).putInt(0x0801).putInt(600).array();
    Path file = folder.resolve("labels.gz");
    Fuzz.of("idx.gz file", Fuzz.Inputs.mutating(List.of(gzip(labels)), Mutator.ofBytes()))
        .refusedBy(CommandException.class)
        .run(
            3_000,
            bytes -> {
              Files.write(file, bytes);
              assertThat(IdxFile.read(folder, "labels", 1).elements()).isNotEmpty();
              return true;
            });
  }

  @Test
  void linesOfExamples() throws IOException {
    byte[] lines =
        """
        {"task":"a","features":[1,2],"label":3,"time":"2024-03-01T00:00:00Z"}

        {"features":[1,2],"labels":{"a":1},"time":1700000000000,"other":[{"x":1}]}
        """
            .getBytes(UTF_8);
    Path file = folder.resolve("lines.jsonl");
    Fuzz.of("jsonl file", Fuzz.Inputs.mutating(List.of(lines, gzip(lines)), LINES))
        .refusedBy(CommandException.class)
        .allocating(96 << 20, 1_000) // a packed line may come to 16 MiB
        .run(
            5_000,
            bytes -> {
              Files.write(file, bytes);
              int[] count = {0};
              JsonLines.of(file.toString())
                  .forEach(
                      record -> {
                        assertThat(record.value()).doesNotContain('\n');
                        count[0]++;
                        return true;
                      });
              return count[0] > 0;
            });
  }

  /** A line that never ends, and whose gzip is a thousandth of it. */
  @Test
  void anEndlessLineIsRefused() throws IOException {
    InputStream zeros =
        new InputStream() {
          @Override
          public int read() {
            return '0';
          }
        };
    ByteLines lines =
        new ByteLines(new SequenceInputStream(new ByteArrayInputStream(new byte[] {'\n'}), zeros));
    assertThat(lines.next()).isEmpty();
    assertThatThrownBy(lines::next)
        .isInstanceOf(IOException.class)
        .hasMessage("a line is longer than 16 MiB");

    Path bomb = Files.write(folder.resolve("bomb.jsonl.gz"), gzip(new byte[ByteLines.LONGEST + 1]));
    assertThatThrownBy(() -> JsonLines.of(bomb.toString()).forEach(record -> true))
        .isInstanceOf(CommandException.class)
        .hasMessage(bomb + ": a line is longer than 16 MiB");
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }
}
