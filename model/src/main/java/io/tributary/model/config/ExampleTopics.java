package io.tributary.model.config;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Where examples come from.
 *
 * @param names of topics; empty when there is a pattern, or when neither is given
 * @param pattern over topic names, or null
 */
record ExampleTopics(List<String> names, @Nullable String pattern) {

  /** A name, a list of names, or a pattern. */
  record Form() implements Type<ExampleTopics> {

    private static final Key<String> PATTERN =
        Key.required(
            "pattern",
            new Text(Pattern.compile("(?s).+"), "a regular expression"),
            "Over topic names");

    @Override
    public ExampleTopics read(YamlNode node) {
      if (node.isText()) {
        return new ExampleTopics(List.of(Text.TOPIC.read(node)), null);
      }
      return node.isList() ? names(node) : pattern(node);
    }

    @Override
    public Object write(ExampleTopics value) {
      if (value.pattern() != null) {
        return Map.of(PATTERN.name(), value.pattern());
      }
      return value.names().size() == 1 ? value.names().get(0) : value.names();
    }

    @Override
    public String describe() {
      return "a topic's name, a list of names, or {pattern: regular expression}";
    }

    private ExampleTopics names(YamlNode node) {
      List<YamlNode> items = node.items(this);
      if (items.isEmpty()) {
        throw node.refuse("is empty; it must be " + describe());
      }
      Set<String> seen = new HashSet<>();
      for (YamlNode item : items) {
        if (!seen.add(Text.TOPIC.read(item))) {
          throw item.refuse("names a topic a second time; keep one of the two");
        }
      }
      return new ExampleTopics(items.stream().map(Text.TOPIC::read).toList(), null);
    }

    private ExampleTopics pattern(YamlNode node) {
      if (node.isNothing()) {
        throw node.misshapen(this);
      }
      Section section = Section.read(node, this, List.of(PATTERN));
      String pattern = section.get(PATTERN);
      try {
        Pattern.compile(pattern);
      } catch (PatternSyntaxException e) {
        String why = Quoted.clean(e.getDescription());
        throw section.refuse(PATTERN, "is no regular expression (" + why + "); correct it");
      }
      return new ExampleTopics(List.of(), pattern);
    }
  }
}
