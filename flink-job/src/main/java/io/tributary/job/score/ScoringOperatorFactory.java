package io.tributary.job.score;

import io.tributary.connectors.example.DeadLetter;
import io.tributary.connectors.example.DeadLetterCodec;
import io.tributary.connectors.example.RawRecord;
import io.tributary.connectors.record.OutRecord;
import io.tributary.connectors.serialization.CodecTypeInfo;
import io.tributary.model.config.Configuration;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.util.OutputTag;

/** Makes operators that answer requests. */
public final class ScoringOperatorFactory extends AbstractStreamOperatorFactory<OutRecord>
    implements OneInputStreamOperatorFactory<RawRecord, OutRecord> {

  private static final long serialVersionUID = 1;

  /** Requests that cannot be answered. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", CodecTypeInfo.of(DeadLetterCodec.INSTANCE));

  private final Configuration configuration;
  private final ModelSource source;
  private final ScoringSettings settings;

  /** A factory for a configuration's tasks. */
  public ScoringOperatorFactory(
      Configuration configuration, ModelSource source, ScoringSettings settings) {
    this.configuration = configuration;
    this.source = source;
    this.settings = settings;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Flink declares it
  public <T extends StreamOperator<OutRecord>> T createStreamOperator(
      StreamOperatorParameters<OutRecord> parameters) {
    return (T) new ScoringOperator(parameters, configuration, source, settings);
  }

  @Override
  @SuppressWarnings("rawtypes") // as Flink declares it
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return ScoringOperator.class;
  }
}
