package io.tributary.cli.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void linesComeOutByteForByteWhateverTheyHold() throws IOException {
    byte[] bytes = {'{', (byte) 0xff, (byte) 0xfe, '}', '\r', '\n', '\n', ' ', '\n', 'x'};
    Path file = Files.write(folder.resolve("a.jsonl"), bytes);

    assertThat(records(file))
        .extracting(FeedRecord::value)
        .containsExactly(new byte[] {'{', (byte) 0xff, (byte) 0xfe, '}'}, new byte[] {'x'});
  }

  @Test
  void compressedFilesReadLikePlainOnes() throws IOException {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 500; i++) { // across the edges of every buffer
      text.append("{\"task\":\"a\",\"x\":\"")
          .append("y".repeat(random.nextInt(2000)))
          .append("\"}\n");
    }
    Path plain = Files.writeString(folder.resolve("a.jsonl"), text);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.toString().getBytes(UTF_8));
    }
    Path compressed = Files.write(folder.resolve("b.jsonl.gz"), packed.toByteArray());

    assertThat(records(plain)).hasSize(500);
    assertThat(records(compressed))
        .extracting(record -> new String(record.value(), UTF_8))
        .containsExactlyElementsOf(
            records(plain).stream().map(record -> new String(record.value(), UTF_8)).toList());
  }

  @Test
  void taskAndTimeAreFoundAndTheRestIsLeftAlone() {
    assertThat(LineHead.of(utf8("{\"features\":[1,{\"time\":5}],\"time\":7,\"task\":\"a\"}")))
        .isEqualTo(new LineHead("a", 7L, true));
    assertThat(LineHead.of(utf8("{\"time\":\"2024-03-01T00:00:00Z\"}")))
        .isEqualTo(new LineHead("", 1709251200000L, true));
    assertThat(LineHead.of(utf8("{\"time\":\"2024-03-01T01:00:00+01:00\",\"task\":4}")))
        .isEqualTo(new LineHead("", 1709251200000L, true));
    for (String useless : List.of("", "[]", "{", "nonsense", "{\"time\":[1}")) {
      assertThat(LineHead.of(utf8(useless))).isEqualTo(new LineHead("", null, false));
    }
    for (String untimed : List.of("\"soon\"", "[1]", "99999999999999999999", "1.5", "null")) {
      assertThat(LineHead.of(utf8("{\"time\":" + untimed + "}")))
          .isEqualTo(new LineHead("", null, true));
    }
  }

  @Test
  void noMoreIsReadThanWanted() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jsonl"), "{}\n{}\n{}\n");
    List<FeedRecord> taken = new ArrayList<>();

    JsonLines.of(file.toString())
        .forEach(
            record -> {
              taken.add(record);
              return taken.size() < 2;
            });

    assertThat(taken).hasSize(2);
  }

  private static List<FeedRecord> records(Path file) throws IOException {
    List<FeedRecord> records = new ArrayList<>();
    JsonLines.of(file.toString()).forEach(records::add);
    return records;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
