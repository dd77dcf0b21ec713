package io.tributary.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads the YAML files under {@code docker/}. */
final class Yaml {

  private Yaml() {}

  /** All documents of a file under {@code docker/}. */
  static List<Object> documents(String file) throws IOException {
    return read(Files.readString(Repository.DOCKER.resolve(file)));
  }

  static List<Object> read(String text) {
    List<Object> documents = new ArrayList<>();
    new Load(LoadSettings.builder().setCodePointLimit(8 << 20).build())
        .loadAllFromString(text)
        .forEach(documents::add);
    return documents;
  }

  /** A mapping, with what {@code <<} brings in. */
  static Map<?, ?> map(@Nullable Object node) {
    Map<Object, Object> merged = new LinkedHashMap<>();
    Map<?, ?> own = (Map<?, ?>) Objects.requireNonNull(node);
    if (own.get("<<") != null) {
      merged.putAll(map(own.get("<<")));
    }
    merged.putAll(own);
    merged.remove("<<");
    return merged;
  }

  static Map<?, ?> at(Object node, String... path) {
    Map<?, ?> found = map(node);
    for (String step : path) {
      found = map(found.get(step));
    }
    return found;
  }
}
