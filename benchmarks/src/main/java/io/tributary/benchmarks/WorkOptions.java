package io.tributary.benchmarks;

import java.util.List;
import picocli.CommandLine.Option;

/** Which rounds are run by turns, and how large they are. */
final class WorkOptions {

  @Option(
      names = "--work",
      split = ",",
      defaultValue = "MLP_2,MLP_4,LENET_2,LENET_4",
      description = "Of ${COMPLETION-CANDIDATES}.")
  @SuppressWarnings("NullAway.Init") // it has a default: picocli sets it
  private List<PairedWork> works;

  @Option(names = "--rounds", defaultValue = "4", description = "Of one run.")
  private int rounds;

  @Option(names = "--mini-epoch", defaultValue = "1024", description = "Examples of a mini-epoch.")
  private int miniEpoch;

  @Option(names = "--batch", defaultValue = "128", description = "Examples of a mini-batch.")
  private int batch;

  List<PairedWork> works() {
    return works;
  }

  /** The rounds of one work. */
  Workload workload(PairedWork work) {
    return work.workload(rounds, miniEpoch, batch);
  }

  /** What tells such rounds from others. */
  String size() {
    return rounds + "x" + miniEpoch + "-" + batch;
  }
}
