package io.tributary.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Pairs of one kind as lines of a file, so that measuring goes on where it was stopped.
 *
 * @param file one line a pair
 * @param pairs those so far
 */
record PairLog(Path file, List<Pair> pairs) {

  /** Seconds of both sides for the same work, and the machine's load then. */
  record Pair(double ours, double theirs, double load) {

    /** How many times as fast as the other side. */
    double ratio() {
      return theirs / ours;
    }
  }

  /** Reads what is there; a line that is cut counts as not there. */
  static PairLog open(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    List<Pair> pairs = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] words = line.split(" ", -1);
        if (words.length == 4 && words[3].equals("pair")) {
          pairs.add(
              new Pair(
                  Double.parseDouble(words[0]),
                  Double.parseDouble(words[1]),
                  Double.parseDouble(words[2])));
        }
      }
    }
    return new PairLog(file, pairs);
  }

  void add(Pair pair) throws IOException {
    pairs.add(pair);
    Files.writeString(
        file,
        "%s %s %s pair%n".formatted(pair.ours(), pair.theirs(), pair.load()),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Quartiles of the ratios. */
  String summary() {
    return "%d pairs, ratio %.2f (quartiles %.2f to %.2f); ours %.3f s, theirs %.3f s, load %.1f"
        .formatted(
            pairs.size(),
            Quantiles.median(pairs, Pair::ratio),
            Quantiles.of(pairs, 0.25, Pair::ratio),
            Quantiles.of(pairs, 0.75, Pair::ratio),
            Quantiles.median(pairs, Pair::ours),
            Quantiles.median(pairs, Pair::theirs),
            Quantiles.median(pairs, Pair::load));
  }
}
