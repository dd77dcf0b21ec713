package io.tributary.chaos.recovery;

/** What the time from a kill to the next round is spent on, in order. */
public enum Phase {
  DETECTED("until it was noticed"),
  JOB_MANAGER("JobManager up again"),
  SUBMITTED("job submitted by the client"),
  RESTARTED("delay before the restart"),
  SCHEDULED("slots found"),
  DEPLOYED("tasks deployed"),
  RESTORED("state restored, operators open"),
  REPUBLISHED("parameters published again"),
  FIRST_ROUND("first round: its way through Kafka"),
  TRAINED("first round: training, the engine's start included"),
  TUNED("first round: tuning, the engine's start included");

  private final String description;

  Phase(String description) {
    this.description = description;
  }

  /** For people. */
  public String description() {
    return description;
  }
}
