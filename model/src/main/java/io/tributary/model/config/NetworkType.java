package io.tributary.model.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.model.network.LayerSpec;
import io.tributary.model.network.NetworkSpec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A list of layers, or a reference to a Deeplearning4j configuration.
 *
 * @param fewest layers allowed
 */
record NetworkType(int fewest) implements Type<NetworkSpec> {

  private static final Key<String> DL4J =
      Key.required("dl4j", Text.PATH, "A Deeplearning4j configuration as JSON");
  private static final Key<String> SHA256 =
      Key.derived(
          "sha256",
          new Text(Pattern.compile("[0-9a-f]{64}"), "64 hexadecimal digits in lower case"),
          "any",
          "Of the file, which is refused when it has another");
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
    Section section = Section.read(node, this, List.of(DL4J, SHA256));
    String file = section.get(DL4J);
    String json = json(file, node);
    String expected = section.find(SHA256);
    if (expected != null && !expected.equals(sha256(json))) {
      throw section.refuse(
          DL4J, "names " + Quoted.of(file) + ", whose SHA-256 is " + sha256(json) + " now");
    }
    return new NetworkSpec.Dl4j(file, json);
  }

  private static String sha256(String json) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(json.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every Java has it
    }
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
    NetworkSpec.Dl4j dl4j = (NetworkSpec.Dl4j) value;
    Map<String, Object> written = new LinkedHashMap<>();
    written.put(DL4J.name(), dl4j.file());
    written.put(SHA256.name(), sha256(dl4j.json()));
    return written;
  }

  @Override
  public String describe() {
    return "a list of layers such as [dense: {units: 50}, relu], or {dl4j: file.json}";
  }
}
