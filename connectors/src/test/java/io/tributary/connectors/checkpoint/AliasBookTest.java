package io.tributary.connectors.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.record.AliasRecord;
import io.tributary.connectors.record.Json;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AliasBookTest {

  private final AliasBook book = new AliasBook();

  @Test
  void theNewestWordCounts() {
    assertThat(book.find(Alias.CHAMPION)).isEmpty();
    say(Alias.CHAMPION.key(), said(3, null));
    say(Alias.CANDIDATE.key(), said(6, null));
    say(Alias.CHAMPION.key(), said(6, null));
    say(Alias.CANDIDATE.key(), said(9, null));
    assertThat(book.find(Alias.CHAMPION)).contains(said(6, null));
    assertThat(book.find(Alias.CANDIDATE)).contains(said(9, null));
  }

  @Test
  void aPersonsWordCountsUntilTheJobHasHeardIt() {
    say(Alias.CHAMPION.key(), said(9, null));
    say(Alias.CHAMPION.commandKey(), said(3, "a"));
    assertThat(book.find(Alias.CHAMPION)).contains(said(3, "a"));
    say(Alias.CHAMPION.key(), said(12, null)); // it was on its way
    assertThat(book.find(Alias.CHAMPION)).contains(said(3, "a"));
    say(Alias.CHAMPION.key(), said(15, "a"));
    assertThat(book.find(Alias.CHAMPION)).contains(said(15, "a"));
    say(Alias.CHAMPION.commandKey(), said(6, "b"));
    assertThat(book.find(Alias.CHAMPION)).contains(said(6, "b"));
    assertThat(book.command(Alias.CHAMPION)).contains(said(6, "b"));
    assertThat(book.command(Alias.CANDIDATE)).isEmpty();
  }

  @Test
  void othersRecordsSayNothing() {
    say(Alias.CHAMPION.key(), said(9, null));
    book.add(record(null, Json.bytes(said(1, null))));
    for (String text : new String[] {"", "{", "null", "[]", "{}", "{\"alias\":\"champion\"}"}) {
      book.add(record(Alias.CHAMPION.key(), text.getBytes(UTF_8)));
    }
    assertThat(book.find(Alias.CHAMPION)).contains(said(9, null));
    book.add(record(Alias.CHAMPION.key(), null)); // deleted
    assertThat(book.find(Alias.CHAMPION)).isEmpty();
  }

  private void say(String key, AliasRecord said) {
    book.add(record(key, Json.bytes(said)));
  }

  private static ConsumerRecord<byte[], byte[]> record(
      @Nullable String key, byte @Nullable [] value) {
    return new ConsumerRecord<>("m.aliases", 0, 0, key == null ? null : key.getBytes(UTF_8), value);
  }

  private static AliasRecord said(long round, @Nullable String command) {
    return new AliasRecord("m", "champion", "r", 0, round, "00", 1L, "x", null, false, command);
  }
}
