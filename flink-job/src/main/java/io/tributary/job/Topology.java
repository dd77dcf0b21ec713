package io.tributary.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.connectors.example.DeadLetter;
import io.tributary.connectors.example.ExampleCodec;
import io.tributary.connectors.example.Part;
import io.tributary.connectors.example.RawRecord;
import io.tributary.connectors.record.OutRecord;
import io.tributary.connectors.record.RoundMessage;
import io.tributary.connectors.serialization.CodecTypeInfo;
import io.tributary.connectors.topic.ClientSettings;
import io.tributary.connectors.topic.Topics;
import io.tributary.job.input.AddedTasksFunction;
import io.tributary.job.input.CommandDeserializer;
import io.tributary.job.input.CommittedEnds;
import io.tributary.job.input.DecodeFunction;
import io.tributary.job.input.EarliestOffsets;
import io.tributary.job.input.ExamplesSource;
import io.tributary.job.input.IdleWatermarks;
import io.tributary.job.input.RawRecordDeserializer;
import io.tributary.job.input.RoundMessageDeserializer;
import io.tributary.job.join.LabelJoinFactory;
import io.tributary.job.message.RoundMessageCodec;
import io.tributary.job.message.TrainerMessage;
import io.tributary.job.message.TrainerMessageCodec;
import io.tributary.job.round.InitialModel;
import io.tributary.job.round.RoundCoordinatorFactory;
import io.tributary.job.train.MiniEpochTrainerFactory;
import io.tributary.job.train.TaskKeys;
import io.tributary.job.window.Windows;
import io.tributary.model.Example;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.RoundsConfig;
import io.tributary.model.weighting.Weightings;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The data flow of the job, written down in one place:
 *
 * <pre>
 * examples ─ decode ─┬─ rejects ───────────────────────────► &lt;topic&gt;.dlq
 *                    ├─ unknown tasks ─► decode again ◄─ broadcast ─ control
 *                    ├─ keyBy(id) ─► join ─┐                  with the section labels
 *                    │                     ▼
 *                    └─ keyBy(task) ─► trainer ◄─ broadcast ─ rounds
 *                                         │ deltas
 *                                         ▼
 *                          control ─► coordinator ─► rounds; checkpoints, task-weights, evaluations,
 *                                                    aliases, control.replies
 * </pre>
 */
final class Topology {

  /** Examples are no part of the loop: sending each on at once would only cost. */
  private static final long EXAMPLES_BUFFER_MILLIS = 5;

  private final Configuration configuration;
  private final Topics topics;
  private final @Nullable InitialModel initialModel;

  Topology(Configuration configuration) {
    this(configuration, null);
  }

  /** With a model that a new run begins with; null: parameters by the seed. */
  Topology(Configuration configuration, @Nullable InitialModel initialModel) {
    this.configuration = configuration;
    this.initialModel = initialModel;
    this.topics = Topics.of(configuration.kafka());
  }

  /**
   * Adds the job to an environment.
   *
   * @param bounded whether it ends with the examples that are there now
   * @param sourceParallelism of reading and decoding, at most the number of partitions
   * @param roundsStart where this run's records in {@code rounds} begin
   * @param controlStart where the commands to it begin, unless its state says so
   */
  void build(
      StreamExecutionEnvironment env,
      boolean bounded,
      int sourceParallelism,
      long roundsStart,
      long controlStart) {
    int parallelism = configuration.flink().parallelism();
    boolean auxiliaries = Weightings.create(configuration).trainsAuxiliaries();
    TaskKeys keys = new TaskKeys(configuration.tasks().size());

    SingleOutputStreamOperator<Example> examples =
        env.fromSource(examples(bounded), eventTime(bounded), "examples")
            .uid("examples")
            .setParallelism(sourceParallelism)
            .process(new DecodeFunction(configuration))
            .returns(CodecTypeInfo.of(ExampleCodec.INSTANCE)) // Flink's own for records is slower
            .name("decode")
            .uid("decode")
            .setBufferTimeout(EXAMPLES_BUFFER_MILLIS)
            .setParallelism(sourceParallelism);

    DataStream<TrainerMessage> commands =
        env.fromSource(control(controlStart), IdleWatermarks.strategy(), "control")
            .uid("control")
            .setParallelism(1);

    SingleOutputStreamOperator<Example> ofAdded = ofAddedTasks(examples, commands);
    DataStream<Example> whole = examples.union(ofAdded);
    DataStream<TrainerMessage> setAside =
        examples
            .getSideOutput(DecodeFunction.REJECTED)
            .union(ofAdded.getSideOutput(DecodeFunction.REJECTED));
    DataStream<DeadLetter> deadLetters =
        examples
            .getSideOutput(DecodeFunction.DEAD_LETTERS)
            .union(ofAdded.getSideOutput(DecodeFunction.DEAD_LETTERS));
    if (configuration.labels() != null) {
      SingleOutputStreamOperator<Example> joined = join(examples, parallelism);
      whole = whole.union(joined);
      setAside = setAside.union(joined.getSideOutput(LabelJoinFactory.COUNTS));
      deadLetters = deadLetters.union(joined.getSideOutput(LabelJoinFactory.DEAD_LETTERS));
    }

    DataStream<RoundMessage> rounds =
        env.fromSource(rounds(roundsStart), WatermarkStrategy.noWatermarks(), "rounds")
            .uid("rounds")
            .setParallelism(1);

    DataStream<TrainerMessage> answers =
        whole
            .keyBy(example -> keys.key(example.task()), Types.INT)
            .connect(rounds.broadcast())
            .transform(
                "trainer",
                CodecTypeInfo.of(TrainerMessageCodec.INSTANCE),
                new MiniEpochTrainerFactory(configuration, auxiliaries))
            .uid("trainer")
            .setParallelism(parallelism);

    SingleOutputStreamOperator<RoundMessage> outcome =
        answers
            .union(setAside, commands)
            .keyBy(message -> 0, Types.INT)
            .transform(
                "coordinator",
                CodecTypeInfo.of(RoundMessageCodec.INSTANCE),
                new RoundCoordinatorFactory(
                    configuration,
                    bounded,
                    auxiliaries,
                    new RoundsTopic(configuration.kafka()),
                    new CommittedRounds(configuration.kafka()),
                    new AliasesTopic(configuration.kafka()),
                    initialModel))
            .uid("coordinator")
            .setParallelism(1);

    outcome.sinkTo(toRounds()).name("to rounds").uid("to-rounds").setParallelism(1);
    outcome
        .getSideOutput(RoundCoordinatorFactory.OUTPUTS)
        .sinkTo(
            KafkaSinks.exactlyOnce(configuration.kafka(), "outputs", Map.of(), OutRecord::toKafka))
        .name("to checkpoints, task-weights, evaluations, aliases, control.replies")
        .uid("to-outputs")
        .setParallelism(1);
    deadLetters
        .sinkTo(
            KafkaSinks.exactlyOnce(
                configuration.kafka(),
                "dead-letters",
                ClientSettings.deadLetters(),
                DeadLetter::toKafka))
        .name("to dead letters")
        .uid("to-dead-letters")
        .setParallelism(1);
  }

  /** Apart from decoding, so that all other examples take no step more. */
  private SingleOutputStreamOperator<Example> ofAddedTasks(
      SingleOutputStreamOperator<Example> examples, DataStream<TrainerMessage> commands) {
    return examples
        .getSideOutput(AddedTasksFunction.UNDECIDED)
        .connect(commands.broadcast())
        .process(new AddedTasksFunction(configuration))
        .returns(CodecTypeInfo.of(ExampleCodec.INSTANCE))
        .name("examples of added tasks")
        .uid("added-tasks")
        .setBufferTimeout(EXAMPLES_BUFFER_MILLIS)
        .setParallelism(examples.getParallelism());
  }

  /** Present only where the configuration asks for it, so that older savepoints fit as they are. */
  private SingleOutputStreamOperator<Example> join(
      SingleOutputStreamOperator<Example> examples, int parallelism) {
    return examples
        .getSideOutput(DecodeFunction.PARTS)
        .keyBy(Part::id, Types.STRING)
        .transform(
            "join", CodecTypeInfo.of(ExampleCodec.INSTANCE), new LabelJoinFactory(configuration))
        .uid("join")
        .setBufferTimeout(EXAMPLES_BUFFER_MILLIS)
        .setParallelism(parallelism);
  }

  private Source<RawRecord, ?, ?> examples(boolean bounded) {
    KafkaSourceBuilder<RawRecord> source =
        KafkaSource.<RawRecord>builder()
            .setProperties(KafkaSources.properties(configuration.kafka()))
            .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
            .setClientIdPrefix(configuration.model().name() + "-examples")
            .setStartingOffsets(new EarliestOffsets())
            .setDeserializer(new RawRecordDeserializer());
    topics
        .examplesPattern()
        .ifPresentOrElse(source::setTopicPattern, () -> source.setTopics(topics.examples()));
    if (bounded) {
      source.setBounded(OffsetsInitializer.latest());
    }
    return new ExamplesSource<>(source.build(), new CommittedEnds(configuration.kafka()));
  }

  /**
   * Decoding judges by the same timestamps and the same lateness, so that no example it lets
   * through stands behind its partition's watermark. A bounded run has no idle partitions: what is
   * there is read to its end.
   */
  private WatermarkStrategy<RawRecord> eventTime(boolean bounded) {
    RoundsConfig rounds = configuration.rounds();
    Duration lateness =
        rounds instanceof RoundsConfig.ByTime byTime ? byTime.lateness() : Duration.ZERO;
    WatermarkStrategy<RawRecord> strategy =
        WatermarkStrategy.<RawRecord>forBoundedOutOfOrderness(lateness)
            .withTimestampAssigner((record, timestamp) -> Windows.countable(record.timestamp()));
    return bounded || rounds.idleness().isZero()
        ? strategy
        : strategy.withIdleness(rounds.idleness());
  }

  private KafkaSource<RoundMessage> rounds(long start) {
    return KafkaSource.<RoundMessage>builder()
        .setProperties(KafkaSources.properties(configuration.kafka()))
        .setProperty(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), "-1")
        .setClientIdPrefix(configuration.model().name() + "-rounds")
        .setTopics(topics.rounds())
        .setStartingOffsets(
            OffsetsInitializer.offsets(Map.of(new TopicPartition(topics.rounds(), 0), start)))
        .setDeserializer(new RoundMessageDeserializer())
        .build();
  }

  private KafkaSource<TrainerMessage> control(long start) {
    return KafkaSource.<TrainerMessage>builder()
        .setProperties(KafkaSources.properties(configuration.kafka()))
        .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
        .setProperty(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), "-1")
        .setClientIdPrefix(configuration.model().name() + "-control")
        .setTopics(topics.control())
        .setStartingOffsets(
            OffsetsInitializer.offsets(Map.of(new TopicPartition(topics.control(), 0), start)))
        .setDeserializer(new CommandDeserializer())
        .build();
  }

  /** Not transactional: the trainers must see a round at once; fencing makes that safe. */
  private KafkaSink<RoundMessage> toRounds() {
    String topic = topics.rounds();
    byte[] key = configuration.model().name().getBytes(UTF_8);
    return KafkaSink.<RoundMessage>builder()
        .setKafkaProducerConfig(KafkaSinks.properties(configuration.kafka()))
        .setProperty(ProducerConfig.LINGER_MS_CONFIG, "0")
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(new RecordSerializer<>(message -> message.toKafka(topic, key)))
        .build();
  }
}
