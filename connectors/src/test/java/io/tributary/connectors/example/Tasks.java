package io.tributary.connectors.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.connectors.example.Decoded.Examples;
import io.tributary.connectors.example.Decoded.Rejected;
import io.tributary.connectors.example.RawRecord.Header;
import io.tributary.model.Example;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;

/** Three features; a task of each type: digit (the target), yes, tags (of three) and spend. */
final class Tasks {

  private Tasks() {}

  static Configuration configuration(double devFraction) {
    return configuration(3, devFraction);
  }

  static Configuration configuration(int features, double devFraction) {
    return ConfigurationFile.parse(
        """
        model: {name: test, input: [%d], trunk: [{dense: {units: 2}}]}
        tasks:
          digit: {type: classification, classes: 10, target: true}
          yes: {type: binary}
          tags: {type: multilabel, labels: 3}
          spend: {type: regression}
        dev: {fraction: %s}
        """
            .formatted(features, devFraction),
        "test.yaml",
        Path.of("."),
        Map.of());
  }

  static RawRecord json(String value) {
    return record(value.getBytes(UTF_8), List.of());
  }

  static RawRecord avro(byte[] value) {
    return record(value, List.of(contentType(ExampleDecoder.AVRO)));
  }

  static Header contentType(String type) {
    return new Header(ExampleDecoder.CONTENT_TYPE, type.getBytes(UTF_8));
  }

  static RawRecord record(byte[] value, List<Header> headers) {
    return new RawRecord("in", 2, 17, 1000, "key".getBytes(UTF_8), value, headers);
  }

  static List<Example> accepted(Decoded decoded) {
    if (decoded instanceof Examples examples) {
      return examples.examples();
    }
    return Assertions.fail("not accepted: " + decoded);
  }

  static Rejected rejected(Decoded decoded) {
    if (decoded instanceof Rejected rejected) {
      return rejected;
    }
    return Assertions.fail("not rejected: " + decoded);
  }
}
