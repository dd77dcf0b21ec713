package io.tributary.model.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes docs/configuration.md from the table of keys. */
final class ConfigurationDocs {

  private static final String HEAD =
      """
      # Configuration

      <!-- Generated from the table of keys. After a change there, write it anew with
           mvn -pl model test -Dtest=ConfigurationDocsTest -Dtributary.docs.update -->

      One YAML file says what is learned, from where and how. Only `model`, `tasks` and one target must be given;
      `docs/examples/minimal.yaml` is the least there is. `./tributary check -c FILE` says what is wrong with a file, or
      prints it with every default filled in.

      A key that is not listed here, a wrong type or an impossible value is refused before anything starts, in one
      line with the file, the line, what was wrong and the mend.

      * Durations have a unit: `500ms`, `5s`, `1m`, `2h`, `1d`.
      * Under `kafka`, `${NAME}` is replaced by the environment variable of that name, which must be set; `$${` stands
        for a plain `${`. Within `{ }` or `[ ]` put quotes around it. Values from the environment are printed as
        `${NAME}`, and client properties whose names look like secrets as `***`.
      * Files named in the file are found relative to it.
      * Text, numbers and names are read as YAML 1.2: `yes` is a word, not `true`.
      """;

  private static final String LAYERS =
      """

      ## Layers

      `model.trunk` and `tasks.<name>.head` are lists of layers, first to last, or `{dl4j: file.json}`: a Deeplearning4j
      `MultiLayerConfiguration` as JSON; with `sha256: ...` beside it the file is refused when it has another. A layer is its name, or its name with its settings:
      `[dense: {units: 50}, relu]`.

      | layer | settings | what it does |
      |---|---|---|
      """;

  private static final String FIELDS =
      """

      ## Fields

      `model.fields` gives each named input a kind, or a section with its `type` and settings: `age: numeric`,
      `job: {type: categorical, values: 32}`. Names have 1 to 200 characters and are those of the records; a name with
      `: ` or ` #` in it, or that is a number, stands in quotes. [fields.md](fields.md) says what becomes of each kind.

      | kind | settings | what it holds |
      |---|---|---|
      """;

  private static final String SETTINGS =
      """

      | setting | must be | default | meaning |
      |---|---|---|---|
      """;

  private ConfigurationDocs() {}

  /** Every row of the table: plain keys by path, then settings of layers and of fields. */
  static Map<String, Key<?>> rows() {
    Map<String, Key<?>> rows = new LinkedHashMap<>(Key.flatten(RootPart.ALL));
    for (LayerKind<?> kind : Layers.KINDS) {
      kind.keys().forEach(key -> rows.put("layer." + kind.name() + "." + key.name(), key));
    }
    for (FieldKind<?> kind : FieldKinds.KINDS) {
      kind.keys().forEach(key -> rows.put("field." + kind.name() + "." + key.name(), key));
    }
    return rows;
  }

  static String text() {
    StringBuilder text = new StringBuilder(HEAD);
    for (Key<?> section : RootPart.ALL) {
      text.append("\n## ").append(section.name()).append("\n\n");
      text.append(section.meaning()).append(".\n\n");
      text.append("| key | must be | default | meaning |\n|---|---|---|---|\n");
      rows()
          .forEach(
              (path, key) -> {
                if (path.equals(section.name()) || path.startsWith(section.name() + ".")) {
                  row(text, path, key);
                }
              });
    }
    text.append(LAYERS);
    for (LayerKind<?> kind : Layers.KINDS) {
      text.append("| `%s` | %s | %s |\n".formatted(kind.name(), names(kind), kind.meaning()));
    }
    text.append(SETTINGS);
    for (LayerKind<?> kind : Layers.KINDS) {
      kind.keys().forEach(key -> row(text, kind.name() + "." + key.name(), key));
    }
    text.append(FIELDS);
    for (FieldKind<?> kind : FieldKinds.KINDS) {
      String settings = "`" + kind.settings() + "`";
      text.append("| `%s` | %s | %s |\n".formatted(kind.name(), settings, kind.meaning()));
    }
    text.append(SETTINGS);
    for (FieldKind<?> kind : FieldKinds.KINDS) {
      kind.keys().forEach(key -> row(text, kind.name() + "." + key.name(), key));
    }
    return text.toString();
  }

  private static void row(StringBuilder text, String path, Key<?> key) {
    text.append(
        "| `%s` | %s | %s | %s |\n"
            .formatted(
                path, key.type().describe().replace("|", "\\|"), fallback(key), key.meaning()));
  }

  private static <T> String fallback(Key<T> key) {
    @Nullable T value = key.fallback();
    if (value == null) {
      return key.derived().isEmpty() ? "**required**" : key.derived();
    }
    Object tree = key.type().write(value);
    String yaml = YamlText.print(Map.of("v", tree)).strip().replaceFirst("^\\{?v: ", "");
    boolean flow = !(tree instanceof Map || tree instanceof List) && yaml.endsWith("}");
    return "`" + (flow ? yaml.substring(0, yaml.length() - 1) : yaml).replace("'", "") + "`";
  }

  private static String names(LayerKind<?> kind) {
    return kind.keys().isEmpty() ? "none" : "`" + kind.settings() + "`";
  }
}
