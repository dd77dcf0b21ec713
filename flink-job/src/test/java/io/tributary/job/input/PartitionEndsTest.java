package io.tributary.job.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.runtime.throwable.ThrowableClassifier;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionEndsTest {

  private static final KafkaPartitionSplit ENDLESS =
      new KafkaPartitionSplit(new TopicPartition("t", 0), 7);
  private static final KafkaPartitionSplit ENDING =
      new KafkaPartitionSplit(new TopicPartition("t", 1), 7, 9);

  @Test
  void anEndIsRefusedForGoodWhereThereIsToBeNone() {
    assertThat(PartitionEnds.refuse(List.of(ENDLESS))).containsExactly(ENDLESS);
    assertThat(PartitionEnds.refuse(List.of())).isEmpty();
    assertThatThrownBy(() -> PartitionEnds.refuse(List.of(ENDLESS, ENDING)))
        .isInstanceOf(EndedInputException.class)
        .extracting(ThrowableClassifier::getThrowableType)
        .isEqualTo(ThrowableType.NonRecoverableError);
  }
}
