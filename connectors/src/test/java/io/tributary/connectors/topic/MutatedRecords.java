package io.tributary.connectors.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.connectors.record.OutRecord;
import io.tributary.fuzz.Fuzz;
import io.tributary.fuzz.Mutator;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Records of a topic that were lost, doubled, moved, or changed in headers or values. */
public final class MutatedRecords {

  private static final Mutator TEXT = Mutator.ofText("round", "parameters", "span", "run", "f00");
  private static final Mutator BYTES = Mutator.ofBytes();

  private MutatedRecords() {}

  /** Short logs of mutated records, now and then with valid ones alone. */
  public static Fuzz.Inputs<List<ConsumerRecord<byte[], byte[]>>> of(List<OutRecord> valid) {
    List<byte[]> values = valid.stream().map(OutRecord::value).toList();
    return new Fuzz.Inputs<>(
        random -> log(valid, values, random), MutatedRecords::size, MutatedRecords::show);
  }

  private static List<ConsumerRecord<byte[], byte[]>> log(
      List<OutRecord> valid, List<byte[]> values, Random random) {
    List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
    for (OutRecord record : valid) {
      log.add(read(record, log.size()));
    }
    for (int changes = random.nextInt(6); changes > 0 && !log.isEmpty(); changes--) {
      int at = random.nextInt(log.size());
      ConsumerRecord<byte[], byte[]> record = log.get(at);
      switch (random.nextInt(7)) {
        case 0 -> log.remove(at);
        case 1 -> log.add(random.nextInt(log.size()), record);
        case 2 -> log.set(at, with(record, BYTES.mutate(values, random)));
        case 3 -> log.set(at, with(record, TEXT.mutate(List.of(bytes(record)), random)));
        case 4 -> log.set(at, with(record, random.nextInt(8) == 0 ? null : new byte[0]));
        default -> changeHeader(record, random);
      }
    }
    return log;
  }

  private static void changeHeader(ConsumerRecord<byte[], byte[]> record, Random random) {
    List<Header> headers = new ArrayList<>();
    record.headers().forEach(headers::add);
    if (headers.isEmpty()) {
      return;
    }
    Header header = headers.get(random.nextInt(headers.size()));
    byte[] value = header.value() == null ? new byte[0] : header.value();
    switch (random.nextInt(10)) {
      case 0 -> record.headers().remove(header.key());
      case 1 -> record.headers().add(header.key(), null);
      case 2 -> {
        int count = 1 + (random.nextInt() >>> (1 + random.nextInt(30))); // of any size
        record.headers().add("chunk", Fuzz.utf8(Integer.toString(count - 1)));
        record.headers().add("chunks", Fuzz.utf8(Integer.toString(count)));
      }
      default -> record.headers().add(header.key(), TEXT.mutate(List.of(value), random));
    }
  }

  private static ConsumerRecord<byte[], byte[]> read(OutRecord record, long offset) {
    ConsumerRecord<byte[], byte[]> read =
        new ConsumerRecord<>(record.topic(), 0, offset, record.key(), record.value());
    new TreeMap<>(record.headers())
        .forEach((name, text) -> read.headers().add(name, text.getBytes(UTF_8)));
    return read;
  }

  @SuppressWarnings("NullAway") // Kafka's own annotations are none, a value may be
  private static ConsumerRecord<byte[], byte[]> with(
      ConsumerRecord<byte[], byte[]> record, byte @Nullable [] value) {
    ConsumerRecord<byte[], byte[]> changed =
        new ConsumerRecord<>(
            record.topic(), record.partition(), record.offset(), record.key(), value);
    record.headers().forEach(header -> changed.headers().add(header));
    return changed;
  }

  private static byte[] bytes(ConsumerRecord<byte[], byte[]> record) {
    return record.value() == null ? new byte[0] : record.value();
  }

  private static long size(List<ConsumerRecord<byte[], byte[]>> log) {
    long size = 0;
    for (ConsumerRecord<byte[], byte[]> record : log) {
      size += bytes(record).length;
      for (Header header : record.headers()) {
        size += header.key().length() + (header.value() == null ? 0 : header.value().length);
      }
    }
    return size;
  }

  private static String show(List<ConsumerRecord<byte[], byte[]>> log) {
    StringBuilder text = new StringBuilder();
    for (ConsumerRecord<byte[], byte[]> record : log) {
      for (Header header : record.headers()) {
        text.append(header.key()).append('=').append(hex(header.value())).append(' ');
      }
      text.append("value=").append(hex(record.value())).append('\n');
    }
    return text.toString();
  }

  private static String hex(byte @Nullable [] bytes) {
    return bytes == null ? "none" : HexFormat.of().formatHex(bytes);
  }
}
