package io.tributary.connectors.example;

import io.tributary.model.Example;
import java.util.List;
import java.util.Map;

/** What became of a record: its examples, or the reason why it has none. */
public sealed interface Decoded {

  /** The whole examples that the record holds; none of a rejected one. */
  default List<Example> examples() {
    return List.of();
  }

  /** The tasks that the record's labels are for, by index; none of a rejected record. */
  default List<Integer> labelled() {
    return List.of();
  }

  /**
   * One example for each label, in the order of the tasks; all share the features.
   *
   * @param examples at least one
   */
  record Examples(List<Example> examples) implements Decoded {
    public Examples {
      examples = List.copyOf(examples);
    }

    @Override
    public List<Integer> labelled() {
      return examples.stream().map(Example::task).toList();
    }
  }

  /**
   * A record whose features wait for labels, or the other way round.
   *
   * @param examples of the labels that stand beside the features, if any
   * @param part what waits
   */
  record Waiting(List<Example> examples, Part part) implements Decoded {
    public Waiting {
      examples = List.copyOf(examples);
    }

    @Override
    public List<Integer> labelled() {
      return part instanceof Part.Labels labels
          ? labels.labels().stream().map(Part.Label::task).toList()
          : examples.stream().map(Example::task).toList();
    }
  }

  /**
   * The whole record cannot be used.
   *
   * @param reason the first one found
   * @param detail what and where, for a person; holds nothing of the record but single numbers
   * @param examplesByTask how many examples it would have been, by task; "" when the task is not
   *     known
   */
  record Rejected(Reason reason, String detail, Map<String, Integer> examplesByTask)
      implements Decoded {
    public Rejected {
      examplesByTask = Map.copyOf(examplesByTask);
    }
  }
}
