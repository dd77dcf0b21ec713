package io.tributary.model.config;

import io.tributary.model.network.LayerSpec;
import io.tributary.model.network.NetworkSpec;
import java.util.List;
import java.util.Map;

/**
 * A list of layers, or a reference to a Deeplearning4j configuration.
 *
 * @param fewest layers allowed
 */
record NetworkType(int fewest) implements Type<NetworkSpec> {

  private static final Key<String> DL4J =
      Key.required("dl4j", Text.PATH, "A Deeplearning4j configuration as JSON");
  private static final LayerType LAYER = new LayerType();

  @Override
  public NetworkSpec read(YamlNode node) {
    if (node.isList()) {
      List<LayerSpec> layers = node.items(this).stream().map(LAYER::read).toList();
      if (layers.size() < fewest) {
        throw node.refuse("is empty; it must be " + describe());
      }
      return new NetworkSpec.Layers(layers);
    }
    if (node.isText() || node.isNothing()) {
      throw node.misshapen(this);
    }
    String file = Section.read(node, this, List.of(DL4J)).get(DL4J);
    return new NetworkSpec.Dl4j(file, json(file, node));
  }

  private static String json(String file, YamlNode node) {
    String place = node.path() + ".dl4j";
    try {
      String json = TextFile.read(node.source().folder().resolve(file));
      if (!json.stripLeading().startsWith("{")) {
        throw new TextFile.Unreadable("is no JSON object; export a MultiLayerConfiguration to it");
      }
      return json;
    } catch (TextFile.Unreadable e) {
      String problem = place + " names " + Quoted.of(file) + ", which " + e.getMessage();
      throw node.source().refuse(place, problem);
    }
  }

  @Override
  public Object write(NetworkSpec value) {
    if (value instanceof NetworkSpec.Layers list) {
      return list.layers().stream().map(LAYER::write).toList();
    }
    return Map.of(DL4J.name(), ((NetworkSpec.Dl4j) value).file());
  }

  @Override
  public String describe() {
    return "a list of layers such as [dense: {units: 50}, relu], or {dl4j: file.json}";
  }
}
