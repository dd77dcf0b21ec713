package io.tributary.job.input;

import io.tributary.connectors.example.DeadLetter;
import io.tributary.connectors.example.Decoded;
import io.tributary.connectors.example.Part;
import io.tributary.connectors.example.RawRecord;
import io.tributary.connectors.example.Reason;
import io.tributary.job.message.TrainerMessage;
import io.tributary.job.metrics.InputMetrics;
import io.tributary.job.window.Windows;
import io.tributary.model.Example;
import io.tributary.model.config.Configuration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Sends what has become of a record where it belongs. */
final class Sorter {

  private final Configuration configuration;
  private final InputMetrics metrics;
  private final EventTime eventTime;

  /** Of records that are decoded for a configuration's tasks. */
  Sorter(Configuration configuration, InputMetrics metrics) {
    this.configuration = configuration;
    this.metrics = metrics;
    this.eventTime = EventTime.of(configuration.rounds());
  }

  /** The side outputs of a function. */
  interface Side {

    /** Sends a value aside. */
    <X> void output(OutputTag<X> tag, X value);
  }

  /**
   * Sorts one record.
   *
   * @param newest the greatest timestamp of its partition so far, its own included
   */
  void sort(RawRecord record, long newest, Decoded decoded, Side side, Collector<Example> out) {
    if (decoded instanceof Decoded.Rejected rejected) {
      metrics.rejected(rejected.reason());
      side.output(DecodeFunction.DEAD_LETTERS, new DeadLetter(record, rejected));
      side.output(DecodeFunction.REJECTED, new TrainerMessage.Rejected(rejected.examplesByTask()));
      return;
    }
    OptionalLong time = eventTime.of(Windows.countable(record.timestamp()), newest);
    if (time.isEmpty()) {
      rejectLate(record, decoded, newest, side);
    } else if (decoded instanceof Decoded.Examples accepted) {
      accepted.examples().forEach(example -> out.collect(at(time.getAsLong(), example)));
    } else if (decoded instanceof Decoded.Waiting waiting) {
      waiting.examples().forEach(example -> out.collect(at(time.getAsLong(), example)));
      Part part = waiting.part();
      side.output(DecodeFunction.PARTS, part.at(part.position().at(time.getAsLong())));
    }
  }

  private static Example at(long time, Example example) {
    return example.position().time() == time ? example : example.at(example.position().at(time));
  }

  private void rejectLate(RawRecord record, Decoded decoded, long newest, Side side) {
    Map<String, Integer> byTask = new TreeMap<>();
    for (int task : decoded.labelled()) {
      byTask.merge(configuration.taskNames().get(task), 1, Integer::sum);
    }
    String detail =
        "its window has ended: its partition has come "
            + (newest - record.timestamp())
            + " ms further";
    Decoded.Rejected late = new Decoded.Rejected(Reason.LATE, detail, byTask);
    metrics.rejected(Reason.LATE);
    side.output(DecodeFunction.DEAD_LETTERS, new DeadLetter(record, late));
    side.output(DecodeFunction.REJECTED, new TrainerMessage.Late(byTask));
  }
}
