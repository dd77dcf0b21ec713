package io.tributary.job;

import static io.tributary.job.RoundProtocol.BY_COUNT;
import static io.tributary.job.RoundProtocol.BY_TARGET;
import static io.tributary.job.RoundProtocol.SIDE;
import static io.tributary.job.RoundProtocol.job;
import static io.tributary.job.RoundProtocol.parameters;
import static io.tributary.job.RoundProtocol.told;
import static io.tributary.job.RoundProtocol.undisturbed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.connectors.record.RoundMessage.Kind;
import io.tributary.connectors.record.SpanRecord;
import io.tributary.job.SteppedJob.Saved;
import io.tributary.job.message.TrainerMessage.Answer;
import io.tributary.job.message.TrainerMessage.OfRound;
import io.tributary.job.message.TrainerMessage.Outcome;
import io.tributary.job.message.TrainerMessage.Ready;
import io.tributary.model.Split;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The rules by which trainers and coordinator work together, one by one: how a round goes on and
 * how a run ends.
 */
class RoundCourseTest {

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
