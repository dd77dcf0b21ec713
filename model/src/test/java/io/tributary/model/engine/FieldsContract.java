package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.TaskDelta;
import io.tributary.model.TensorSpec;
import io.tributary.model.config.Configuration;
import io.tributary.model.field.FieldHash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every engine keeps to with named inputs. */
public interface FieldsContract {

  /** Opens the engine under test. */
  Engine open(Configuration configuration);

  @Test
  default void fieldsHaveTheirTensorsAtTheStartOfTheTrunk() {
    try (Engine engine = open(FieldProblems.configuration())) {
      List<TensorSpec> tensors = engine.layout().tensors();
      assertThat(tensors.stream().limit(12).map(t -> t.name() + " " + t.shape() + " " + t.kind()))
          .containsExactly(
              "trunk.fields.the job.W [6, 3] LEARNED",
              "trunk.fields.comment.W [7, 2] LEARNED",
              "trunk.fields.city.code.W [4, 2] LEARNED",
              "trunk.fields.basket.W [6, 2] LEARNED",
              "trunk.fields.tone.W [4, 1] LEARNED",
              "trunk.fields.the job.values [4, 2] STATISTIC",
              "trunk.fields.tone.values [2, 2] STATISTIC",
              "trunk.fields.count [2] STATISTIC",
              "trunk.fields.mean [2] STATISTIC",
              "trunk.fields.variance [2] STATISTIC",
              "trunk.0-dense.W [14, 5] LEARNED",
              "trunk.0-dense.b [5] LEARNED");
      float[] initial = engine.initialParameters();
      for (TensorSpec tensor : tensors.subList(0, 10)) {
        float[] values = FieldProblems.tensor(engine, initial, tensor.name());
        for (float value : values) {
          if (tensor.kind() == TensorSpec.Kind.STATISTIC) {
            assertThat(value).as(tensor.name()).isZero();
          } else {
            assertThat(value).as(tensor.name()).isNotZero().isBetween(-0.6f, 0.6f);
          }
        }
      }
    }
  }

  /** Plain SGD at rate 1 over one batch: the delta is the gradient's opposite. */
  @Test
  default void gradientsOfFieldsMatchFiniteDifferences() {
    try (Engine engine = open(FieldProblems.configuration())) {
      for (int task = 0; task < 2; task++) {
        MiniEpoch first = FieldProblems.miniEpoch(1, 40, 1);
        float[] parameters =
            FieldProblems.after(
                engine,
                engine.initialParameters(),
                engine.train(engine.initialParameters(), 0, first));
        MiniEpoch miniEpoch = FieldProblems.miniEpoch(task, 60, 2);
        TaskDelta delta = engine.train(parameters, 1, miniEpoch);
        float[] here = parameters.clone();
        for (TensorSpec tensor : engine.layout().tensors()) {
          boolean moments = tensor.name().matches("trunk[.]fields[.](count|mean|variance)");
          for (int i = tensor.offset(); moments && i < tensor.offset() + tensor.length(); i++) {
            here[i] += delta.values()[i]; // it trains with its own values counted in
          }
        }
        for (TensorSpec tensor : engine.layout().tensors().subList(0, 12)) {
          boolean learned = tensor.kind() == TensorSpec.Kind.LEARNED;
          for (int i = tensor.offset(); learned && i < tensor.offset() + tensor.length(); i++) {
            double difference =
                (loss(engine, here, i, 1, miniEpoch) - loss(engine, here, i, -1, miniEpoch));
            assertThat((double) -delta.values()[i])
                .as("%s, element %d", tensor.name(), i - tensor.offset())
                .isCloseTo(difference * 32, within(5e-4));
          }
        }
      }
    }
  }

  private static double loss(
      Engine engine, float[] at, int element, int sign, MiniEpoch miniEpoch) {
    float[] moved = at.clone();
    moved[element] += sign / 64f;
    return engine.score(moved, miniEpoch.task(), miniEpoch.examples(), miniEpoch.scale()).loss();
  }

  @Test
  default void rowsThatNothingNamesStay() {
    try (Engine engine = open(FieldProblems.configuration())) {
      float[] parameters = engine.initialParameters();
      MiniEpoch drawn = FieldProblems.miniEpoch(0, 40, 1);
      List<Example> examples = new ArrayList<>();
      for (Example example : drawn.examples()) {
        float[] row = example.features().clone();
        for (int i = 0; i < 5; i++) {
          row[FieldProblems.COMMENT + i] = i == 0 ? 3 : 0;
        }
        examples.add(new Example(0, example.position(), example.split(), row, example.label()));
      }
      TaskDelta delta = engine.train(parameters, 1, new MiniEpoch(0, 1, examples, drawn.scale()));
      float[] table = FieldProblems.tensor(engine, delta.values(), "trunk.fields.comment.W");
      for (int i = 0; i < table.length; i++) {
        assertThat(table[i] != 0).as("row %d", i / 2).isEqualTo(i / 2 == 2);
      }
      float[] jobs = FieldProblems.tensor(engine, delta.values(), "trunk.fields.the job.W");
      assertThat(jobs[0]).as("all values are new, so they are other").isNotZero();
      assertThat(jobs[3]).as("missing").isNotZero();
      assertThat(jobs[6]).as("the first value, in the next round").isZero();
    }
  }

  @Test
  default void vocabulariesGrowByWhatComes() {
    try (Engine engine = open(FieldProblems.configuration())) {
      float[] parameters = engine.initialParameters();
      TaskDelta one = engine.train(parameters, 1, jobs(0, "a", null, "b", "a"));
      TaskDelta two = engine.train(parameters, 1, jobs(1, "c", "b"));
      float[] next;
      try (DeltaSpace space =
          engine.span(parameters, List.of(one, two), 0, LabelScale.NONE, HeadSteps.SCALED)) {
        next = space.combine(new float[] {0.5f, -3});
      }
      assertThat(vocabulary(engine, next)).containsExactly("a", "b", "c");
      float[] full = FieldProblems.after(engine, next, engine.train(next, 1, jobs(0, "x", "y")));
      assertThat(vocabulary(engine, full)).containsExactly("a", "b", "c", "x");

      TaskDelta delta = engine.train(full, 1, jobs(0, "y", "c"));
      assertThat(vocabulary(engine, FieldProblems.after(engine, full, delta)))
          .containsExactly("a", "b", "c", "x");
      float[] table = FieldProblems.tensor(engine, delta.values(), "trunk.fields.the job.W");
      for (int row = 0; row < 6; row++) {
        boolean moves = row == 0 || row == 4; // y is other, c the third value
        assertThat(table[3 * row] != 0).as("row %d", row).isEqualTo(moves);
      }
    }
  }

  private static List<String> vocabulary(Engine engine, float[] parameters) {
    float[] pairs = FieldProblems.tensor(engine, parameters, "trunk.fields.the job.values");
    List<String> names = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      long hash = FieldHash.of(pairs[i], pairs[i + 1]);
      for (String name : List.of("a", "b", "c", "x", "y")) {
        if (FieldHash.of(name) == hash) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private static MiniEpoch jobs(int task, @Nullable String... jobs) {
    MiniEpoch drawn = FieldProblems.miniEpoch(task, jobs.length, 1);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < jobs.length; i++) {
      Example example = drawn.examples().get(i);
      float[] row = example.features().clone();
      FieldProblems.category(row, FieldProblems.JOB, jobs[i]);
      examples.add(new Example(task, example.position(), example.split(), row, example.label()));
    }
    return new MiniEpoch(task, 1, examples, drawn.scale());
  }

  @Test
  default void anEngineForgetsVocabulariesOfOtherParameters() {
    try (Engine engine = open(FieldProblems.configuration());
        Engine fresh = open(FieldProblems.configuration())) {
      float[] empty = engine.initialParameters();
      float[] grown =
          FieldProblems.after(engine, empty, engine.train(empty, 1, jobs(0, "a", "b", "c")));
      MiniEpoch miniEpoch = jobs(0, "c", "a", "b");
      for (float[] parameters : List.of(grown, empty, grown)) {
        assertThat(engine.train(parameters, 1, miniEpoch).values())
            .isEqualTo(fresh.train(parameters, 1, miniEpoch).values());
        assertThat(engine.score(parameters, 0, miniEpoch.examples(), LabelScale.NONE))
            .isEqualTo(fresh.score(parameters, 0, miniEpoch.examples(), LabelScale.NONE));
      }
    }
  }

  @Test
  default void numbersAreStandardisedWhateverTheirScale() {
    try (Engine engine = open(FieldProblems.configuration())) {
      float[] parameters = engine.initialParameters();
      MiniEpoch drawn = FieldProblems.miniEpoch(0, 60, 1);
      List<Example> scaled = new ArrayList<>();
      for (Example example : drawn.examples()) {
        float[] row = example.features().clone();
        row[FieldProblems.BALANCE] = 3 + 4096 * row[FieldProblems.BALANCE];
        scaled.add(new Example(0, example.position(), example.split(), row, example.label()));
      }
      TaskDelta one = engine.train(parameters, 1, drawn);
      TaskDelta other = engine.train(parameters, 1, new MiniEpoch(0, 1, scaled, drawn.scale()));
      assertThat(one.before()).as("nothing is known of the scale yet").isEqualTo(other.before());
      float[] w = FieldProblems.tensor(engine, one.values(), "trunk.0-dense.W");
      float[] v = FieldProblems.tensor(engine, other.values(), "trunk.0-dense.W");
      for (int i = 0; i < w.length; i++) {
        assertThat(v[i]).isCloseTo(w[i], within(1e-5f));
      }
      assertThat(other.after().loss()).isCloseTo(one.after().loss(), within(1e-5));
    }
  }

  @Test
  default void aNumberFarOffIsClipped() {
    try (Engine engine = open(FieldProblems.configuration())) {
      float[] parameters = engine.initialParameters();
      MiniEpoch drawn = FieldProblems.miniEpoch(0, 60, 1);
      float[] known = FieldProblems.after(engine, parameters, engine.train(parameters, 1, drawn));
      List<float[]> rows = new ArrayList<>();
      for (float balance : new float[] {0, 1, 2, 1e30f, -1e30f, -1}) {
        float[] row = drawn.examples().get(0).features().clone();
        row[FieldProblems.BALANCE] = balance; // of a deviation of 1/100
        rows.add(row);
      }
      List<float[]> predicted = engine.predict(known, 0, rows);
      assertThat(predicted.get(1)).isEqualTo(predicted.get(2)).isEqualTo(predicted.get(3));
      assertThat(predicted.get(4)).isEqualTo(predicted.get(5));
      assertThat(predicted.get(0)).isNotEqualTo(predicted.get(1));
      assertThat(predicted.get(1)).isNotEqualTo(predicted.get(4));
    }
  }

  @Test
  default void sameCallsOnFieldsGiveTheSameBits() {
    Configuration configuration = FieldProblems.configuration();
    try (Engine engine = open(configuration);
        Engine other = open(configuration)) {
      float[] parameters = engine.initialParameters();
      assertThat(other.initialParameters()).isEqualTo(parameters);
      for (int round = 1; round < 5; round++) {
        List<TaskDelta> deltas = new ArrayList<>();
        for (int task = 0; task < 2; task++) {
          MiniEpoch miniEpoch = FieldProblems.miniEpoch(task, 30, round);
          TaskDelta delta = engine.train(parameters, 1, miniEpoch);
          assertThat(other.train(parameters, 1, miniEpoch).values()).isEqualTo(delta.values());
          deltas.add(delta);
        }
        try (DeltaSpace space =
            engine.span(parameters, deltas, 0, LabelScale.NONE, HeadSteps.SCALED)) {
          parameters = space.combine(new float[] {1, 0.5f});
        }
      }
    }
  }
}
