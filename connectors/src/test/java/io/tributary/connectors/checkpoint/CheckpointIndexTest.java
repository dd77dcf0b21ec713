package io.tributary.connectors.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckpointIndexTest {

  private final CheckpointIndex index = new CheckpointIndex();

  @Test
  void countsWholeOnesOnly() {
    add(id("a", 0, 0), 0, 2);
    add(id("a", 0, 0), 1, 2);
    add(id("a", 0, 10), 0, 3);
    add(id("a", 0, 10), 2, 3);
    add(id("a", 0, 10), 2, 3);
    assertThat(index.valid()).containsExactly(id("a", 0, 0));
  }

  @Test
  void letsALaterGenerationVoidWhatItTrainsAgain() {
    add(id("a", 0, 0), 0, 1);
    add(id("a", 0, 10), 0, 1);
    add(id("a", 0, 20), 0, 1);
    add(id("a", 0, 30), 0, 1);
    add(id("a", 3, 20), 0, 1); // restored to some round of 11 to 20
    assertThat(index.valid()).containsExactly(id("a", 0, 0), id("a", 0, 10), id("a", 3, 20));
  }

  @Test
  void listsTheRunThatPublishedLast() {
    add(id("a", 0, 0), 0, 1);
    add(id("b", 0, 0), 0, 1);
    assertThat(index.valid()).containsExactly(id("b", 0, 0));
    add(id("a", 0, 10), 0, 1);
    assertThat(index.valid()).containsExactly(id("a", 0, 0), id("a", 0, 10));
  }

  private static CheckpointId id(String run, long generation, long round) {
    return new CheckpointId(run, generation, round);
  }

  private void add(CheckpointId id, int chunk, int chunks) {
    index.add(new Chunk(id, chunk, chunks, ""));
  }
}
