package io.tributary.model.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Hides what must not be printed of the section {@code kafka}.
 *
 * @param asWritten text of the file for values that came from the environment, by path
 */
record Mask(Map<String, String> asWritten) {

  private static final String HIDDEN = "***";
  private static final String PROPERTIES = "properties.";
  private static final String REGISTRY_PASSWORD = "schemaRegistry.password";
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[A-Za-z0-9_]+}");
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(password|passwd|passphrase|secret|token|jaas|credential|key"
              + "(?!\\.(de)?serializer|store\\.(location|type)|manager)).*");

  /** The tree with secrets hidden and plain dollars kept from being read as references. */
  Object apply(String path, Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> result = new LinkedHashMap<>();
      String start = path.isEmpty() ? "" : path + ".";
      map.forEach((key, below) -> result.put((String) key, apply(start + key, below)));
      return result;
    }
    if (value instanceof List<?> list) {
      List<Object> result = new ArrayList<>();
      list.forEach(item -> result.add(apply(path + "[" + result.size() + "]", item)));
      return result;
    }
    return leaf(path, value);
  }

  /** Whether what stands at a path below {@code kafka} is a secret by its name. */
  static boolean isSecret(String path) {
    return (path.startsWith(PROPERTIES) && SECRET.matcher(path).matches())
        || path.equals(REGISTRY_PASSWORD);
  }

  private Object leaf(String path, Object value) {
    String written = asWritten.get(path);
    if (isSecret(path) && (written == null || !REFERENCE.matcher(written).matches())) {
      return HIDDEN;
    }
    if (written != null) {
      return written;
    }
    return value instanceof String text ? text.replace("${", "$${") : value;
  }
}
