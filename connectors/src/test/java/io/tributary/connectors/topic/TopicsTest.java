package io.tributary.connectors.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.config.KafkaConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TopicsTest {

  @Test
  void namesTopicsByTheNamespace() {
    Topics topics = Topics.of(config(List.of(), null));
    assertThat(topics.examples()).containsExactly("ns.examples");
    assertThat(topics.outputs())
        .containsExactly(
            "ns.rounds",
            "ns.checkpoints",
            "ns.task-weights",
            "ns.evaluations",
            "ns.aliases",
            "ns.control.replies");
    assertThat(Topics.deadLetters("ns.examples")).isEqualTo("ns.examples.dlq");
    assertThat(topics.isExamples("ns.examples")).isTrue();
    assertThat(topics.isExamples("other")).isFalse();
  }

  @Test
  void takesAListOnce() {
    assertThat(Topics.of(config(List.of("b", "a", "b"), null)).examples())
        .containsExactly("b", "a");
  }

  @Test
  void refusesToReadWhatTheJobWrites() {
    for (String own : List.of("ns.rounds", "ns.evaluations", "ns.control", "a.dlq")) {
      assertThatThrownBy(() -> Topics.of(config(List.of("a", own), null)))
          .isInstanceOf(TopicException.class)
          .hasMessage("Examples cannot be read from " + own + ": the job itself writes that topic");
    }
  }

  @Test
  void neverMatchesOwnOutputs() {
    for (String pattern : List.of(".*", "ns\\..*|a", "x|.*")) {
      Topics topics = Topics.of(config(List.of(), pattern));
      assertThat(topics.examples()).isEmpty();
      assertThat(topics.outputs()).noneMatch(topics::isExamples);
      assertThat(topics.isExamples("ns.examples")).isTrue();
      assertThat(topics.isExamples("ns.rounds2")).isTrue();
      assertThat(topics.isExamples("ns.examples.dlq")).isFalse();
      assertThat(topics.isExamples("__consumer_offsets")).isFalse();
    }
    assertThat(Topics.of(config(List.of(), "a|b")).isExamples("b")).isTrue();
    assertThat(Topics.of(config(List.of(), "a|b")).isExamples("bc")).isFalse();
  }

  private static KafkaConfig config(List<String> examples, @Nullable String pattern) {
    return new KafkaConfig("localhost:1", "ns", examples, pattern, 1, 1, Map.of());
  }
}
