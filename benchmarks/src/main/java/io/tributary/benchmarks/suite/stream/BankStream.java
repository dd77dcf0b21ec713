package io.tributary.benchmarks.suite.stream;

import io.tributary.benchmarks.suite.stream.SuiteStream.Half;
import io.tributary.benchmarks.suite.stream.TableStream.Inputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bank marketing (Moro, Cortez, Rita 2014) in date order: whether a call sells a deposit. The
 * duration of the call is left out: it is known only afterwards. Auxiliary tasks are columns that
 * are no inputs: whether the client has a housing loan, has been married, and was contacted in an
 * earlier campaign; the columns that tell the last ({@code pdays}, {@code poutcome}) are left out
 * too.
 */
final class BankStream {

  private static final String ZIP = "bank-additional.zip";
  private static final String ENTRY = "bank-additional/bank-additional-full.csv";
  private static final int FIRST = 4000;
  private static final double KEPT = 0.3;
  private static final int ROUNDS = 40;

  private static @Nullable TableStream read;

  private BankStream() {}

  static SuiteStream in(Path folder) {
    return new SuiteStream(
        "bank",
        "bank marketing in date order; housing loan, marital status, earlier contact",
        Half.REPORT,
        false,
        ROUNDS,
        0.03,
        Measure.AUC,
        """
        model: {name: bank, input: [50], trunk: [dense: {units: 16}, relu]}
        tasks:
          deposit: {type: binary, target: true}
          housing: {type: classification, classes: 3}
          married: {type: classification, classes: 4}
          contacted: {type: binary}
        training: {miniEpoch: 144}
        rounds: {by: target}
        dev: {window: 1000}
        """,
        List.of(
            Map.of("housing", 1.0, "married", 1.0, "contacted", 1.0),
            Map.of("housing", 0.0, "married", 0.0, "contacted", 1.0),
            Map.of("housing", 0.1, "married", 0.1, "contacted", 0.1),
            Map.of("housing", 0.0, "married", 0.0, "contacted", 0.3)),
        (seed, purpose) -> table(folder).record(seed, purpose));
  }

  static synchronized TableStream table(Path folder) throws IOException {
    if (read == null) {
      Table table = Table.read(folder.resolve(ZIP), ENTRY, ";");
      Inputs inputs =
          new Inputs(table, FIRST)
              .number("age", "campaign")
              // These hardly vary in the first rows, so that those cannot tell their units.
              .number("emp.var.rate", 0, 1.5)
              .number("cons.price.idx", 93.5, 0.6)
              .number("cons.conf.idx", -40, 5)
              .number("euribor3m", 3, 2)
              .number("nr.employed", 5150, 75)
              .word("job", "education", "default", "loan", "contact", "month", "day_of_week");
      Map<String, float[]> labels = new LinkedHashMap<>();
      labels.put("deposit", floats(table.codes("y")));
      labels.put("housing", floats(table.codes("housing")));
      labels.put("married", floats(table.codes("marital")));
      labels.put("contacted", above0(table.column("previous")));
      read = new TableStream(inputs.rows(), "deposit", labels, KEPT, 1);
    }
    return read;
  }

  private static float[] above0(List<String> values) {
    float[] labels = new float[values.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = Integer.parseInt(values.get(i)) > 0 ? 1 : 0;
    }
    return labels;
  }

  private static float[] floats(int[] codes) {
    float[] labels = new float[codes.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = codes[i];
    }
    return labels;
  }
}
