package io.tributary.model.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Turns a record into the inputs of an exported graph by what the file beside it says, and by
 * nothing else: as somebody would who has the two files only. Texts are of ASCII.
 */
public final class GraphEncoder {
  private static final Pattern WORD = Pattern.compile("[a-z0-9]+");

  private GraphEncoder() {}

  /** The inputs of one record, in the graph's order. */
  @SuppressWarnings("unchecked")
  public static INDArray[] encode(Map<String, Object> guide, Map<String, Object> record) {
    List<INDArray> arrays = new ArrayList<>();
    float[] missing = new float[0];
    double share = 0;
    for (Map<String, Object> input : (List<Map<String, Object>>) value(guide, "inputs")) {
      float[] row = new float[number(input, "columns")];
      String name = (String) value(input, "input");
      Object given = input.containsKey("field") ? record.get(value(input, "field")) : null;
      if (name.equals("numbers")) {
        missing = numbers((List<Map<String, Object>>) value(input, "fields"), record, row);
      } else if (name.equals("missing")) {
        row = missing;
      } else if (name.startsWith("share.")) {
        row[0] = (float) share;
      } else if ("categorical".equals(input.get("type"))) {
        row[0] = category(input, (String) given);
      } else if ("text".equals(input.get("type"))) {
        List<byte[]> grams = grams(input, given == null ? "" : (String) given);
        int count = Math.min(grams.size(), row.length);
        for (int i = 0; i < count; i++) {
          row[i] = 1 + bucket(hash(grams.get(i)), number(input, "buckets"));
        }
        share = count == 0 ? 0 : 1.0 / count;
      } else if (given != null) {
        for (Map.Entry<Integer, Float> entry : ((Map<Integer, Float>) given).entrySet()) {
          row[entry.getKey()] += entry.getValue();
        }
      }
      arrays.add(Nd4j.createFromArray(new float[][] {row}));
    }
    return arrays.toArray(INDArray[]::new);
  }

  private static float[] numbers(
      List<Map<String, Object>> columns, Map<String, Object> record, float[] row) {
    float[] missing = new float[row.length];
    for (int i = 0; i < row.length; i++) {
      Object given = record.get(value(columns.get(i), "field"));
      double x = given == null ? 0 : ((Number) given).doubleValue();
      if ("log".equals(columns.get(i).get("transform"))) {
        x = Math.signum(x) * Math.log1p(Math.abs(x));
      }
      missing[i] = given == null ? 1 : 0;
      row[i] = given == null ? ((Number) value(columns.get(i), "mean")).floatValue() : (float) x;
    }
    return missing;
  }

  @SuppressWarnings("unchecked")
  private static int category(Map<String, Object> input, @Nullable String given) {
    if (!input.containsKey("values")) {
      return given == null ? 0 : 1 + bucket(hash(given.getBytes(UTF_8)), number(input, "buckets"));
    }
    Map<String, Integer> values = (Map<String, Integer>) value(input, "values");
    return given == null
        ? 1
        : values.getOrDefault(String.format(Locale.ROOT, "%012x", hash(given.getBytes(UTF_8))), 0);
  }

  @SuppressWarnings("unchecked")
  private static List<byte[]> grams(Map<String, Object> input, String text) {
    List<String> words = new ArrayList<>();
    Matcher runs = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (runs.find()) {
      words.add(runs.group());
    }
    List<byte[]> grams = new ArrayList<>();
    for (int n = 1; n <= number(input, "words"); n++) {
      for (int i = 0; i + n <= words.size(); i++) {
        grams.add(String.join(" ", words.subList(i, i + n)).getBytes(UTF_8));
      }
    }
    List<Integer> characters = (List<Integer>) value(input, "characters");
    for (int n = characters.get(0); n > 0 && n <= characters.get(1); n++) {
      for (String word : words) {
        String marked = "<" + word + ">";
        for (int i = 0; i + n <= marked.length(); i++) {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          bytes.write(1);
          bytes.writeBytes(marked.substring(i, i + n).getBytes(UTF_8));
          grams.add(bytes.toByteArray());
        }
      }
    }
    return grams;
  }

  private static long hash(byte[] bytes) {
    long hash = Long.parseUnsignedLong("cbf29ce484222325", 16);
    for (byte each : bytes) {
      hash ^= each & 255;
      hash *= 1099511628211L;
    }
    hash ^= hash >>> 33;
    hash *= Long.parseUnsignedLong("ff51afd7ed558ccd", 16);
    hash ^= hash >>> 33;
    hash *= Long.parseUnsignedLong("c4ceb9fe1a85ec53", 16);
    hash ^= hash >>> 33;
    return Math.max(1, hash >>> 16);
  }

  private static int bucket(long hash, int buckets) {
    return (int) (((hash >>> 16) * buckets) >>> 32);
  }

  private static int number(Map<String, Object> map, String key) {
    return ((Number) value(map, key)).intValue();
  }

  private static Object value(Map<String, Object> map, String key) {
    Object value = map.get(key);
    if (value == null) {
      throw new IllegalArgumentException("no " + key + " in " + map.keySet());
    }
    return value;
  }
}
