package io.tributary.job.join;

import io.tributary.connectors.example.DeadLetter;
import io.tributary.connectors.example.DeadLetterCodec;
import io.tributary.connectors.example.Part;
import io.tributary.connectors.serialization.CodecTypeInfo;
import io.tributary.job.message.TrainerMessage;
import io.tributary.job.message.TrainerMessageCodec;
import io.tributary.model.Example;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.LabelsConfig;
import java.util.List;
import java.util.Objects;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.util.OutputTag;

/** Makes the operators that join parts of examples, keyed by id. */
public final class LabelJoinFactory extends AbstractStreamOperatorFactory<Example>
    implements OneInputStreamOperatorFactory<Part, Example> {

  private static final long serialVersionUID = 1;

  /** Records for the dead-letter topics. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("labels-without-features", CodecTypeInfo.of(DeadLetterCodec.INSTANCE));

  /** What the coordinator is told. */
  public static final OutputTag<TrainerMessage> COUNTS =
      new OutputTag<>("join-counts", CodecTypeInfo.of(TrainerMessageCodec.INSTANCE));

  private final LabelsConfig labels;
  private final Settling settling;
  private final List<String> tasks;

  /** A factory for a configuration that has the section {@code labels}. */
  public LabelJoinFactory(Configuration configuration) {
    labels = Objects.requireNonNull(configuration.labels(), "no section labels");
    settling = Settling.of(configuration.rounds());
    tasks = configuration.taskNames();
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Flink declares it
  public <T extends StreamOperator<Example>> T createStreamOperator(
      StreamOperatorParameters<Example> parameters) {
    Joiner joiner = new Joiner(tasks.size(), labels.patience().toMillis());
    String rejection =
        "no features of its id that lack this label came within labels.wait, %d ms"
            .formatted(labels.patience().toMillis());
    return (T) new LabelJoin(parameters, joiner, settling, tasks, rejection);
  }

  @Override
  @SuppressWarnings("rawtypes") // as Flink declares it
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return LabelJoin.class;
  }
}
