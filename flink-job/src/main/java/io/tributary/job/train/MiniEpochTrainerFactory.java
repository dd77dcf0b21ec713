package io.tributary.job.train;

import io.tributary.connectors.record.RoundMessage;
import io.tributary.job.message.TrainerMessage;
import io.tributary.model.Example;
import io.tributary.model.config.Configuration;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperatorFactory;

/** Makes trainers: of examples keyed by task and of rounds, broadcast. */
public final class MiniEpochTrainerFactory extends AbstractStreamOperatorFactory<TrainerMessage>
    implements TwoInputStreamOperatorFactory<Example, RoundMessage, TrainerMessage> {

  private static final long serialVersionUID = 1;

  private final Configuration configuration;
  private final boolean trainsAuxiliaries;

  /**
   * A factory.
   *
   * @param configuration of the job
   * @param trainsAuxiliaries whether tasks other than the target are trained
   */
  public MiniEpochTrainerFactory(Configuration configuration, boolean trainsAuxiliaries) {
    this.configuration = configuration;
    this.trainsAuxiliaries = trainsAuxiliaries;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Flink declares it
  public <T extends StreamOperator<TrainerMessage>> T createStreamOperator(
      StreamOperatorParameters<TrainerMessage> parameters) {
    return (T) new MiniEpochTrainer(parameters, TrainerSetup.of(configuration, trainsAuxiliaries));
  }

  @Override
  @SuppressWarnings("rawtypes") // as Flink declares it
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return MiniEpochTrainer.class;
  }
}
