package io.tributary.model.config;

import java.util.List;
import java.util.regex.Pattern;

/** The section {@code kafka.schemaRegistry}; without it no framed record is read. */
final class SchemaRegistryPart extends Part<SchemaRegistryConfig> {

  private static final Unquoted ANY =
      new Unquoted(Pattern.compile("[^\\p{Cntrl}]+"), "text without control characters");

  private static final Key<String> URL =
      Key.required(
          "url",
          new Unquoted(
              Pattern.compile("https?://[^\\s@/?#]+(/[^\\s@?#]*)?"),
              "a URL such as http://registry:8081, without a user"),
          "Of a schema registry; `/schemas/ids/<id>` is asked for below it");
  private static final Key<String> USER =
      Key.derived("user", ANY, "none", "For HTTP basic authentication");
  private static final Key<String> PASSWORD =
      Key.derived("password", ANY, "none", "Of the user; printed as `***`");

  @Override
  List<Key<?>> keys() {
    return List.of(URL, USER, PASSWORD);
  }

  @Override
  SchemaRegistryConfig build(Section section) {
    if (section.has(USER) != section.has(PASSWORD)) {
      throw section.refuse(
          section.has(USER) ? USER : PASSWORD, "stands alone; give user and password, or neither");
    }
    return new SchemaRegistryConfig(section.get(URL), section.find(USER), section.find(PASSWORD));
  }

  @Override
  Fields fields(SchemaRegistryConfig registry) {
    Fields fields = new Fields().with(URL, registry.url());
    if (registry.user() != null && registry.password() != null) {
      fields.with(USER, registry.user()).with(PASSWORD, registry.password());
    }
    return fields;
  }
}
