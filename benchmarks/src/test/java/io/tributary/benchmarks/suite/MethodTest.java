package io.tributary.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.benchmarks.suite.stream.Purpose;
import io.tributary.benchmarks.suite.stream.Recording;
import io.tributary.benchmarks.suite.stream.Streams;
import io.tributary.benchmarks.suite.stream.SuiteStream;
import io.tributary.model.Split;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MethodTest {

  private static final SuiteStream STREAM =
      new Streams(null).named(List.of("helpful-shuffled")).get(0);

  @Test
  void everyMethodTriesTheSameOfWhatAllHave() {
    Set<Object> different = new HashSet<>();
    for (int draw = 0; draw < 8; draw++) {
      Map<String, Object> common = Methods.named(List.of("single")).get(0).draw(STREAM, draw);
      assertThat(common).hasSize(4);
      for (Method method : Methods.named(List.of("all"))) {
        assertThat(method.draw(STREAM, draw)).as(method.name()).containsAllEntriesOf(common);
      }
      different.add(common);
    }
    assertThat(different).hasSize(8);
  }

  @Test
  void everyDrawOfEveryMethodIsAConfiguration() throws IOException {
    Recording recording = STREAM.recorder().record(1, Purpose.TUNE);
    for (Method method : Methods.named(List.of("all"))) {
      for (int draw = 0; draw < 4; draw++) {
        Map<String, Object> settings = method.draw(STREAM, draw);
        Setup setup = Setup.of(STREAM, method, settings, recording, 1);
        assertThat(setup.configuration().weighting().method())
            .isEqualTo(method.settings().get("weighting.method"));
        assertThat(setup.configuration().training().optimizer().learningRate())
            .isEqualTo(settings.get("training.optimizer.learningRate"));
      }
    }
  }

  @Test
  void whatIsSetIsNotDrawn() {
    Method paper = Methods.named(List.of("paper")).get(0);
    assertThat(paper.draw(STREAM, 1)).containsKey("weighting.alpha.steps");
    Method set = paper.with("paper-7", Map.of("weighting.alpha.steps", 7));
    assertThat(set.draw(STREAM, 1)).doesNotContainKey("weighting.alpha.steps");
    assertThat(set.settings()).containsEntry("weighting.alpha.steps", 7);
  }

  @Test
  void aMethodThatIgnoresTheDevWindowTrainsOnItsExamples() throws IOException {
    Recording recording = STREAM.recorder().record(1, Purpose.TUNE);
    Setup uniform = setup("uniform", recording);
    Setup paper = setup("paper", recording);
    int more = recording.count(Split.DEV, "target");
    assertThat(more).isPositive();
    assertThat(trained(uniform)).isEqualTo(trained(paper) + more);
    assertThat(rounds(uniform)).isBetween(rounds(paper) - 2, rounds(paper) + 2);
  }

  private static Setup setup(String name, Recording recording) {
    Method method = Methods.named(List.of(name)).get(0);
    return Setup.of(STREAM, method, method.draw(STREAM, 0), recording, 1);
  }

  private static int trained(Setup setup) {
    return setup.recording().count(Split.TRAIN, "target");
  }

  private static int rounds(Setup setup) {
    return trained(setup) / setup.configuration().tasks().get(0).miniEpoch();
  }
}
