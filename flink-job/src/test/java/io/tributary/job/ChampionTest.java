package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.checkpoint.Alias;
import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.connectors.record.AliasRecord;
import io.tributary.job.SteppedJob.Saved;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.config.Configuration;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which of the published models serves. */
class ChampionTest {

  private static final Configuration CONFIGURATION =
      FourTasks.configuration(
          "champion", "{by: target, idleAfter: 0s}", 1, "nowhere:1", Path.of("c"));

  /** Judged once more from what is published: the models, and which dev examples there were. */
  @Test
  void isTheNewestThatWasNotWorseOnTheSameExamples() throws Exception {
    try (SteppedJob job = job(1200);
        Engine engine = Engines.open(CONFIGURATION)) {
      job.run(job::isDone);
      job.checkpoint();
      List<Checkpoint> models = job.aliases().models();
      List<AliasRecord> candidates = job.aliases().told(Alias.CANDIDATE);
      List<AliasRecord> champions = job.aliases().told(Alias.CHAMPION);
      assertThat(models).hasSizeGreaterThan(10);
      assertThat(candidates)
          .extracting(AliasRecord::sha256)
          .isEqualTo(models.stream().map(Checkpoint::sha256).toList());
      assertThat(champions).hasSameSizeAs(models);

      Set<String> reasons = new HashSet<>();
      Checkpoint champion = models.get(0);
      for (int i = 0; i < models.size(); i++) {
        Checkpoint candidate = models.get(i);
        AliasRecord said = champions.get(i);
        List<Example> dev = dev(candidate, job.log());
        if (i > 0 && !dev.isEmpty()) {
          double former = loss(engine, champion, dev);
          double next = loss(engine, candidate, dev);
          AliasRecord.Judged judged = Objects.requireNonNull(said.judged());
          assertThat(judged.champion()).isEqualTo(former);
          assertThat(judged.candidate()).isEqualTo(next);
          assertThat(judged.examples()).isEqualTo(dev.size());
          champion = next <= former ? candidate : champion;
        }
        reasons.add(said.reason());
        assertThat(said.at()).isEqualTo(candidate.info().round());
        assertThat(said.sha256()).as("at round %d", said.at()).isEqualTo(champion.sha256());
        assertThat(said.round()).isEqualTo(champion.info().round());
      }
      assertThat(reasons).containsExactlyInAnyOrder("first", "not-worse", "worse");
    }
  }

  @Test
  void isTheOneThatAPersonChoosesUntilSheLetsItGo() throws Exception {
    try (SteppedJob job = job(1200)) {
      Saved beginning = job.checkpoint();
      job.aliases().listen();
      job.failAndRestore(beginning, 1);
      job.run(() -> job.hasReached(13));
      Saved before = job.checkpoint();
      Checkpoint third = job.aliases().models().get(1);
      assertThat(third.info().round()).isEqualTo(3);
      AliasRecord hold = command(third, third.sha256(), true, "one");
      job.aliases().say(hold);
      assertThat(job.aliases().find(Alias.CHAMPION)).contains(hold);

      runUntilTold(job, "held");
      AliasRecord held = lastTold(job);
      assertThat(held.sha256()).isEqualTo(third.sha256());
      assertThat(held.held()).isTrue();
      assertThat(held.command()).isEqualTo("one");
      assertThat(held.judged()).isNotNull();

      // Restored to a time when nothing was said, the job hears it again.
      job.failAndRestore(before, 2);
      runUntilTold(job, "rollback");
      assertThat(lastTold(job).sha256()).isEqualTo(third.sha256());
      Saved heard = job.checkpoint();
      int told = job.aliases().told(Alias.CHAMPION).size();
      job.failAndRestore(heard, 1);
      runUntilTold(job, "held");
      assertThat(job.aliases().told(Alias.CHAMPION).subList(told, told + 1))
          .as("what was heard before is not said again")
          .extracting(AliasRecord::reason)
          .containsExactly("held");

      job.aliases().say(command(third, "no such model", false, "two"));
      runUntilTold(job, "refused");
      assertThat(lastTold(job).sha256()).isEqualTo(third.sha256());
      assertThat(job.aliases().find(Alias.CHAMPION)).contains(lastTold(job));

      job.aliases().say(command(third, third.sha256(), false, "three"));
      job.run(job::isDone);
      job.checkpoint();
      assertThat(lastTold(job).held()).isFalse();
      assertThat(lastTold(job).command()).isEqualTo("three");
      assertThat(lastTold(job).reason()).isIn("worse", "not-worse");
    }
  }

  private static void runUntilTold(SteppedJob job, String reason) throws Exception {
    job.run(
        () -> {
          job.commit();
          return lastTold(job).reason().equals(reason);
        });
  }

  private static AliasRecord lastTold(SteppedJob job) {
    List<AliasRecord> told = job.aliases().told(Alias.CHAMPION);
    return told.get(told.size() - 1);
  }

  private static AliasRecord command(Checkpoint model, String sha256, boolean held, String id) {
    var info = model.info();
    return new AliasRecord(
        info.model(),
        Alias.CHAMPION.key(),
        info.run(),
        info.generation(),
        info.round(),
        sha256,
        null,
        "rollback",
        null,
        held,
        id);
  }

  private static List<Example> dev(Checkpoint checkpoint, List<Example> log) {
    Map<Long, Example> byOffset = new HashMap<>();
    log.forEach(example -> byOffset.put(example.position().offset(), example));
    List<Example> dev = new ArrayList<>();
    checkpoint
        .info()
        .learningState()
        .dev()
        .inOrder()
        .forEach(place -> dev.add(Objects.requireNonNull(byOffset.get(place.offset()))));
    return dev;
  }

  private static double loss(Engine engine, Checkpoint model, List<Example> dev) {
    int target = CONFIGURATION.target().index();
    return engine.objective(model.parameters(engine.layout()), target, dev, LabelScale.NONE);
  }

  private static SteppedJob job(int records) throws Exception {
    return new SteppedJob(CONFIGURATION, FourTasks.stream(records, 3), 1);
  }
}
