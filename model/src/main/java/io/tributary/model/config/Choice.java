package io.tributary.model.config;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One of a few words.
 *
 * @param values what may be chosen
 * @param name the word for a value
 * @param later words that name what does not exist yet
 */
record Choice<T>(List<T> values, Function<T, String> name, List<String> later) implements Type<T> {

  /** Of plain words. */
  static Choice<String> of(List<String> words, List<String> later) {
    return new Choice<>(words, Function.identity(), later);
  }

  /** Of an enum's constants, in lower case, words joined by hyphens. */
  static <E extends Enum<E>> Choice<E> of(Class<E> type) {
    return new Choice<>(
        List.of(type.getEnumConstants()),
        value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        List.of());
  }

  @Override
  public T read(YamlNode node) {
    String text = node.text(this);
    return values.stream()
        .filter(value -> name.apply(value).equals(text))
        .findFirst()
        .orElseThrow(() -> other(node, text));
  }

  @Override
  public Object write(T value) {
    return name.apply(value);
  }

  @Override
  public String describe() {
    String words = values.stream().map(name).collect(Collectors.joining(", "));
    return values.size() == 1 ? words : "one of " + words;
  }

  private ConfigurationException other(YamlNode node, String text) {
    if (later.contains(text)) {
      return node.refuse("is " + text + ", which comes later; today it must be " + describe());
    }
    return Nearest.to(text, values.stream().map(name).toList())
        .map(near -> node.refuse("is " + Quoted.of(text) + "; did you mean " + near + "?"))
        .orElseGet(() -> node.wrong(this));
  }
}
