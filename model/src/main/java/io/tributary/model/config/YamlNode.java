package io.tributary.model.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A place in the document.
 *
 * @param node what stands there
 * @param path of keys that leads there, for messages
 * @param source the document
 */
record YamlNode(Node node, String path, Source source) {

  private static final Pattern NOTHING = Pattern.compile("|~|null|Null|NULL");
  private static final String SUBSTITUTES = "kafka.";

  static YamlNode root(Node node, Source source) {
    return new YamlNode(node, "", source);
  }

  boolean isText() {
    return node instanceof ScalarNode && !isNothing();
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  /** Whether a key stands there without a value. */
  boolean isNothing() {
    return node instanceof ScalarNode scalar
        && scalar.isPlain()
        && NOTHING.matcher(scalar.getValue()).matches();
  }

  /** The text, environment variables put in. */
  String text(Type<?> expected) {
    String raw = raw(expected);
    if (path.startsWith(SUBSTITUTES)) {
      return source.substitute(path, raw);
    }
    if (raw.contains("${")) {
      throw refuse("holds ${…}, which is substituted under kafka only; write the value itself");
    }
    return raw;
  }

  /** The text of a number or the like, which stands without quotes. */
  String plain(Type<?> expected) {
    String text = text(expected);
    boolean quoted = node instanceof ScalarNode scalar && !scalar.isPlain();
    if (quoted && !text.equals(raw(expected))) {
      return text; // ${NAME} often needs quotes
    }
    if (quoted) {
      throw refuse("is text in quotes; it must be " + expected.describe() + ", without quotes");
    }
    return text;
  }

  /** The elements of a list. */
  List<YamlNode> items(Type<?> expected) {
    if (!(node instanceof SequenceNode sequence)) {
      throw misshapen(expected);
    }
    List<YamlNode> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      String itemPath = path + "[" + items.size() + "]";
      source.mark(itemPath, line(item));
      items.add(checked(item, itemPath));
    }
    return items;
  }

  /** The entries of a section, in order; none when nothing stands there. */
  Map<String, YamlNode> entries(Type<?> expected) {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    if (isNothing()) {
      return entries;
    }
    if (!(node instanceof MappingNode mapping)) {
      throw misshapen(expected);
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw source.refuse(
            line(tuple.getKeyNode()), "a key is a list or a section; keys are plain names");
      }
      String name = key.getValue();
      String below = Quoted.clean(path.isEmpty() ? name : path + "." + name);
      if (entries.containsKey(name)) {
        throw source.refuse(line(key), below + " stands here a second time; keep one of the two");
      }
      source.mark(below, line(key));
      entries.put(name, checked(tuple.getValueNode(), below));
    }
    return entries;
  }

  /** What is wrong with this place, and the mend. */
  ConfigurationException refuse(String problem) {
    String subject = path.isEmpty() ? "the file" : path;
    return source.refuse(path, subject + " " + problem);
  }

  /** Quotes what was found and says what is expected. */
  ConfigurationException wrong(Type<?> expected) {
    return node instanceof ScalarNode scalar && !isNothing()
        ? refuse("is " + Quoted.of(scalar.getValue()) + "; it must be " + expected.describe())
        : misshapen(expected);
  }

  /** Says what kind of thing was found, not its text, and what is expected. */
  ConfigurationException misshapen(Type<?> expected) {
    String found = isText() ? "is text" : isList() ? "is a list" : "is a section";
    return refuse((isNothing() ? "has no value" : found) + "; it must be " + expected.describe());
  }

  private String raw(Type<?> expected) {
    if (!(node instanceof ScalarNode scalar) || isNothing()) {
      throw misshapen(expected);
    }
    return scalar.getValue();
  }

  private YamlNode checked(Node value, String valuePath) {
    YamlNode child = new YamlNode(value, valuePath, source);
    if (!value.getTag().getValue().startsWith("tag:yaml.org,2002:")) {
      throw child.refuse("has a YAML tag (!…), which means nothing here; remove it");
    }
    return child;
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }
}
