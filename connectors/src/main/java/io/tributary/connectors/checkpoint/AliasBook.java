package io.tributary.connectors.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.connectors.record.AliasRecord;
import io.tributary.connectors.record.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the records of {@code aliases} come to. The job and people write under keys of their own; a
 * person's word counts until the job says that it has heard it.
 */
public final class AliasBook {

  private final Map<String, AliasRecord> newest = new HashMap<>();

  /** Takes the next record of the topic; what is no alias is passed over. */
  public void add(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return;
    }
    String key = new String(record.key(), UTF_8);
    if (record.value() == null) {
      newest.remove(key);
    } else {
      Json.find(record.value(), AliasRecord.class)
          .filter(AliasBook::isWhole)
          .ifPresent(alias -> newest.put(key, alias));
    }
  }

  /** JSON of another kind may lack anything. */
  private static boolean isWhole(AliasRecord record) {
    return record.alias() != null && record.run() != null && record.sha256() != null;
  }

  /** The model that an alias names now. */
  public Optional<AliasRecord> find(Alias alias) {
    AliasRecord said = newest.get(alias.key());
    return command(alias)
        .filter(command -> said == null || !Objects.equals(command.command(), said.command()))
        .or(() -> Optional.ofNullable(said));
  }

  /** The newest word of a person, heard or not. */
  public Optional<AliasRecord> command(Alias alias) {
    return Optional.ofNullable(newest.get(alias.commandKey()))
        .filter(record -> record.command() != null);
  }
}
