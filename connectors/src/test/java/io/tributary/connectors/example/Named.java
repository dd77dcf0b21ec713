package io.tributary.connectors.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Fields of every kind, and one task. */
final class Named {

  /** Where each field begins in the row of 19 floats. */
  static final int AGE = 0;

  static final int BALANCE = 1;
  static final int JOB = 2;
  static final int CITY = 4;
  static final int COMMENT = 6;
  static final int BASKET = 13;
  static final int WIDTH = 19;

  private Named() {}

  static Configuration configuration() {
    return ConfigurationFile.parse(
        """
        model:
          name: test
          fields:
            age: numeric
            Größe (m²): {type: numeric, transform: log}
            job: {type: categorical, values: 3}
            city.code: {type: categorical, buckets: 50}
            comment: {type: text, buckets: 1000, words: 2, characters: [], length: 7}
            basket: {type: sparse, size: 100, entries: 3}
          trunk: [{dense: {units: 2}}]
        tasks:
          yes: {type: binary, target: true}
        """,
        "test.yaml",
        Path.of("."),
        Map.of());
  }

  /** A record with these features and a label. */
  static RawRecord json(String features) {
    String value =
        "{\"features\":" + features + ",\"task\":\"yes\",\"label\":1,\"split\":\"train\"}";
    return Tasks.record(value.getBytes(UTF_8), List.of());
  }
}
