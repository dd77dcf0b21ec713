package io.tributary.job.round;

import io.tributary.connectors.record.OutRecord;
import io.tributary.connectors.record.OutRecordCodec;
import io.tributary.connectors.record.RoundMessage;
import io.tributary.connectors.serialization.CodecTypeInfo;
import io.tributary.job.message.TrainerMessage;
import io.tributary.model.config.Configuration;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Makes the coordinator: of trainer messages, all under one key, in one subtask. */
public final class RoundCoordinatorFactory extends AbstractStreamOperatorFactory<RoundMessage>
    implements OneInputStreamOperatorFactory<TrainerMessage, RoundMessage> {

  private static final long serialVersionUID = 1;

  /** Records for the topics that users read. */
  public static final OutputTag<OutRecord> OUTPUTS =
      new OutputTag<>("outputs", CodecTypeInfo.of(OutRecordCodec.INSTANCE));

  private final Configuration configuration;
  private final boolean bounded;
  private final boolean trainsAuxiliaries;
  private final GenerationSource generations;
  private final RoundGaps gaps;
  private final ModelAliases aliases;
  private final @Nullable InitialModel initialModel;

  /**
   * A factory.
   *
   * @param configuration of the job
   * @param bounded whether the input has an end
   * @param trainsAuxiliaries whether tasks other than the target are trained
   * @param generations which have spoken before, asked at every restore
   * @param gaps which rounds are missing, asked after every restore
   * @param aliases which model serves, asked when a run starts, and what people say of it
   * @param initialModel what a new run begins with; null: parameters by the seed
   */
  public RoundCoordinatorFactory(
      Configuration configuration,
      boolean bounded,
      boolean trainsAuxiliaries,
      GenerationSource generations,
      RoundGaps gaps,
      ModelAliases aliases,
      @Nullable InitialModel initialModel) {
    this.configuration = configuration;
    this.bounded = bounded;
    this.trainsAuxiliaries = trainsAuxiliaries;
    this.generations = generations;
    this.gaps = gaps;
    this.aliases = aliases;
    this.initialModel = initialModel;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Flink declares it
  public <T extends StreamOperator<RoundMessage>> T createStreamOperator(
      StreamOperatorParameters<RoundMessage> parameters) {
    return (T)
        new RoundCoordinator(
            parameters,
            new CoordinatorSetup(
                configuration,
                bounded,
                trainsAuxiliaries,
                generations,
                gaps,
                aliases,
                initialModel));
  }

  @Override
  @SuppressWarnings("rawtypes") // as Flink declares it
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return RoundCoordinator.class;
  }
}
