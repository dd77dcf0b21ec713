package io.tributary.benchmarks.suite;

import io.tributary.benchmarks.suite.stream.Purpose;
import io.tributary.benchmarks.suite.stream.Recording;
import io.tributary.benchmarks.suite.stream.SuiteStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes streams, and keeps the last few: methods take them one after the other. */
final class Recordings {

  private static final int KEPT = 6;

  private final Map<String, Recording> recent =
      new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Recording> eldest) {
          return size() > KEPT;
        }
      };

  /** The stream of a seed. */
  synchronized Recording of(SuiteStream stream, Purpose purpose, int seed) {
    return recent.computeIfAbsent(
        stream.name() + " " + purpose + " " + seed,
        name -> {
          try {
            return stream.recorder().record(purpose.seed(seed), purpose);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
