package io.tributary.connectors.topic;

import io.tributary.connectors.record.OutRecord;
import io.tributary.embedded.EmbeddedKafka;
import io.tributary.model.config.KafkaConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Configurations of, and transactions against, a broker of a test. */
public final class Brokers {

  private Brokers() {}

  /** Topics of a namespace on a broker, with two partitions of examples. */
  public static KafkaConfig config(
      EmbeddedKafka kafka, String namespace, @Nullable String pattern) {
    return new KafkaConfig(kafka.bootstrapServers(), namespace, List.of(), pattern, 2, 1, Map.of());
  }

  /** Records of one transaction, and whether it is committed or aborted. */
  public record Batch(List<OutRecord> records, boolean commit) {}

  /** Writes records in one transaction, and commits it. */
  public static void write(KafkaConfig config, List<OutRecord> records) throws Exception {
    writeAll(config, List.of(new Batch(records, true)));
  }

  /** Writes one transaction after the other. */
  public static void writeAll(KafkaConfig config, List<Batch> batches) throws Exception {
    Map<String, Object> settings = new HashMap<>(ClientSettings.of(config));
    settings.put("transactional.id", config.namespace());
    settings.put("linger.ms", 0);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      for (Batch batch : batches) {
        producer.beginTransaction();
        for (OutRecord record : batch.records()) {
          producer.send(record.toKafka()).get();
        }
        if (batch.commit()) {
          producer.commitTransaction();
        } else {
          producer.abortTransaction();
        }
      }
    }
  }
}
