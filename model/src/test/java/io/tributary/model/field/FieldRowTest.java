package io.tributary.model.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.field.FieldSpec.Categorical;
import io.tributary.model.field.FieldSpec.Numeric;
import io.tributary.model.field.FieldSpec.Sparse;
import io.tributary.model.field.FieldSpec.Text;
import io.tributary.model.field.FieldSpec.Transform;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldRowTest {

  private static final FieldRow ROW =
      new FieldRow(
          List.of(
              new Field("comment", new Text(100, 5, 2, 3, 5, 7)),
              new Field("age", new Numeric(Transform.NONE)),
              new Field("job", new Categorical(10, 0, 4)),
              new Field("basket", new Sparse(50, 3, 6)),
              new Field("balance", new Numeric(Transform.LOG)),
              new Field("city", new Categorical(0, 20, 2))));

  @Test
  void liesInTheOrderOfTheFile() {
    assertThat(ROW.slots()).extracting(FieldRow.Slot::offset).containsExactly(0, 7, 8, 10, 22, 23);
    assertThat(ROW.width()).isEqualTo(25);
  }

  @Test
  void handsOnNumbersFirst() {
    assertThat(ROW.slots()).extracting(FieldRow.Slot::output).containsExactly(4, 0, 9, 13, 2, 16);
    assertThat(ROW.outputs()).isEqualTo(18);
    assertThat(ROW.numerics()).isEqualTo(2);
  }

  @Test
  void knowsItsTables() {
    assertThat(ROW.tableFloats()).isEqualTo(100 * 5 + 12 * 4 + 50 * 3 + 21 * 2);
    assertThat(ROW.vocabularies()).extracting(slot -> slot.field().name()).containsExactly("job");
  }
}
