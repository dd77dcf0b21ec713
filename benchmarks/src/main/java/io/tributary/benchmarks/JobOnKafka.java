package io.tributary.benchmarks;

import io.tributary.cli.run.Backtest;
import io.tributary.cli.terminal.Terminal;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHeader.Timing;
import io.tributary.connectors.record.TaskWeightsRecord;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.job.JobOptions;
import io.tributary.job.JobRun;
import io.tributary.job.RoundListener;
import io.tributary.model.config.Configuration;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The job on a broker that already holds the examples. */
final class JobOnKafka implements RoundListener {

  private long first;
  private long last;
  private final Map<Long, Long> examples =
      new HashMap<>(); // by round: after a failure some come again
  private final Map<String, Float> weights = new LinkedHashMap<>();
  private final List<Timing> timings = new ArrayList<>();

  private JobOnKafka() {}

  /** Feeds the examples, then runs the job over them. */
  static Run run(Workload workload, String servers, String namespace) throws IOException {
    Configuration configuration = workload.on(servers, namespace);
    TopicCreator.create(configuration.kafka());
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Backtest.feed(
        new Terminal(nowhere, nowhere, 0, false),
        configuration,
        List.of(workload.source()),
        Long.MAX_VALUE);
    JobOnKafka heard = new JobOnKafka();
    double cpu = Cpu.seconds();
    long start = System.nanoTime();
    try (JobRun run = JobRun.submit(configuration, JobOptions.toTheEnd())) {
      run.follow(heard);
    }
    return new Run(
        heard.examples.values().stream().mapToLong(Long::longValue).sum(),
        (heard.last - heard.first) / 1e9,
        (System.nanoTime() - start) / 1e9,
        Cpu.seconds() - cpu,
        heard.weights,
        heard.timings);
  }

  @Override
  public void onRound(RoundHeader header) {
    long now = System.nanoTime();
    if (first == 0) {
      first = now;
      last = now;
    }
    TaskWeightsRecord finished = header.finished();
    if (finished != null) {
      last = now; // what comes after the last round scores tests, which the bare loop does not
      examples.put(
          header.round(),
          finished.tasks().values().stream().mapToLong(task -> task.examples()).sum());
      weights.putAll(header.weights());
    }
    if (header.timing() != null) {
      timings.add(header.timing());
    }
  }
}
