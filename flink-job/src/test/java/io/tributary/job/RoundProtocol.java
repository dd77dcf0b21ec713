package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.job.SteppedRounds.Published;
import io.tributary.job.message.TrainerMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Jobs on which the rules of the round protocol are tried, one by one. */
final class RoundProtocol {

  static final String BY_TARGET = "{by: target, idleAfter: 0s}";
  static final String BY_COUNT = "{by: count, wait: all}";
  static final int SIDE = 1;

  private RoundProtocol() {}

  static SteppedJob job(String rounds, int parallelism) throws Exception {
    return job(rounds, parallelism, FourTasks.stream(400, 1));
  }

  static SteppedJob job(String rounds, int parallelism, TestStream stream) throws Exception {
    return new SteppedJob(
        FourTasks.configuration("stepped", rounds, parallelism, "nowhere:9092", Path.of("c")),
        stream,
        parallelism);
  }

  /** Parameters by round; fails when one round was ever published with two. */
  static Map<Long, List<Float>> parameters(SteppedJob job) {
    Map<Long, List<Float>> byRound = new TreeMap<>();
    for (Published published : job.published()) {
      List<Float> former = byRound.putIfAbsent(published.fence().round(), published.parameters());
      assertThat(former == null || former.equals(published.parameters()))
          .as("round %d always has the same parameters", published.fence().round())
          .isTrue();
    }
    return byRound;
  }

  static Map<Long, List<Float>> undisturbed(String rounds) throws Exception {
    try (SteppedJob job = job(rounds, 1)) {
      job.run(job::isDone);
      return parameters(job);
    }
  }

  static <T extends TrainerMessage> Stream<T> told(SteppedJob job, Class<T> type) {
    return job.told().stream().filter(type::isInstance).map(type::cast);
  }
}
