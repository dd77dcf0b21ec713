package io.tributary.connectors.topic;

import io.tributary.model.config.KafkaConfig;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names of the topics of one model: {@code <namespace>.rounds} and so on. */
public final class Topics {

  private static final String DEAD_LETTERS = ".dlq";

  private final String namespace;
  private final List<String> examples;
  private final @Nullable Pattern pattern;

  private Topics(String namespace, List<String> examples, @Nullable Pattern pattern) {
    this.namespace = namespace;
    this.examples = examples;
    this.pattern = pattern;
  }

  /**
   * The topics of a configuration.
   *
   * @throws TopicException when examples are to be read from one of the job's own outputs
   */
  public static Topics of(KafkaConfig config) {
    String namespace = config.namespace();
    if (config.examplePattern() != null) {
      Topics named = new Topics(namespace, List.of(), null);
      return new Topics(namespace, List.of(), named.sparing(config.examplePattern()));
    }
    List<String> examples =
        config.exampleTopics().isEmpty()
            ? List.of(namespace + ".examples")
            : config.exampleTopics().stream().distinct().toList();
    Topics topics = new Topics(namespace, examples, null);
    for (String topic : examples) {
      if (topics.isOutput(topic)) {
        throw new TopicException(
            "Examples cannot be read from " + topic + ": the job itself writes that topic");
      }
    }
    return topics;
  }

  /** The topics that examples come from; empty when a pattern tells them. */
  public List<String> examples() {
    return examples;
  }

  /**
   * The pattern that names of examples topics match as a whole, when they are not listed; it
   * matches no topic that the job writes, none of the scoring job's, and none of Kafka's own.
   */
  public Optional<Pattern> examplesPattern() {
    return Optional.ofNullable(pattern);
  }

  /** Whether examples come from a topic. */
  public boolean isExamples(String topic) {
    return pattern == null ? examples.contains(topic) : pattern.matcher(topic).matches();
  }

  /** By which the job talks to itself; one partition. */
  public String rounds() {
    return namespace + ".rounds";
  }

  /** Models as safetensors, in chunks. */
  public String checkpoints() {
    return namespace + ".checkpoints";
  }

  /** One record a round. */
  public String taskWeights() {
    return namespace + ".task-weights";
  }

  /** Scores. */
  public String evaluations() {
    return namespace + ".evaluations";
  }

  /** Which published model serves, and which is the newest. */
  public String aliases() {
    return namespace + ".aliases";
  }

  /** What people tell the job; one partition. */
  public String control() {
    return namespace + ".control";
  }

  /** What the job says of that. */
  public String controlReplies() {
    return namespace + ".control.replies";
  }

  /** Inputs that wait for predictions. */
  public String requests() {
    return namespace + ".requests";
  }

  /** What the scoring job says of them. */
  public String predictions() {
    return namespace + ".predictions";
  }

  /** Every topic that the job writes, but dead letters. */
  public List<String> outputs() {
    return List.of(
        rounds(), checkpoints(), taskWeights(), evaluations(), aliases(), controlReplies());
  }

  /** Where records of an examples topic go that cannot be used. */
  public static String deadLetters(String examplesTopic) {
    return examplesTopic + DEAD_LETTERS;
  }

  private boolean isOutput(String topic) {
    return outputs().contains(topic)
        || topic.equals(control())
        || topic.equals(predictions())
        || topic.endsWith(DEAD_LETTERS);
  }

  private Pattern sparing(String wanted) {
    String own =
        Stream.concat(outputs().stream(), Stream.of(control(), requests(), predictions()))
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    return Pattern.compile(
        "(?!__)(?!(?:" + own + ")$)(?!.*" + Pattern.quote(DEAD_LETTERS) + "$)(?:" + wanted + ")");
  }
}
