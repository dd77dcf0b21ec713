package io.tributary.model.round;

import io.tributary.model.Example;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.engine.ForwardingSpace;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the first slopes it was asked for. The report and the first step of tuning ask for the
 * same ones, over the whole dev window, which is most of a round's work.
 */
final class RememberingSpace extends ForwardingSpace {

  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  private record First(float[] alpha, List<Example> examples, Slopes slopes) {}

  private @Nullable First first;

  RememberingSpace(DeltaSpace space) {
    super(space);
  }

  @Override
  public Slopes slopes(float[] alpha, List<Example> examples) {
    First known = first;
    if (known == null) {
      known = new First(alpha.clone(), examples, super.slopes(alpha, examples));
      first = known;
    } else if (!Arrays.equals(known.alpha(), alpha) || !known.examples().equals(examples)) {
      return super.slopes(alpha, examples);
    }
    return new Slopes(known.slopes().loss(), known.slopes().byAlpha().clone());
  }
}
