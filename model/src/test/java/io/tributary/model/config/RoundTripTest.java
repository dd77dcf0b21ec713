package io.tributary.model.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

/** What is printed reads back as the same, for random configurations. */
class RoundTripTest {

  private static final int DRAWS = 200;

  @Test
  void printedConfigurationsReadBack() {
    for (int seed = 0; seed < DRAWS; seed++) {
      Configuration drawn = new RandomConfiguration(seed).draw();

      String text = ConfigurationPrinter.print(drawn);

      assertThat(Texts.parse(text)).as("seed %d:%n%s", seed, text).isEqualTo(drawn);
    }
  }

  @Test
  void theLearningPartReadsBackWithTheSameLearning() {
    for (int seed = 0; seed < DRAWS; seed++) {
      Configuration drawn = new RandomConfiguration(seed).draw();

      Configuration read = Texts.parse(ConfigurationPrinter.learningPart(drawn));

      assertThat(read.model()).isEqualTo(drawn.model());
      assertThat(read.tasks()).isEqualTo(drawn.tasks());
      assertThat(read.training()).isEqualTo(drawn.training());
      assertThat(read.rounds()).isEqualTo(drawn.rounds());
      assertThat(read.weighting()).isEqualTo(drawn.weighting());
      assertThat(read.dev()).isEqualTo(drawn.dev());
      assertThat(ConfigurationPrinter.learningPart(read))
          .isEqualTo(ConfigurationPrinter.learningPart(drawn));
    }
  }

  @Test
  void configurationsTravelToWorkers() throws IOException, ClassNotFoundException {
    for (int seed = 0; seed < 20; seed++) {
      Configuration drawn = new RandomConfiguration(seed).draw();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(drawn);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        assertThat(in.readObject()).isEqualTo(drawn);
      }
    }
  }
}
