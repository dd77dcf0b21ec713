package io.tributary.connectors.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.record.OutRecord;
import io.tributary.embedded.junit.BrokerExtension;
import io.tributary.model.config.KafkaConfig;
import io.tributary.model.lineage.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RecordsAtIT {

  private static final int RECORDS = 14_000;
  private static final String TOPIC = "at.examples";
  @RegisterExtension private static final BrokerExtension KAFKA = new BrokerExtension();
  private static KafkaConfig config;

  /** Records of partition 0 are their own offsets; the transaction's marker follows them. */
  @BeforeAll
  static void start() throws Exception {
    config = Brokers.config(KAFKA.broker(), "at", null);
    TopicCreator.create(config);
    List<OutRecord> records = new ArrayList<>();
    byte[] key = {7}; // the same key: one partition
    for (int i = 0; i < RECORDS; i++) {
      records.add(new OutRecord(TOPIC, key, Integer.toString(i).getBytes(UTF_8), Map.of()));
    }
    Brokers.write(config, records);
  }

  @Test
  void readsTheWantedRecordsAloneOnceEachWhereverTheyLie() {
    int partition = partition();
    try (RecordsAt records = new RecordsAt(config)) {
      for (long seed = 0; seed < 20; seed++) {
        Random random = new Random(seed);
        TreeSet<Place> wanted = new TreeSet<>();
        int count = random.nextInt(40);
        int width = random.nextBoolean() ? RECORDS : 100;
        for (int i = 0; i < count; i++) {
          wanted.add(new Place(TOPIC, partition, random.nextInt(width)));
        }
        List<Place> read = new ArrayList<>();
        records.fetch(
            wanted,
            record -> {
              assertThat(new String(record.value(), UTF_8)).isEqualTo("" + record.offset());
              read.add(new Place(record.topic(), record.partition(), record.offset()));
            });

        assertThat(read).as("seed " + seed).containsExactlyElementsOf(wanted);
      }
    }
  }

  @Test
  void saysWhatIsNotThere() {
    int partition = partition();
    try (RecordsAt records = new RecordsAt(config)) {
      assertRefused(records, new Place(TOPIC, partition, RECORDS), "is no longer there");
      assertRefused(records, new Place(TOPIC, partition, 10L * RECORDS), "but it ends at ");
      assertRefused(records, new Place(TOPIC, 77, 0), "There is no " + TOPIC + "-77 at ");
      assertRefused(records, new Place("at.nothing", 0, 0), "There is no at.nothing-0 at ");
    }
  }

  private static void assertRefused(RecordsAt records, Place place, String said) {
    assertThatThrownBy(() -> records.fetch(List.of(place), record -> {}))
        .isInstanceOf(TopicException.class)
        .hasMessageContaining(said);
  }

  private static int partition() {
    int[] found = {-1};
    CommittedLog.readNewest(config, TOPIC, 5, record -> found[0] = record.partition());
    return found[0];
  }
}
