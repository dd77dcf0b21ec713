package io.tributary.model.config;

import static io.tributary.model.config.Texts.MODEL;
import static io.tributary.model.config.Texts.TASKS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a file holds, it is accepted or refused in one line that keeps its secrets. */
class GarbledFilesTest {

  private static final String TEXT =
      MODEL
          + TASKS
          + """
          training: {miniEpoch: 64, optimizer: {type: sgd, learningRate: 0.1}}
          rounds: {by: count, wait: 5s}
          weighting:
            method: fixed
            weights: {price: 1, sold: 0.5}
          kafka:
            bootstrapServers: ${HOST}
            topics: {examples: [a, b]}
            properties:
              client.id: shop
              sasl.password: hunter2
          """;
  private static final Map<String, String> ENVIRONMENT = Map.of("HOST", "hunter2:9092");
  private static final String INSERTS = "{}[]:,\"'#&*!|>%@`~-?$ \n\t0x\\\u0000\uFEFF";

  @Test
  void areRefusedInOneLine() {
    int refused = 0;
    for (int seed = 0; seed < 2000; seed++) {
      String text = garble(new Random(seed));
      try {
        Texts.parse(text, ENVIRONMENT);
      } catch (ConfigurationException e) {
        refused++;
        assertThat(e.getMessage())
            .as(text)
            .startsWith("shop.yaml:")
            .doesNotContain("hunter2", "\n", "null")
            .hasSizeLessThan(400);
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }

  private static String garble(Random random) {
    StringBuilder text = new StringBuilder(TEXT);
    for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, INSERTS.charAt(random.nextInt(INSERTS.length())));
        default -> text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
      }
    }
    return text.toString();
  }
}
