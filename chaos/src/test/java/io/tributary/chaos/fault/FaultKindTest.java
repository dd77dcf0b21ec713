package io.tributary.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class FaultKindTest {

  private static final List<FaultKind> ALL = List.of(FaultKind.values());

  @Test
  void everyKindComesAsOftenAsAnyOtherButForOne() {
    for (int faults = 0; faults < 3 * ALL.size(); faults++) {
      List<FaultKind> plan = FaultKind.plan(ALL, faults, 7);
      int least = faults / ALL.size();

      assertThat(plan).hasSize(faults).isEqualTo(FaultKind.plan(ALL, faults, 7));
      assertThat(ALL)
          .extracting(kind -> Collections.frequency(plan, kind))
          .allMatch(times -> times == least || times == least + 1);
    }
  }

  @Test
  void anotherSeedIsAnotherOrder() {
    assertThat(FaultKind.plan(ALL, 100, 1)).isNotEqualTo(FaultKind.plan(ALL, 100, 2));
  }

  @Test
  void refusesToChooseFromNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> FaultKind.plan(List.of(), 1, 7));
  }
}
