package io.tributary.model.config;

import io.tributary.model.network.LayerSpec;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A kind of layer: its rows of the table of keys, and the way to its specification and back.
 *
 * @param name in the file
 * @param layer its class
 * @param keys of its settings
 * @param build its specification
 * @param fill puts its settings into fields
 * @param meaning in one line
 */
record LayerKind<L extends LayerSpec>(
    String name,
    Class<L> layer,
    List<Key<?>> keys,
    Function<Section, L> build,
    BiConsumer<L, Fields> fill,
    String meaning) {

  /** A layer without settings. */
  static <L extends LayerSpec> LayerKind<L> plain(String name, L layer, String meaning) {
    @SuppressWarnings("unchecked") // the class of an L
    Class<L> type = (Class<L>) layer.getClass();
    return new LayerKind<>(name, type, List.of(), section -> layer, (l, fields) -> {}, meaning);
  }

  /** Its settings in words. */
  String settings() {
    return keys.isEmpty()
        ? "none"
        : keys.stream().map(Key::name).collect(Collectors.joining(", ", "{", "}"));
  }

  /** As a name alone, or a name with its settings. */
  Object write(LayerSpec spec) {
    Fields fields = new Fields();
    fill.accept(layer.cast(spec), fields);
    return keys.isEmpty() ? name : Map.of(name, fields.tree());
  }
}
