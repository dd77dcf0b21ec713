package io.tributary.model.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Split;
import io.tributary.model.config.ReplayConfig;
import io.tributary.model.weighting.SmallProblem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What reservoirs keep, and what mini-epochs replay of them. */
class ReplayPlanTest {

  private static final int SIZE = 20;
  private static final int OFFERED = 100;
  private static final int SEEDS = 4000;

  @Test
  void everyExampleIsAsLikelyToBeKeptAsAnyOther() {
    int[] kept = new int[OFFERED];
    for (int seed = 0; seed < SEEDS; seed++) {
      ReplayPlan plan = new ReplayPlan(new ReplayConfig(SIZE, 1), seed, "task");
      int[] slots = new int[SIZE];
      for (int number = 1; number <= OFFERED; number++) {
        int example = number - 1;
        plan.slot(number).ifPresent(slot -> slots[slot] = example);
      }
      for (int example : slots) {
        kept[example]++;
      }
    }
    double expected = (double) SEEDS * SIZE / OFFERED;
    double spread = Math.sqrt(expected * (1 - (double) SIZE / OFFERED));
    for (int count : kept) {
      assertThat((double) count).isCloseTo(expected, within(4 * spread));
    }
  }

  @Test
  void drawsDifferentSlotsEachAsLikelyAsAnyOther() {
    ReplayPlan plan = new ReplayPlan(new ReplayConfig(SIZE, 0.5), 3, "task");
    int[] drawn = new int[SIZE];
    for (int miniEpoch = 1; miniEpoch <= SEEDS; miniEpoch++) {
      List<Integer> slots = plan.draw(miniEpoch, 10, 1000);
      assertThat(slots).hasSize(5).doesNotHaveDuplicates();
      assertThat(plan.draw(miniEpoch, 10, 1000)).isEqualTo(slots);
      slots.forEach(slot -> drawn[slot]++);
    }
    for (int count : drawn) {
      assertThat(count).isBetween(880, 1120); // 1000 of 4000, within 4 standard deviations
    }
    assertThat(plan.draw(1, 10, 1000)).isNotEqualTo(plan.draw(2, 10, 1000));
    assertThat(plan.draw(1, 10, 3)).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(plan.draw(1, 10, 0)).isEmpty();
    assertThat(new ReplayPlan(ReplayConfig.NONE, 3, "task").draw(1, 10, 99)).isEmpty();
  }

  @Test
  void tasksOfOneSeedKeepOthers() {
    ReplayConfig config = new ReplayConfig(SIZE, 1);
    ReplayPlan one = new ReplayPlan(config, 1, "one");
    ReplayPlan other = new ReplayPlan(config, 1, "other");
    assertThat(one.draw(1, 10, 99)).isNotEqualTo(other.draw(1, 10, 99));
  }

  @Test
  void whatIsReplayedStandsEvenlyAmongWhatIsNew() {
    List<Example> fresh = SmallProblem.examples(0, Split.TRAIN, 6, 1);
    List<Example> old = SmallProblem.examples(0, Split.TRAIN, 3, 2);
    List<Example> trained = new MiniEpoch(0, 1, fresh, LabelScale.NONE, old).trained();
    List<Example> expected = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      expected.add(fresh.get(2 * i));
      expected.add(fresh.get(2 * i + 1));
      expected.add(old.get(i));
    }
    assertThat(trained).isEqualTo(expected);
  }
}
