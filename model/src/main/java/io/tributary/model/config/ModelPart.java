package io.tributary.model.config;

import io.tributary.model.field.FieldRow;
import io.tributary.model.network.NetworkSpec;
import java.util.List;
import java.util.Objects;

/** The section {@code model}. */
final class ModelPart extends Part<ModelConfig> {

  private static final Key<String> NAME =
      Key.required("name", Text.TOPIC_PREFIX, "Key of every output record, prefix of every topic");
  private static final Key<List<Integer>> INPUT =
      Key.derived("input", new Shape(), "none: `fields`", "Shape of one input");
  private static final Key<FieldRow> FIELDS =
      Key.derived(
          "fields",
          new FieldsType(),
          "none: `input`",
          "Named inputs, in place of `input`: for each a kind, or a section with `type`");
  private static final Key<NetworkSpec> TRUNK =
      Key.required("trunk", new NetworkType(1), "Layers that all tasks share, first to last");
  private static final Key<Long> SEED =
      Key.optional("seed", new SeedNumber(), 1L, "Seed of everything random in learning");
  static final Key<Boolean> ALIGNMENT =
      Key.optional(
          "alignment",
          new Flag(),
          false,
          "Whether each task has a square matrix before the trunk, which learns in turn with it");

  @Override
  List<Key<?>> keys() {
    return List.of(NAME, INPUT, FIELDS, TRUNK, SEED, ALIGNMENT);
  }

  @Override
  ModelConfig build(Section section) {
    FieldRow fields = Objects.requireNonNullElse(section.find(FIELDS), FieldRow.NONE);
    return new ModelConfig(
        section.get(NAME),
        input(section, fields),
        fields,
        section.get(TRUNK),
        section.get(SEED),
        section.get(ALIGNMENT));
  }

  private static List<Integer> input(Section section, FieldRow fields) {
    List<Integer> input = section.find(INPUT);
    if (fields.isEmpty()) {
      if (input == null) {
        throw section.refuse(INPUT, "is missing, and so is fields; give one of the two");
      }
      return input;
    }
    if (input != null) {
      throw section.refuse(FIELDS, "stands beside model.input; keep one of the two");
    }
    try {
      return List.of(fields.width());
    } catch (ArithmeticException e) {
      throw section.refuse(FIELDS, "is larger than an array can be; give fewer or shorter ones");
    }
  }

  @Override
  Fields fields(ModelConfig model) {
    Fields fields = new Fields().with(NAME, model.name());
    if (model.fields().isEmpty()) {
      fields.with(INPUT, model.input());
    } else {
      fields.with(FIELDS, model.fields());
    }
    return fields
        .with(TRUNK, model.trunk())
        .with(SEED, model.seed())
        .with(ALIGNMENT, model.alignment());
  }
}
