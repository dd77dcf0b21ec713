package io.tributary.connectors.example;

import io.tributary.model.Example;
import java.util.List;
import java.util.Map;

/** What became of a record: its examples, or the reason why it has none. */
public sealed interface Decoded {

  /**
   * One example for each label, in the order of the tasks; all share the features.
   *
   * @param examples at least one
   */
  record Examples(List<Example> examples) implements Decoded {
    public Examples {
      examples = List.copyOf(examples);
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
