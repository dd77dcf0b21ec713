package io.tributary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Puts the files of a checkpoints topic together, by what their headers say and nothing else. */
final class PublishedFiles {

  private PublishedFiles() {}

  /** The files by round; each must be whole. */
  static NavigableMap<Long, byte[]> assemble(List<ConsumerRecord<byte[], byte[]>> records) {
    NavigableMap<Long, byte[]> files = new TreeMap<>();
    Set<String> ids = new HashSet<>();
    ByteArrayOutputStream open = new ByteArrayOutputStream();
    int chunks = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      assertThat(record.value()).hasSizeLessThan(1_000_000);
      assertThat(header(record, "ce_type")).isEqualTo("io.tributary.checkpoint.v1");
      assertThat(header(record, "content-type")).isEqualTo("application/vnd.safetensors");
      assertThat(ids.add(header(record, "ce_id"))).as("a new ce_id").isTrue();
      assertThat(header(record, "chunk")).isEqualTo(Integer.toString(chunks));
      open.writeBytes(record.value());
      chunks++;
      if (header(record, "chunks").equals(Integer.toString(chunks))) {
        assertThat(sha256(open.toByteArray())).isEqualTo(header(record, "sha256"));
        byte[] former = files.put(Long.parseLong(header(record, "round")), open.toByteArray());
        assertThat(former).as("an earlier file of the same round").isNull();
        open.reset();
        chunks = 0;
      }
    }
    assertThat(chunks).as("chunks that belong to no whole file").isZero();
    return files;
  }

  /** In hexadecimal. */
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
