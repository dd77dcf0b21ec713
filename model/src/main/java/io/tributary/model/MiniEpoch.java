package io.tributary.model;

import java.util.List;

/**
 * The examples of one task that one delta is computed from.
 *
 * @param task index of the task
 * @param number counts the task's mini-epochs from 1; seeds what is random in training it
 * @param examples in the order of training
 * @param scale how a regression's labels are standardised in this mini-epoch
 */
public record MiniEpoch(int task, long number, List<Example> examples, LabelScale scale) {
  public MiniEpoch {
    examples = List.copyOf(examples);
  }
}
