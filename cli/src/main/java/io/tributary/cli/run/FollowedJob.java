package io.tributary.cli.run;

import io.tributary.cli.live.LiveTable;
import io.tributary.cli.terminal.Interrupts;
import io.tributary.cli.terminal.Terminal;
import io.tributary.connectors.record.Gap;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.WaitingRecord;
import io.tributary.job.JobOptions;
import io.tributary.job.JobRun;
import io.tributary.job.RoundListener;
import io.tributary.model.config.Configuration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Submits a job, shows its rounds live, and lets Ctrl-C end it cleanly. */
public final class FollowedJob {

  private final Terminal terminal;
  private final Terminal rounds;

  /** Shows on the given terminal. */
  public FollowedJob(Terminal terminal) {
    this(terminal, terminal);
  }

  private FollowedJob(Terminal terminal, Terminal rounds) {
    this.terminal = terminal;
    this.rounds = rounds;
  }

  /** Shows no rounds: one of many runs, of which their caller tells. */
  public static FollowedJob withoutRounds(Terminal terminal) {
    return new FollowedJob(terminal, Terminal.quiet());
  }

  /**
   * How it ended.
   *
   * @param last what the coordinator said last; null when it said nothing
   * @param seconds from the first parameters published to the last
   * @param summary the same for people
   */
  public record Outcome(@Nullable RoundHeader last, double seconds, String summary) {

    /** Whether the job said that it reached the end of its input. */
    public boolean reachedTheEnd() {
      return last != null && last.phase() == RoundHeader.Phase.DONE;
    }
  }

  /**
   * Runs a job to its end, or until it is interrupted.
   *
   * @param also hears every round too
   * @throws io.tributary.job.JobException when it cannot be submitted, or fails
   */
  public Outcome run(Configuration configuration, JobOptions options, Consumer<RoundHeader> also) {
    try (JobRun run = JobRun.submit(configuration, options);
        LiveTable table = new LiveTable(rounds, tasks(configuration), target(configuration));
        Interrupts interrupts =
            new Interrupts(
                terminal,
                () -> {
                  table.drawAnew();
                  run.stop();
                })) {
      Clock clock = new Clock(table, also.andThen(header -> tellGap(header, table)));
      run.follow(clock);
      return new Outcome(clock.last, clock.seconds(), table.summary());
    }
  }

  private void tellGap(RoundHeader header, LiveTable table) {
    Gap gap = header.finished() == null ? null : header.finished().gap();
    if (gap != null) {
      table.drawAnew();
      terminal
          .err()
          .printf(
              "Rounds %d to %d cannot be read from the topics: the job was away for longer than"
                  + " transaction.timeout.ms. What they learned is kept.%n",
              gap.from(), gap.to());
    }
  }

  /** Those that learn. */
  private static List<String> tasks(Configuration configuration) {
    return configuration.weighting().method().equals("single")
        ? List.of(target(configuration))
        : configuration.taskNames();
  }

  private static String target(Configuration configuration) {
    return configuration.target().name();
  }

  /** Passes on what it hears, and times it. Heard and read by the following thread alone. */
  private static final class Clock implements RoundListener {
    private final LiveTable table;
    private final Consumer<RoundHeader> also;
    private @Nullable RoundHeader last;
    private long first;
    private long newest;

    Clock(LiveTable table, Consumer<RoundHeader> also) {
      this.table = table;
      this.also = also;
    }

    @Override
    public void onRound(RoundHeader header) {
      newest = System.nanoTime();
      if (last == null) {
        first = newest;
      }
      last = header;
      table.onRound(header);
      also.accept(header);
    }

    @Override
    public void onWaiting(WaitingRecord waiting) {
      table.onWaiting(waiting);
    }

    double seconds() {
      return (newest - first) / 1e9;
    }
  }
}
