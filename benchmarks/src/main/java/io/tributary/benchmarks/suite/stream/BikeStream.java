package io.tributary.benchmarks.suite.stream;

import io.tributary.benchmarks.suite.stream.SuiteStream.Half;
import io.tributary.benchmarks.suite.stream.TableStream.Inputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bike sharing (Fanaee-T, Gama 2014), hour by hour: how many bikes registered or casual users take.
 * The other count and the sum of both are left out. Auxiliary tasks are columns that are no inputs:
 * humidity, wind and the kind of weather. One hour in four is labelled for the target.
 */
final class BikeStream {

  private static final int FIRST = 2000;
  private static final double KEPT = 0.8;
  private static final int LABELLED = 4;
  private static final int ROUNDS = 40;
  private static final Map<Path, Table> READ = new ConcurrentHashMap<>();

  private BikeStream() {}

  static List<SuiteStream> in(Path folder) {
    return List.of(
        stream(folder, "registered", Half.DEVELOP), stream(folder, "casual", Half.REPORT));
  }

  private static SuiteStream stream(Path folder, String target, Half half) {
    return new SuiteStream(
        "bike-" + target,
        "bike sharing, bikes of " + target + " users; humidity, wind, kind of weather",
        half,
        false,
        ROUNDS,
        0.03,
        Measure.RMSE,
        """
        model: {name: bike, input: [55], trunk: [dense: {units: 16}, relu]}
        tasks:
          %s: {type: regression, target: true}
          humidity: {type: regression}
          wind: {type: regression}
          weather: {type: classification, classes: 4}
        training: {miniEpoch: 54}
        rounds: {by: target}
        dev: {window: 400}
        """
            .formatted(target),
        weights(),
        (seed, purpose) -> table(folder, target).record(seed, purpose));
  }

  private static List<Map<String, Double>> weights() {
    List<Map<String, Double>> tries = new ArrayList<>();
    for (double weight : new double[] {1, 0.3, 0.1, 0.03}) {
      tries.add(Map.of("humidity", weight, "wind", weight, "weather", weight));
    }
    return tries;
  }

  private static TableStream table(Path folder, String target) throws IOException {
    Table table = READ.get(folder);
    if (table == null) {
      table = Table.read(folder.resolve("hour.csv"), ",");
      READ.put(folder, table);
    }
    Inputs inputs =
        new Inputs(table, FIRST)
            .number("temp", "atemp")
            .word("season", "yr", "mnth", "hr", "weekday")
            .word("holiday", "workingday");
    Map<String, float[]> labels = new LinkedHashMap<>();
    labels.put(target, numbers(table, target));
    labels.put("humidity", numbers(table, "hum"));
    labels.put("wind", numbers(table, "windspeed"));
    labels.put("weather", codes(table));
    return new TableStream(inputs.rows(), target, labels, KEPT, LABELLED);
  }

  private static float[] numbers(Table table, String column) {
    List<String> values = table.column(column);
    float[] numbers = new float[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Float.parseFloat(values.get(i));
    }
    return numbers;
  }

  private static float[] codes(Table table) {
    int[] codes = table.codes("weathersit");
    float[] labels = new float[codes.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = codes[i];
    }
    return labels;
  }
}
