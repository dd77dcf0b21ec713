package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.record.Fence;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.connectors.record.RoundMessage;
import io.tributary.connectors.record.RoundMessage.Kind;
import io.tributary.connectors.record.SpanRecord;
import io.tributary.job.SteppedJob.Published;
import io.tributary.job.SteppedJob.Saved;
import io.tributary.job.message.FloatChunks;
import io.tributary.job.message.TrainerMessage;
import io.tributary.job.message.TrainerMessage.Answer;
import io.tributary.job.message.TrainerMessage.DeltaChunk;
import io.tributary.job.message.TrainerMessage.Hello;
import io.tributary.job.message.TrainerMessage.OfRound;
import io.tributary.job.message.TrainerMessage.Outcome;
import io.tributary.job.message.TrainerMessage.Ready;
import io.tributary.model.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The rules by which trainers and coordinator work together, one by one. */
class RoundProtocolTest {

  private static final String BY_TARGET = "{by: target, idleAfter: 0s}";
  private static final String BY_COUNT = "{by: count, wait: all}";
  private static final int SIDE = 1;

  private static SteppedJob job(String rounds, int parallelism) throws Exception {
    return job(rounds, parallelism, FourTasks.stream(400, 1));
  }

  private static SteppedJob job(String rounds, int parallelism, TestStream stream)
      throws Exception {
    return new SteppedJob(
        FourTasks.configuration("stepped", rounds, parallelism, "nowhere:9092", Path.of("c")),
        stream,
        parallelism);
  }

  /** Parameters by round; fails when one round was ever published with two. */
  private static Map<Long, List<Float>> parameters(SteppedJob job) {
    Map<Long, List<Float>> byRound = new TreeMap<>();
    for (Published published : job.published()) {
      List<Float> former = byRound.putIfAbsent(published.fence().round(), published.parameters());
      assertThat(former == null || former.equals(published.parameters()))
          .as("round %d always has the same parameters", published.fence().round())
          .isTrue();
    }
    return byRound;
  }

  private static Map<Long, List<Float>> undisturbed(String rounds) throws Exception {
    try (SteppedJob job = job(rounds, 1)) {
      job.run(job::isDone);
      return parameters(job);
    }
  }

  private static <T extends TrainerMessage> Stream<T> told(SteppedJob job, Class<T> type) {
    return job.told().stream().filter(type::isInstance).map(type::cast);
  }

  /** A mini-epoch is kept until a round has taken it. */
  @Nested
  class Rule1 {

    @Test
    void aRoundThatIsAskedForAgainIsAnsweredWithTheSameDeltas() throws Exception {
      try (SteppedJob job = job(BY_COUNT, 1)) {
        job.run(() -> told(job, Hello.class).count() == 1);
        job.run(() -> told(job, Answer.class).count() == 4 && !job.hasReached(1));
        List<String> first = deltas(job, 0);
        job.tellCoordinator(told(job, Hello.class).findFirst().orElseThrow());
        int before = job.told().size();
        job.run(() -> job.hasReached(1));
        List<String> again = deltas(job, before);
        assertThat(first).hasSize(4);
        assertThat(again.subList(0, 4)).isEqualTo(first);
      }
    }

    private static List<String> deltas(SteppedJob job, int from) {
      return job.told().subList(from, job.told().size()).stream()
          .filter(DeltaChunk.class::isInstance)
          .map(DeltaChunk.class::cast)
          .map(c -> c.task() + " " + Arrays.hashCode(c.values()))
          .sorted()
          .toList();
    }

    @Test
    void aDeltaThatAGuardLeavesOutCountsAsConsumed() throws Exception {
      List<String> lines = new ArrayList<>(FourTasks.stream(400, 1).lines());
      lines.replaceAll(
          line ->
              line.contains("side") && line.hashCode() % 9 == 0
                  ? line.replaceAll("\\[.*]", "[3e38,3e38,3e38,3e38]")
                  : line);
      try (SteppedJob job =
          new SteppedJob(FourTasks.rectified(BY_COUNT), TestStream.ofLines(lines), 1)) {
        job.run(job::isDone);
        assertThat(job.headers())
            .extracting(RoundHeader::finished)
            .filteredOn(Objects::nonNull)
            .extracting(finished -> Objects.requireNonNull(finished.tasks().get("side")).guarded())
            .filteredOn(Objects::nonNull)
            .isNotEmpty();
        assertThat(job.lastHeader().consumed()).containsEntry("side", job.lastHeader().round());
      }
    }
  }

  /** The coordinator's state holds no deltas. */
  @Nested
  class Rule2 {

    @Test
    void answersLeaveNoTraceInStateBeforeTheirRoundIsFinished() throws Exception {
      try (SteppedJob job = job(BY_TARGET, 1)) {
        job.run(() -> job.hasReached(4));
        int before = job.told().size();
        long empty = job.coordinator().snapshot(1, 1).getStateSize();
        // The results of combining are mails, and no mail of the coordinator's runs here.
        while (job.told().subList(before, job.told().size()).stream()
                .filter(Answer.class::isInstance)
                .count()
            < 4) {
          job.readExamples(5);
          job.readRounds();
          job.trainers().get(0).runMails();
          job.deliver(0);
        }
        assertThat(job.coordinator().snapshot(2, 2).getStateSize()).isEqualTo(empty);
        assertThat(told(job, TrainerMessage.DevExamples.class)).isNotEmpty();
      }
    }
  }

  /** Runs, generations and incarnations. */
  @Nested
  class Rule3 {

    @Test
    void theRunKeepsItsIdAndEveryRestoreRaisesItsGeneration() throws Exception {
      try (SteppedJob job = job(BY_TARGET, 2)) {
        job.run(() -> job.hasReached(2));
        String run = job.lastHeader().run();
        Saved saved = job.checkpoint();
        for (long failure = 1; failure <= 3; failure++) { // more than one from the same checkpoint
          long reached = 3 + failure;
          job.failAndRestore(saved, 2);
          job.run(() -> job.hasReached(reached));
          assertThat(job.lastHeader().generation()).isEqualTo(failure);
          assertThat(job.lastHeader().run()).isEqualTo(run);
        }
      }
    }

    @Test
    void trainersObeyNothingThatWasNotMeantForThem() throws Exception {
      Map<Long, List<Float>> expected = undisturbed(BY_TARGET);
      try (SteppedJob job = job(BY_TARGET, 2)) {
        job.run(() -> job.hasReached(2));
        Saved saved = job.checkpoint();
        job.run(() -> job.hasReached(6));
        List<RoundMessage> failed = List.copyOf(job.rounds());
        job.failAndRestore(saved, 2);
        int before = job.told().size();
        job.run(() -> job.hasReached(3) && job.lastHeader().generation() == 1);
        job.rounds().addAll(failed); // a failed attempt that still speaks
        job.run(job::isDone);
        assertThat(job.told().subList(before, job.told().size()))
            .filteredOn(OfRound.class::isInstance)
            .extracting(message -> ((OfRound) message).fence().generation())
            .containsOnly(1L);
        assertThat(parameters(job)).isEqualTo(expected);
      }
    }

    @Test
    void nothingIsPublishedBeforeAllTrainersAreKnownAndAgainWhenOneIsNew() throws Exception {
      try (SteppedJob job = job(BY_TARGET, 2)) {
        job.runMails();
        job.deliver(0);
        assertThat(job.rounds()).isEmpty();
        job.deliver(1);
        assertThat(job.lastHeader().incarnations()).hasSize(2);
        job.tellCoordinator(new Hello(1, 2, 42));
        assertThat(job.headers()).hasSize(2);
        assertThat(job.lastHeader().incarnations()).hasSize(2).contains(42L);
        assertThat(job.lastHeader().round()).isZero();
      }
    }
  }

  /** Deltas of another run, generation or round are dropped. */
  @Nested
  class Rule4 {

    @Test
    void whatAZombieAnswersChangesNothing() throws Exception {
      Map<Long, List<Float>> expected = undisturbed(BY_COUNT);
      try (SteppedJob job = job(BY_COUNT, 1)) {
        job.run(() -> told(job, Answer.class).count() >= 4);
        Saved saved = job.checkpoint();
        List<OfRound> answers = told(job, OfRound.class).toList();
        job.failAndRestore(saved, 1);
        job.run(() -> job.lastHeader().generation() == 1);
        Fence now = job.rounds().get(job.rounds().size() - 1).fence();
        for (Fence other :
            List.of(
                new Fence(now.run(), 0, now.round()),
                new Fence(now.run(), 2, now.round()),
                new Fence("another", now.generation(), now.round()),
                new Fence(now.run(), now.generation(), now.round() + 1))) {
          for (OfRound message : answers) {
            job.tellCoordinator(spoiled(message, other));
          }
        }
        job.run(job::isDone);
        assertThat(parameters(job)).isEqualTo(expected);
      }
    }

    /** The same message under another fence, its delta turned into nonsense. */
    private static TrainerMessage spoiled(OfRound message, Fence fence) {
      if (message instanceof DeltaChunk chunk) {
        float[] values = new float[chunk.values().length / Float.BYTES];
        Arrays.fill(values, 0.5f);
        return new DeltaChunk(fence, chunk.task(), chunk.index(), FloatChunks.split(values).get(0));
      }
      if (message instanceof Answer a) {
        return new Answer(
            fence, a.task(), a.outcome(), a.training(), a.scores(), a.counters(), a.spent());
      }
      if (message instanceof Ready ready) {
        return new Ready(fence, ready.task(), ready.endsAt());
      }
      return message;
    }
  }

  /** Training and combining come back as mails; nothing is published again on a timer. */
  @Nested
  class Rule6 {

    @Test
    void aBarrierPassesWhileADeltaIsInTraining() throws Exception {
      Map<Long, List<Float>> expected = undisturbed(BY_COUNT);
      try (SteppedJob job = job(BY_COUNT, 1)) {
        job.readExamples(200);
        job.runMails();
        job.deliver(0);
        while (job.readRounds()) {}
        while (job.deliver(0)) {}
        assertThat(told(job, Ready.class).count()).isEqualTo(4);
        Saved inTraining = job.checkpoint();
        assertThat(told(job, Answer.class)).isEmpty();
        job.failAndRestore(inTraining, 2);
        job.run(job::isDone);
        assertThat(parameters(job)).isEqualTo(expected);
      }
    }

    @Test
    void aBarrierPassesWhileARoundIsCombined() throws Exception {
      Map<Long, List<Float>> expected = undisturbed(BY_COUNT);
      try (SteppedJob job = job(BY_COUNT, 1)) {
        job.readExamples(200);
        while (told(job, Answer.class).count() < 4) {
          job.readRounds();
          job.trainers().get(0).runMails();
          job.deliver(0);
        }
        while (!job.coordinator().getTaskMailbox().hasMail()) {
          Thread.onSpinWait();
        }
        assertThat(job.lastHeader().round()).isZero();
        Saved combining = job.checkpoint();
        job.failAndRestore(combining, 2);
        job.run(job::isDone);
        assertThat(parameters(job)).isEqualTo(expected);
      }
    }

    @Test
    void timeAloneMakesTheCoordinatorSayNothing() throws Exception {
      try (SteppedJob job = job(BY_TARGET, 1)) {
        job.run(() -> job.hasReached(1));
        int said = job.rounds().size();
        job.coordinator().setProcessingTime(86_400_000);
        assertThat(job.coordinator().said()).isEmpty();
        assertThat(job.rounds()).hasSize(said);
      }
    }
  }

  /** Patience is for examples only. */
  @Nested
  class Rule7 {

    @Test
    void aTaskThatIsTrainingIsWaitedForHoweverLongItTakes() throws Exception {
      TestStream two = FourTasks.stream(400, 1).only("main", "side");
      try (SteppedJob job = job("{by: count, wait: 5s}", 4, two)) {
        job.readExamples(60);
        job.runMails();
        for (int subtask = 0; subtask < 4; subtask++) {
          job.deliver(subtask);
        }
        int side = job.subtaskOf(SIDE);
        while (told(job, Answer.class).findAny().isEmpty()) {
          job.readRounds();
          job.runMails();
          for (int subtask = 0; subtask < 4; subtask++) {
            if (subtask != side || told(job, Ready.class).noneMatch(r -> r.task() == SIDE)) {
              job.deliver(subtask);
            }
          }
        }
        job.coordinator().setProcessingTime(600_000);
        assertThat(told(job, Answer.class)).extracting(Answer::task).doesNotContain(SIDE);
        for (int i = 0; i < 200; i++) {
          job.runMails();
          Thread.sleep(1);
        }
        assertThat(job.lastHeader().round()).isZero();
        job.run(() -> job.hasReached(1));
        RoundHeader first =
            job.headers().stream().filter(header -> header.round() == 1).findFirst().orElseThrow();
        assertThat(first.consumed()).containsOnlyKeys("main", "side");
      }
    }
  }

  /** Rounds by target: an auxiliary answers with all it holds up to the target's end. */
  @Nested
  class Rule8 {

    @Test
    void anAuxiliaryAnswersOnceItsEventTimeHasPassedTheTargetsEnd() throws Exception {
      try (SteppedJob job = job(BY_TARGET, 4)) {
        job.holdBack(job.subtaskOf(SIDE));
        job.run(() -> told(job, Answer.class).count() == 3);
        long endsAt =
            job.rounds().stream()
                .filter(message -> message.kind() == Kind.SPAN)
                .map(message -> Json.read(message.body(), SpanRecord.class).endsAt())
                .findFirst()
                .orElseThrow();
        job.readExamples(60); // more of it, behind the end
        assertThat(told(job, OfRound.class)).extracting(OfRound::task).doesNotContain(SIDE);
        job.release();
        job.run(() -> told(job, Answer.class).anyMatch(answer -> answer.task() == SIDE));
        Answer side =
            told(job, Answer.class).filter(a -> a.task() == SIDE).findFirst().orElseThrow();
        long upTo =
            job.log().stream()
                .filter(example -> example.task() == SIDE)
                .filter(example -> example.split() == Split.TRAIN)
                .filter(example -> example.position().time() <= endsAt)
                .count();
        assertThat(Objects.requireNonNull(side.training()).before().examples()).isEqualTo(upTo);
      }
    }
  }

  /** The end of a bounded input. */
  @Nested
  class Rule9 {

    @Test
    void leftoversAreCountedAndTheLastRoundIsScoredBeforeTheRunIsDone() throws Exception {
      try (SteppedJob job = job(BY_COUNT, 2)) {
        job.run(job::isDone);
        assertThat(job.headers().get(job.headers().size() - 2).phase()).isEqualTo(Phase.LAST);
        assertThat(job.lastHeader().scores()).extracting("split").contains("test");
        assertThat(job.lastHeader().counters().values())
            .allSatisfy(
                c -> {
                  assertThat(c.pending()).isZero();
                  assertThat(c.trained() + c.dev() + c.test() + c.dropped())
                      .isEqualTo(c.received());
                });
        assertThat(told(job, Answer.class)).extracting(Answer::outcome).contains(Outcome.ENDED);
      }
    }

    @Test
    void aFailureInTheLastPhaseOrAfterTheEndComesToTheSameEnd() throws Exception {
      for (boolean done : List.of(false, true)) {
        try (SteppedJob job = job(BY_TARGET, 2)) {
          job.run(() -> !job.rounds().isEmpty() && job.lastHeader().phase() == Phase.LAST);
          if (done) {
            job.run(job::isDone);
          }
          RoundHeader last = job.lastHeader();
          job.failAndRestore(job.checkpoint(), 2);
          job.run(() -> job.isDone() && job.lastHeader().generation() == 1);
          assertThat(job.lastHeader().round()).isEqualTo(last.round());
          assertThat(job.lastHeader().counters().values())
              .allSatisfy(c -> assertThat(c.pending()).isZero());
          assertThat(parameters(job)).isEqualTo(undisturbed(BY_TARGET));
        }
      }
    }
  }
}
