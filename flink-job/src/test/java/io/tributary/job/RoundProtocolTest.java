package io.tributary.job;

import static io.tributary.job.RoundProtocol.BY_COUNT;
import static io.tributary.job.RoundProtocol.BY_TARGET;
import static io.tributary.job.RoundProtocol.job;
import static io.tributary.job.RoundProtocol.parameters;
import static io.tributary.job.RoundProtocol.told;
import static io.tributary.job.RoundProtocol.undisturbed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.record.Fence;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundMessage;
import io.tributary.job.SteppedJob.Saved;
import io.tributary.job.message.FloatChunks;
import io.tributary.job.message.TrainerMessage;
import io.tributary.job.message.TrainerMessage.Answer;
import io.tributary.job.message.TrainerMessage.DeltaChunk;
import io.tributary.job.message.TrainerMessage.Hello;
import io.tributary.job.message.TrainerMessage.OfRound;
import io.tributary.job.message.TrainerMessage.Ready;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The rules by which trainers and coordinator work together, one by one: what is kept, and whose
 * word counts.
 */
class RoundProtocolTest {

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
}
