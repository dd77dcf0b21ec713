package io.tributary.model.config;

import io.tributary.model.network.LayerSpec;
import java.util.List;
import java.util.Map;

/** One layer of a list: its name alone, or its name with its settings. */
record LayerType() implements Type<LayerSpec> {

  @Override
  public LayerSpec read(YamlNode node) {
    if (node.isText()) {
      LayerKind<?> kind = kind(node.text(this), node);
      YamlNode bare = new YamlNode(node.node(), node.path() + "." + kind.name(), node.source());
      return kind.build().apply(Section.of(bare, Map.of(), kind.keys()));
    }
    Map<String, YamlNode> entries = node.entries(this);
    if (entries.size() != 1) {
      throw node.refuse(
          "has " + entries.size() + " keys; a layer has one, such as dense: {units: 50}");
    }
    Map.Entry<String, YamlNode> only = entries.entrySet().iterator().next();
    LayerKind<?> kind = kind(only.getKey(), only.getValue());
    return kind.build()
        .apply(Section.of(only.getValue(), settings(only.getValue(), kind), kind.keys()));
  }

  @Override
  public Object write(LayerSpec value) {
    return Layers.KINDS.stream()
        .filter(kind -> kind.layer().isInstance(value))
        .findFirst()
        .orElseThrow()
        .write(value);
  }

  @Override
  public String describe() {
    return "one of the layers " + String.join(", ", names());
  }

  private LayerKind<?> kind(String name, YamlNode node) {
    return Layers.KINDS.stream()
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name, node));
  }

  private static Map<String, YamlNode> settings(YamlNode node, LayerKind<?> kind) {
    if (node.isText() || node.isList()) {
      throw node.refuse(
          "has no settings in the form name: value; " + kind.name() + " takes " + kind.settings());
    }
    return node.entries(new LayerType());
  }

  private ConfigurationException unknown(String name, YamlNode node) {
    return node.refuse(
        "names the layer "
            + Quoted.of(name)
            + "; "
            + Nearest.to(name, names())
                .map(near -> "did you mean " + near + "?")
                .orElse("known layers: " + String.join(", ", names())));
  }

  private static List<String> names() {
    return Layers.KINDS.stream().<String>map(LayerKind::name).toList();
  }
}
