package io.tributary.benchmarks;

import io.tributary.connectors.example.ExampleEncoder;
import io.tributary.connectors.example.ExampleRecord;
import io.tributary.connectors.example.NamedRecord;
import io.tributary.connectors.example.RawRecord;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Records that look like people's: a table, texts, and plain arrays to compare with. */
enum MadeFields {
  /** As many plain numbers as the trunk sees of the table. */
  DENSE_90(90),
  /** As many plain numbers as a sparse vector's row has. */
  DENSE_128(128),
  /** As many plain numbers as a text's row has. */
  DENSE_256(256),
  /** Ten numbers and ten categories, like bank-marketing. */
  TABLE(90),
  /** A sparse vector of 20 entries. */
  SPARSE(128),
  /** One text of about 40 words, of 20,000 that are as frequent as in a language (Zipf's law). */
  TEXT(256),
  /** The same of words that are all as frequent: no text has more different n-grams. */
  NOISE(256);

  private static final int COLUMNS = 10;
  private static final int WORDS = 20_000;

  private final int inputs;

  MadeFields(int inputs) {
    this.inputs = inputs;
  }

  /** The plain numbers to compare with. */
  MadeFields dense() {
    return switch (this) {
      case DENSE_90, TABLE -> DENSE_90;
      case DENSE_128, SPARSE -> DENSE_128;
      case DENSE_256, TEXT, NOISE -> DENSE_256;
    };
  }

  private boolean isDense() {
    return dense() == this;
  }

  /**
   * A model of these inputs, the same behind them.
   *
   * @param training its section of the configuration
   */
  Configuration configuration(String training) {
    StringBuilder text = new StringBuilder("  fields:\n");
    if (this == TABLE) {
      for (int i = 0; i < COLUMNS; i++) {
        text.append("    number %d: numeric%n".formatted(i));
        text.append("    word %d: {type: categorical, values: 30, dimension: 7}%n".formatted(i));
      }
    } else if (isDense()) {
      text = new StringBuilder("  input: [%d]%n".formatted(inputs));
    } else {
      text.append(this == SPARSE ? "    basket: sparse\n" : "    text: text\n");
    }
    return ConfigurationFile.parse(
        """
        model:
          name: made
        %s  trunk: [dense: {units: 64}, relu]
        tasks: {label: {type: binary, target: true}}
        training: %s
        """
            .formatted(text, training),
        "made.yaml",
        Path.of("."),
        Map.of());
  }

  /** Records, always the same. */
  List<RawRecord> records(int count) {
    Random random = new Random(6);
    List<RawRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] value = value(random);
      records.add(new RawRecord("made", 0, i, i, null, value, List.of()));
    }
    return records;
  }

  /** Of 20,000 words: the r-th as often as 1 / r, or all alike. */
  private int rank(Random random) {
    return this == NOISE
        ? random.nextInt(WORDS)
        : ((int) Math.pow(WORDS, random.nextDouble())) * 7919 % WORDS; // not neighbours in spelling
  }

  private byte[] value(Random random) {
    Map<String, Object> labels = Map.of("label", random.nextInt(2));
    if (isDense()) {
      float[] features = new float[inputs];
      for (int i = 0; i < features.length; i++) {
        features[i] = Math.round(random.nextGaussian() * 1000) / 1000f;
      }
      return ExampleEncoder.json(ExampleRecord.of(features, "label", random.nextInt(2)));
    }
    Map<String, Object> features = new LinkedHashMap<>();
    if (this == TABLE) {
      for (int i = 0; i < COLUMNS; i++) {
        features.put("number " + i, Math.round(random.nextGaussian() * 10_000) / 100.0);
        features.put("word " + i, "category-" + random.nextInt(30));
      }
    } else if (this != SPARSE) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 40; i++) {
        text.append(Integer.toString(2_000 + rank(random), 36)).append(' ');
      }
      features.put("text", text.toString());
    } else {
      List<Integer> indices = new ArrayList<>();
      List<Float> values = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        indices.add(random.nextInt(65_536));
        values.add(Math.round(random.nextGaussian() * 100) / 100f);
      }
      features.put("basket", Map.of("indices", indices, "values", values));
    }
    return ExampleEncoder.json(new NamedRecord(features, labels, null, null, null));
  }
}
