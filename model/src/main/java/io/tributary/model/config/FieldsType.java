package io.tributary.model.config;

import io.tributary.model.field.Field;
import io.tributary.model.field.FieldRow;
import io.tributary.model.field.FieldSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Named inputs: for each name a kind of field, or a section with the kind and its settings. */
record FieldsType() implements Type<FieldRow> {

  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\u0085\\u2028\\u2029]{1,200}");
  private static final Key<FieldKind<?>> TYPE =
      Key.required(
          "type",
          new Choice<>(FieldKinds.KINDS, FieldKind::name, List.of()),
          "What the field holds");

  @Override
  public FieldRow read(YamlNode node) {
    List<Field> fields = new ArrayList<>();
    node.entries(this)
        .forEach(
            (name, value) -> {
              if (!NAME.matcher(name).matches()) {
                throw value.refuse(
                    "is no name for a field; it must be 1 to 200 characters, no control characters");
              }
              fields.add(new Field(name, spec(value)));
            });
    if (fields.isEmpty()) {
      throw node.refuse("is empty; it must be " + describe());
    }
    return new FieldRow(fields);
  }

  private FieldSpec spec(YamlNode node) {
    if (node.isText()) {
      FieldKind<?> kind = TYPE.type().read(node);
      return kind.build().apply(Section.of(node, Map.of(), kind.keys()));
    }
    if (node.isList() || node.isNothing()) {
      throw node.misshapen(new Bare());
    }
    Map<String, YamlNode> entries = node.entries(this);
    YamlNode type = entries.get(TYPE.name());
    if (type == null) {
      throw node.source()
          .refuse(
              node.path(), node.path() + ".type is missing; it must be " + TYPE.type().describe());
    }
    FieldKind<?> kind = TYPE.type().read(type);
    List<Key<?>> keys = new ArrayList<>(List.of(TYPE));
    keys.addAll(kind.keys());
    return kind.build().apply(Section.of(node, entries, keys));
  }

  /** What may stand behind a name, for messages. */
  private record Bare() implements Type<FieldSpec> {
    @Override
    public FieldSpec read(YamlNode node) {
      throw node.misshapen(this);
    }

    @Override
    public Object write(FieldSpec value) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String describe() {
      return TYPE.type().describe() + ", or a section with type";
    }
  }

  @Override
  public Object write(FieldRow value) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (Field field : value.fields()) {
      FieldKind<?> kind =
          FieldKinds.KINDS.stream()
              .filter(each -> each.field().isInstance(field.spec()))
              .findFirst()
              .orElseThrow();
      Fields fields = new Fields().with(TYPE, kind);
      kind.write(field.spec(), fields);
      tree.put(field.name(), fields.tree());
    }
    return tree;
  }

  @Override
  public String describe() {
    return "a section of fields, such as age: numeric";
  }

  @Override
  public Map<String, Key<?>> children() {
    return Map.of("<name>.type", TYPE);
  }
}
