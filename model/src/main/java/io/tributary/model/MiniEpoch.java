package io.tributary.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The examples of one task that one delta is computed from.
 *
 * @param task index of the task
 * @param number counts the task's mini-epochs from 1; seeds what is random in training it
 * @param examples in the order of training
 * @param scale how a regression's labels are standardised in this mini-epoch
 * @param replayed examples of earlier mini-epochs that are trained on again, in order
 */
public record MiniEpoch(
    int task, long number, List<Example> examples, LabelScale scale, List<Example> replayed) {
  public MiniEpoch {
    examples = List.copyOf(examples);
    replayed = List.copyOf(replayed);
  }

  /** One without replayed examples. */
  public MiniEpoch(int task, long number, List<Example> examples, LabelScale scale) {
    this(task, number, examples, scale, List.of());
  }

  /** All that it is trained on, in order: the replayed ones stand evenly among its own. */
  public List<Example> trained() {
    if (replayed.isEmpty()) {
      return examples;
    }
    List<Example> mixed = new ArrayList<>(examples.size() + replayed.size());
    int next = 0;
    for (int i = 0; i < examples.size(); i++) {
      mixed.add(examples.get(i));
      int due = (int) ((i + 1L) * replayed.size() / examples.size());
      while (next < due) {
        mixed.add(replayed.get(next++));
      }
    }
    return mixed;
  }
}
