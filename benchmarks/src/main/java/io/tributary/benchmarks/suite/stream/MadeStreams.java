package io.tributary.benchmarks.suite.stream;

import io.tributary.benchmarks.suite.stream.MadeTask.Answer;
import io.tributary.benchmarks.suite.stream.MadeTask.Drawn;
import io.tributary.benchmarks.suite.stream.MadeTask.Renamed;
import io.tributary.benchmarks.suite.stream.MadeTask.Truth;
import io.tributary.benchmarks.suite.stream.SuiteStream.Half;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/** Streams whose truth is known, made by {@link MadeStream}. */
final class MadeStreams {

  private static final int ROUNDS = 120;
  private static final int LONG = 2000;
  private static final int SCARCE = 16;
  private static final int DENSE = 64;
  private static final int ALL = 5 * DENSE; // examples of all tasks of a round, where many are
  private static final int FLOOD = 3 * DENSE;
  private static final double NOISE = 0.2;

  /** What the target asks. */
  private static final Truth OWN = new Answer(0, 0, NOISE);

  /** Another question about the target's hidden layer: learning it makes the target's units. */
  private static final Truth RELATED = new Answer(0, 1, 0);

  /** A question about another layer: it wants other units. */
  private static final Truth UNRELATED = new Answer(1, 0, 0);

  private MadeStreams() {}

  static List<SuiteStream> all() {
    List<SuiteStream> streams = new ArrayList<>();
    streams.add(
        stream(
            "helpful",
            "a scarce, noisy target and one related task",
            Half.DEVELOP,
            scarce(related("related"))));
    streams.add(
        stream(
            "shuffled",
            "a scarce target beside a task with drawn labels",
            Half.DEVELOP,
            scarce(always("shuffled", new Drawn()))));
    streams.add(
        stream(
            "adversarial",
            "a scarce target beside its own question under names that change",
            Half.REPORT,
            scarce(always("adversarial", new Renamed()))));
    streams.add(
        stream(
            "helpful-shuffled",
            "a related task and one with drawn labels",
            Half.REPORT,
            scarce(related("related"), always("shuffled", new Drawn()))));
    streams.add(
        stream(
            "helpful-adversarial",
            "a related task and the target's question under names that change",
            Half.DEVELOP,
            scarce(related("related"), always("adversarial", new Renamed()))));
    streams.add(
        stream(
            "contended",
            "a scarce target beside an unrelated task with twelve times as many examples",
            Half.DEVELOP,
            scarce(flood("unrelated", UNRELATED))));
    streams.add(
        stream(
            "helpful-contended",
            "a related task and an unrelated one with three times as many examples",
            Half.REPORT,
            scarce(related("related"), flood("unrelated", UNRELATED))));
    streams.add(
        stream(
            "plentiful",
            "a target with as many examples as the unrelated task beside it",
            Half.REPORT,
            List.of(
                MadeTask.always("target", 64, OWN),
                MadeTask.always("unrelated", 64, new Answer(1, 0, 0)))));
    for (int k : new int[] {2, 4, 8, 16}) {
      streams.add(
          stream(
              "among-" + k,
              "one related task among " + k + " auxiliary ones, the rest unrelated",
              k == 2 || k == 8 ? Half.DEVELOP : Half.REPORT,
              among(k)));
    }
    streams.add(
        stream(
            "drift-swap",
            "two tasks: midway the related one becomes unrelated, and the other related",
            Half.DEVELOP,
            scarce(
                MadeTask.turning("first", DENSE, RELATED, UNRELATED),
                MadeTask.turning("second", DENSE, UNRELATED, RELATED))));
    streams.add(
        stream(
            "drift-turns",
            "a related task with many examples becomes unrelated midway",
            Half.REPORT,
            scarce(MadeTask.turning("turning", 2 * DENSE, RELATED, UNRELATED))));
    streams.add(
        stream(
            "drift-comes",
            "an unrelated task with many examples comes to be related midway",
            Half.REPORT,
            scarce(MadeTask.turning("coming", 2 * DENSE, UNRELATED, RELATED))));
    streams.add(
        stream(
            "returning",
            "the target asks about one layer, then another, then the first again; a task each",
            Half.REPORT,
            returning()));
    streams.add(
        stream(
            "long",
            "2,000 short rounds of a related task and an unrelated one",
            Half.REPORT,
            LONG,
            List.of(
                MadeTask.always("target", 8, OWN),
                MadeTask.always("related", 16, RELATED),
                MadeTask.always("unrelated", 48, UNRELATED))));
    return streams;
  }

  private static List<MadeTask> scarce(MadeTask... auxiliaries) {
    List<MadeTask> tasks = new ArrayList<>();
    tasks.add(MadeTask.always("target", SCARCE, OWN));
    tasks.addAll(List.of(auxiliaries));
    return tasks;
  }

  private static MadeTask related(String name) {
    return always(name, RELATED);
  }

  private static MadeTask always(String name, Truth truth) {
    return MadeTask.always(name, DENSE, truth);
  }

  private static MadeTask flood(String name, Truth truth) {
    return MadeTask.always(name, FLOOD, truth);
  }

  private static List<MadeTask> among(int auxiliaries) {
    int perRound = Math.min(DENSE, ALL / auxiliaries);
    MadeTask[] tasks = new MadeTask[auxiliaries];
    for (int i = 0; i < auxiliaries; i++) {
      tasks[i] =
          i == auxiliaries / 2
              ? MadeTask.always("related", perRound, RELATED)
              : MadeTask.always("unrelated-" + (i + 1), perRound, new Answer(i + 1, 0, 0));
    }
    return scarce(tasks);
  }

  private static List<MadeTask> returning() {
    DoubleFunction<Truth> target =
        passed -> new Answer(passed < 1 / 3.0 || passed >= 2 / 3.0 ? 0 : 1, 0, NOISE);
    return List.of(
        new MadeTask("target", SCARCE, target),
        always("first", RELATED),
        always("second", new Answer(1, 1, 0)));
  }

  private static SuiteStream stream(String name, String about, Half half, List<MadeTask> tasks) {
    return stream(name, about, half, ROUNDS, tasks);
  }

  private static SuiteStream stream(
      String name, String about, Half half, int rounds, List<MadeTask> tasks) {
    int perRound = tasks.get(0).perRound();
    return new SuiteStream(
        name,
        about,
        half,
        false,
        rounds,
        0.1,
        Measure.ACCURACY,
        configuration(name, tasks, perRound),
        weights(tasks),
        new MadeStream(tasks, rounds, Math.max(2, perRound / 3)));
  }

  private static String configuration(String name, List<MadeTask> tasks, int perRound) {
    String described =
        tasks.stream()
            .map(
                task ->
                    "  %s: {type: classification, classes: %d%s}"
                        .formatted(
                            task.name(),
                            MadeStream.CLASSES,
                            task.equals(tasks.get(0)) ? ", target: true" : ""))
            .collect(Collectors.joining("\n"));
    return """
        model: {name: %s, input: [%d], trunk: [dense: {units: 16}, relu]}
        tasks:
        %s
        training: {miniEpoch: %d}
        rounds: {by: target}
        dev: {window: 256}
        """
        .formatted(name, MadeStream.FEATURES, described, perRound);
  }

  /** Those that make a unit related at the end, at several weights, with the rest at 0; and all. */
  private static List<Map<String, Double>> weights(List<MadeTask> tasks) {
    List<Map<String, Double>> tries = new ArrayList<>();
    for (double weight : new double[] {1, 0.3, 0.1, 2}) {
      Map<String, Double> related = new LinkedHashMap<>();
      for (MadeTask task : tasks.subList(1, tasks.size())) {
        related.put(task.name(), isRelated(task) ? weight : 0);
      }
      tries.add(related);
      Map<String, Double> alike = new LinkedHashMap<>();
      related.keySet().forEach(task -> alike.put(task, weight));
      tries.add(alike);
    }
    return tries;
  }

  private static boolean isRelated(MadeTask task) {
    return task.truth().apply(0.999) instanceof Answer answer && answer.layer() == 0;
  }
}
