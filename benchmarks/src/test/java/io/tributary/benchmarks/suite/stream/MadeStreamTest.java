package io.tributary.benchmarks.suite.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.benchmarks.suite.stream.MadeTask.Answer;
import io.tributary.benchmarks.suite.stream.MadeTask.Drawn;
import io.tributary.benchmarks.suite.stream.Recording.Labelled;
import io.tributary.model.Split;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MadeStreamTest {

  private static final int ROUNDS = 60;
  private static final MadeStream STREAM =
      new MadeStream(
          List.of(
              MadeTask.always("target", 6, new Answer(0, 0, 0)),
              MadeTask.turning("turning", 10, new Answer(0, 0, 0), new Drawn())),
          ROUNDS,
          2);

  @Test
  void everyRoundHasItsShareAndEndsWithTheTarget() {
    List<Labelled> records = STREAM.record(1, Purpose.REPORT).records();
    for (int round = 0; round < ROUNDS; round++) {
      List<Labelled> part = records.subList(round * 18, (round + 1) * 18);
      assertThat(count(part, "target", Split.TRAIN)).isEqualTo(6);
      assertThat(count(part, "target", Split.DEV)).isEqualTo(2);
      assertThat(count(part, "turning", Split.TRAIN)).isEqualTo(10);
      assertThat(part.get(17).labels()).containsOnlyKeys("target");
      assertThat(part.get(17).split()).isEqualTo(Split.TRAIN);
    }
    assertThat(records.subList(ROUNDS * 18, records.size()))
        .isNotEmpty()
        .allMatch(each -> each.split() == Split.TEST && each.labels().containsKey("target"));
  }

  @Test
  void aSeedGivesTheSameStreamAndAnotherAnotherOne() {
    Recording one = STREAM.record(1, Purpose.REPORT);
    assertThat(same(one, STREAM.record(1, Purpose.REPORT))).isTrue();
    assertThat(same(one, STREAM.record(2, Purpose.REPORT))).isFalse();
  }

  @Test
  void aTaskTellsWhatItSaysUntilItTurns() {
    List<Labelled> records = STREAM.record(1, Purpose.REPORT).records();
    List<Labelled> target =
        records.stream().filter(each -> each.labels().containsKey("target")).toList();
    List<Labelled> turning =
        records.stream().filter(each -> each.labels().containsKey("turning")).toList();
    // The class of the nearest of many inputs that the target labels: right more often than not.
    long before = nearestAgrees(turning.subList(0, 300), "turning", target);
    long after = nearestAgrees(turning.subList(300, 600), "turning", target);
    assertThat(before).isGreaterThan(after + 40);
  }

  @Test
  void questionsAboutOneLayerDependOnItsUnitsAlone() {
    SplittableRandom random = new SplittableRandom(4);
    HiddenLayer layer = HiddenLayer.random(3, 8, random);
    HiddenLayer.Question question = layer.question(4, random);
    int[] seen = new int[4];
    for (int i = 0; i < 2000; i++) {
      float[] input = new float[8];
      for (int j = 0; j < 8; j++) {
        input[j] = (float) random.nextGaussian();
      }
      seen[question.classOf(input)]++;
    }
    assertThat(Arrays.stream(seen).filter(count -> count > 50).count()).isGreaterThan(1);
  }

  private static long nearestAgrees(List<Labelled> asked, String task, List<Labelled> known) {
    return asked.stream()
        .filter(
            each -> {
              Labelled nearest = known.get(0);
              for (Labelled other : known) {
                if (distance(each, other) < distance(each, nearest)) {
                  nearest = other;
                }
              }
              return label(each, task) == label(nearest, "target");
            })
        .count();
  }

  private static float label(Labelled record, String task) {
    return record.labels().getOrDefault(task, new float[] {Float.NaN})[0];
  }

  private static double distance(Labelled one, Labelled other) {
    double sum = 0;
    for (int i = 0; i < one.features().length; i++) {
      double apart = one.features()[i] - other.features()[i];
      sum += apart * apart;
    }
    return sum;
  }

  private static boolean same(Recording one, Recording other) {
    for (int i = 0; i < one.records().size(); i++) {
      Labelled left = one.records().get(i);
      Labelled right = other.records().get(i);
      if (!Arrays.equals(left.features(), right.features())
          || !labels(left).equals(labels(right))) {
        return false;
      }
    }
    return one.records().size() == other.records().size();
  }

  private static String labels(Labelled record) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, float[]> label : record.labels().entrySet()) {
      text.append(label.getKey()).append(Arrays.toString(label.getValue()));
    }
    return text.toString();
  }

  private static int count(List<Labelled> records, String task, Split split) {
    return (int)
        records.stream()
            .filter(each -> each.split() == split && each.labels().containsKey(task))
            .count();
  }
}
