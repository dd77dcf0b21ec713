package io.tributary.model.config;

import io.tributary.model.network.NetworkSpec;
import java.util.List;

/** The section {@code model}. */
final class ModelPart extends Part<ModelConfig> {

  private static final Key<String> NAME =
      Key.required("name", Text.TOPIC_PREFIX, "Key of every output record, prefix of every topic");
  private static final Key<List<Integer>> INPUT =
      Key.required("input", new Shape(), "Shape of one input");
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
    return List.of(NAME, INPUT, TRUNK, SEED, ALIGNMENT);
  }

  @Override
  ModelConfig build(Section section) {
    return new ModelConfig(
        section.get(NAME),
        section.get(INPUT),
        section.get(TRUNK),
        section.get(SEED),
        section.get(ALIGNMENT));
  }

  @Override
  Fields fields(ModelConfig model) {
    return new Fields()
        .with(NAME, model.name())
        .with(INPUT, model.input())
        .with(TRUNK, model.trunk())
        .with(SEED, model.seed())
        .with(ALIGNMENT, model.alignment());
  }
}
