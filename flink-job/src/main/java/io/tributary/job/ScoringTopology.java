package io.tributary.job;

import io.tributary.connectors.example.DeadLetter;
import io.tributary.connectors.example.RawRecord;
import io.tributary.connectors.record.OutRecord;
import io.tributary.connectors.record.OutRecordCodec;
import io.tributary.connectors.serialization.CodecTypeInfo;
import io.tributary.connectors.topic.ClientSettings;
import io.tributary.connectors.topic.Topics;
import io.tributary.job.input.RawRecordDeserializer;
import io.tributary.job.score.ModelSource;
import io.tributary.job.score.ScoringOperatorFactory;
import io.tributary.job.score.ScoringSettings;
import io.tributary.model.config.Configuration;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The data flow of the scoring job:
 *
 * <pre>
 *                    aliases, checkpoints
 *                             │
 * requests ───────────────► score ─┬─► predictions
 *                                  └─► requests.dlq
 * </pre>
 */
final class ScoringTopology {

  private final Configuration configuration;
  private final ScoringOptions options;
  private final ModelSource models;
  private final Topics topics;

  ScoringTopology(Configuration configuration, ScoringOptions options, ModelSource models) {
    this.configuration = configuration;
    this.options = options;
    this.models = models;
    this.topics = Topics.of(configuration.kafka());
  }

  /**
   * Adds the job to an environment.
   *
   * @param sourceParallelism at most the number of partitions
   */
  void build(StreamExecutionEnvironment env, int sourceParallelism) {
    SingleOutputStreamOperator<OutRecord> predictions =
        env.fromSource(requests(), WatermarkStrategy.noWatermarks(), "requests")
            .uid("requests")
            .setParallelism(sourceParallelism)
            .transform(
                "score",
                CodecTypeInfo.of(OutRecordCodec.INSTANCE),
                new ScoringOperatorFactory(
                    configuration, models, new ScoringSettings(options.batch(), options.linger())))
            .uid("score")
            .setParallelism(sourceParallelism);
    predictions
        .sinkTo(predictionSink())
        .name("to predictions")
        .uid("to-predictions")
        .setParallelism(sourceParallelism);
    predictions
        .getSideOutput(ScoringOperatorFactory.DEAD_LETTERS)
        .sinkTo(
            KafkaSinks.exactlyOnce(
                configuration.kafka(),
                "scoring-dead-letters",
                ClientSettings.deadLetters(),
                DeadLetter::toKafka))
        .name("to dead letters")
        .uid("to-dead-letters")
        .setParallelism(1);
  }

  /**
   * Where the job is not restored it goes on at the offsets that the one before committed to Kafka,
   * so that stopping and starting it anew leaves no request out.
   */
  @SuppressWarnings("deprecation") // Flink's connector takes no other strategy
  private KafkaSource<RawRecord> requests() {
    return KafkaSource.<RawRecord>builder()
        .setProperties(KafkaSources.properties(configuration.kafka()))
        .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
        .setGroupId(configuration.kafka().namespace() + "-scoring")
        .setClientIdPrefix(configuration.model().name() + "-requests")
        .setTopics(topics.requests())
        .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
        .setDeserializer(new RawRecordDeserializer())
        .build();
  }

  private Sink<OutRecord> predictionSink() {
    Map<String, Object> atOnce = Map.of(ProducerConfig.LINGER_MS_CONFIG, "0");
    if (options.exactlyOnce()) {
      return KafkaSinks.exactlyOnce(
          configuration.kafka(), "scoring-predictions", atOnce, OutRecord::toKafka);
    }
    return KafkaSink.<OutRecord>builder()
        .setKafkaProducerConfig(KafkaSinks.properties(configuration.kafka()))
        .setProperty(ProducerConfig.LINGER_MS_CONFIG, "0")
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(new RecordSerializer<>(OutRecord::toKafka))
        .build();
  }
}
