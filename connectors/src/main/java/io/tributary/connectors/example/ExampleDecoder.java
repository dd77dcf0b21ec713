package io.tributary.connectors.example;

import io.tributary.connectors.example.Decoded.Examples;
import io.tributary.connectors.example.Decoded.Rejected;
import io.tributary.connectors.example.Decoded.Waiting;
import io.tributary.connectors.example.Part.Features;
import io.tributary.connectors.example.Part.Label;
import io.tributary.connectors.example.Part.Labels;
import io.tributary.connectors.example.TaskLabels.Labelled;
import io.tributary.model.Example;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ModelConfig;
import io.tributary.model.config.SchemaRegistryConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes examples of records, or tells why not. A record comes as JSON, or as Avro when its header
 * {@code content-type} is {@code avro/binary}. What a record decodes to depends on its bytes, its
 * place and the configuration alone. Used by one thread at a time.
 */
public final class ExampleDecoder {

  /** The header that tells the form. */
  public static final String CONTENT_TYPE = "content-type";

  /** The default form. */
  public static final String JSON = "application/json";

  /** The fast form. */
  public static final String AVRO = "avro/binary";

  private static final int SMALL = 1 << 20;

  private final TaskLabels taskLabels;
  private final JsonForm json;
  private final AvroForm avro;
  private final @Nullable RegistryForm registry;
  private final DevChoice devChoice;
  private final boolean joins;
  private final int limit;

  /** Of the records that a configuration's tasks learn from. */
  public ExampleDecoder(Configuration configuration) {
    this(configuration, configuration.kafka().schemaRegistry());
  }

  /**
   * The same with another registry than the configuration's.
   *
   * @param schemas where framed Avro records have their schemas; null: none is read
   */
  public ExampleDecoder(Configuration configuration, @Nullable SchemaRegistryConfig schemas) {
    ModelConfig model = configuration.model();
    taskLabels = new TaskLabels(configuration);
    json = new JsonForm(model);
    avro = new AvroForm(model);
    registry = schemas == null ? null : new RegistryForm(new SchemaRegistry(schemas), json);
    devChoice = new DevChoice(configuration.dev().fraction());
    joins = configuration.labels() != null;
    limit = maxBytes(model.features());
  }

  /**
   * Bytes that a value may have: 1 MiB, or for long inputs 64 KiB and 32 bytes for each feature if
   * that is more, which holds a double in any spelling.
   *
   * @param features of an input; with fields the floats of their row
   */
  public static int maxBytes(int features) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(SMALL, (1L << 16) + 32L * features));
  }

  /**
   * Decodes a record; never throws for what is in it.
   *
   * @throws SchemaRegistryException when a schema that it needs cannot be had
   */
  public Decoded decode(RawRecord record) {
    Draft draft;
    byte[] value = record.value();
    try {
      if (value == null || value.length == 0) {
        throw new Rejection(Reason.EMPTY, "the record has no value");
      }
      draft = parse(value, record.header(CONTENT_TYPE));
    } catch (Rejection e) {
      return new Rejected(e.reason(), e.detail(), Map.of("", 1));
    }
    try {
      return joins && draft.id != null
          ? joined(draft, draft.id, record, value)
          : new Examples(examples(draft, record, value));
    } catch (Rejection e) {
      return new Rejected(e.reason(), e.detail(), taskLabels.count(draft));
    }
  }

  private Draft parse(byte[] value, @Nullable String contentType) throws Rejection {
    if (value.length > limit) {
      throw new Rejection(
          Reason.TOO_LARGE, "the value has " + value.length + " bytes, at most " + limit);
    }
    if (registry != null && contentType == null && RegistryForm.isFramed(value)) {
      return registry.parse(value);
    }
    return switch (form(contentType)) {
      case JSON -> json.parse(value);
      case AVRO -> avro.parse(value);
      default ->
          throw new Rejection(
              Reason.UNKNOWN_CONTENT_TYPE, "content-type is neither " + JSON + " nor " + AVRO);
    };
  }

  private static String form(@Nullable String contentType) {
    if (contentType == null) {
      return JSON;
    }
    return contentType.equals(AVRO) // most often; then there is nothing to take apart
        ? AVRO
        : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** A record whose other half may stand elsewhere. */
  private Decoded joined(Draft draft, String id, RawRecord record, byte[] value) throws Rejection {
    boolean features = draft.features != null || draft.wrongFeatures != null;
    boolean labels = !draft.all().isEmpty();
    if (!labels && features) {
      float[] values = features(draft);
      return new Waiting(
          List.of(), new Features(id, position(record), said(draft), values, List.of()));
    }
    if (labels && !features) {
      List<Labelled> checked = taskLabels.check(draft);
      Split split = said(draft);
      return new Waiting(
          List.of(),
          new Labels(
              id,
              position(record),
              split,
              split(draft, checked, value),
              checked.stream()
                  .map(label -> new Label(label.task().index(), label.values()))
                  .toList(),
              record));
    }
    List<Example> examples = examples(draft, record, value);
    if (examples.size() == taskLabels.tasks()) {
      return new Examples(examples);
    }
    return new Waiting(
        examples,
        new Features(
            id,
            position(record),
            said(draft),
            features(draft),
            examples.stream().map(Example::task).toList()));
  }

  private static Position position(RawRecord record) {
    return new Position(record.timestamp(), record.topic(), record.partition(), record.offset());
  }

  private List<Example> examples(Draft draft, RawRecord record, byte[] value) throws Rejection {
    float[] features = features(draft);
    List<Labelled> labels = taskLabels.check(draft);
    Split split = split(draft, labels, value);
    Position position = position(record);
    List<Example> examples = new ArrayList<>(labels.size());
    for (Labelled label : labels) {
      examples.add(new Example(label.task().index(), position, split, features, label.values()));
    }
    return examples;
  }

  private float[] features(Draft draft) throws Rejection {
    if (draft.wrongFeatures != null) {
      throw draft.wrongFeatures;
    }
    if (draft.features == null) {
      throw new Rejection(
          Reason.NO_FEATURES,
          "the record has no features" + taskLabels.otherHalf(!draft.all().isEmpty()));
    }
    return draft.features;
  }

  /** The split that a record says, or null. */
  private static @Nullable Split said(Draft draft) throws Rejection {
    if (draft.wrongSplit != null) {
      throw draft.wrongSplit;
    }
    return draft.split == null ? null : Checks.split(draft.split);
  }

  private Split split(Draft draft, List<Labelled> labels, byte[] value) throws Rejection {
    Split said = said(draft);
    if (draft.wrongId != null) {
      throw draft.wrongId;
    }
    if (said != null) {
      return said;
    }
    boolean target = labels.stream().anyMatch(label -> label.task().target());
    return target && devChoice.chooses(draft.id, value) ? Split.DEV : Split.TRAIN;
  }
}
