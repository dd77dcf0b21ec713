package io.tributary.model.config;

import io.tributary.model.field.FieldSpec;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A kind of field: its rows of the table of keys, and the way to its specification and back.
 *
 * @param name in the file
 * @param field its class
 * @param keys of its settings
 * @param build its specification
 * @param fill puts its settings into fields of the file
 * @param meaning in one line
 */
record FieldKind<F extends FieldSpec>(
    String name,
    Class<F> field,
    List<Key<?>> keys,
    Function<Section, F> build,
    BiConsumer<F, Fields> fill,
    String meaning) {

  /** Its settings in words. */
  String settings() {
    return keys.stream().map(Key::name).collect(Collectors.joining(", ", "{", "}"));
  }

  /** Puts the settings of a specification into fields of the file. */
  void write(FieldSpec spec, Fields fields) {
    fill.accept(field.cast(spec), fields);
  }
}
