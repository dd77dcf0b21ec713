package io.tributary.job.round;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.checkpoint.Origin;
import io.tributary.connectors.record.Fence;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.connectors.serialization.Wire;
import io.tributary.job.message.TrainerMessage.Answer;
import io.tributary.job.message.TrainerMessage.Outcome;
import io.tributary.job.message.TrainerMessage.Spent;
import io.tributary.job.message.TrainerMessage.Training;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.evaluation.Score;
import io.tributary.model.evaluation.Score.Metric;
import io.tributary.model.lineage.LoggedCommand;
import io.tributary.model.lineage.MiniEpochLineage;
import io.tributary.model.lineage.Passage;
import io.tributary.model.lineage.RoundLineage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineageBookTest {

  /** As the coordinator of the first layout stored it. */
  private static final String FIRST_LAYOUT =
      """
      {"run":"r","generation":2,"round":6,"phase":"OPEN","tasks":["main"],"weights":[1.0],
       "weighting":{},"scales":[{"mean":0.0,"deviation":1.0}],"consumed":{"main":6},"counters":{},
       "rejected":{},"devScore":{},"parent":"00ff","published":4,
       "lineage":[{"task":"main","miniEpoch":5,
                   "ranges":[{"topic":"t","partition":0,"first":1,"last":9,"examples":4}]},
                  {"task":"main","miniEpoch":6,
                   "ranges":[{"topic":"t","partition":0,"first":10,"last":20,"examples":4}]}]}
      """;

  @Test
  void namesTheRecordsOfEveryRoundSinceTheNewestCheckpoint() {
    LineageBook book = new LineageBook("a", null);
    book.add(1, List.of(answer(1, 1, 4)), List.of(), List.of());
    book.told();
    book.add(2, List.of(answer(2, 7, 5), none()), List.of(example(6)), List.of());

    List<RoundLineage> rounds = book.ancestry().rounds();

    assertThat(rounds).hasSize(1);
    assertThat(rounds.get(0).round()).isEqualTo(2);
    assertThat(rounds.get(0).miniEpochs()).hasSize(1);
    assertThat(rounds.get(0).miniEpochs().get(0).places().inOrder())
        .extracting(place -> place.offset())
        .containsExactly(7L, 5L);
    assertThat(rounds.get(0).dev().inOrder())
        .extracting(place -> place.offset())
        .containsExactly(6L);
  }

  @Test
  void keepsTheConfigurationThatEachRoundWasRunWith() throws IOException {
    Origin origin = new Origin(null, "m.safetensors", "00ff");
    LineageBook book = new LineageBook("a", origin);
    book.add(1, List.of(answer(1, 1)), List.of(), List.of());
    LineageBook same = LineageBook.restored(memory(book.ancestry()), "a");
    same.add(2, List.of(answer(2, 2)), List.of(), List.of());
    LineageBook other = LineageBook.restored(memory(same.ancestry()), "b");
    other.add(3, List.of(answer(3, 3)), List.of(), List.of());
    LineageBook third = LineageBook.restored(memory(other.ancestry()), "c");

    assertThat(third.ancestry().rounds())
        .extracting(RoundLineage::configuration)
        .containsExactly("a", "a", "b");
    assertThat(third.origin()).isEqualTo(origin);
  }

  /** A restore and a command do not do the same to what is learned. */
  @Test
  void tellsHowTheConfigurationChangedWhereThatIsNotPlain() throws IOException {
    List<LoggedCommand> commands = List.of(new LoggedCommand(0, 2, Map.of("command", "publish")));
    LineageBook book = new LineageBook("a", null);
    book.add(1, List.of(answer(1, 1)), List.of(), List.of());
    LineageBook edited = LineageBook.restored(memory(book.ancestry()), "b");
    edited.follow("c");
    LineageBook again = LineageBook.restored(memory(edited.ancestry()), "c");
    again.add(2, List.of(answer(2, 2)), List.of(), commands);
    again.follow("d");
    again.add(3, List.of(answer(3, 3)), List.of(), commands);
    LineageBook plain = LineageBook.restored(memory(again.ancestry()), "e");
    plain.add(4, List.of(answer(4, 4)), List.of(), List.of());
    LineageBook said = LineageBook.restored(memory(plain.ancestry()), "f");
    said.add(5, List.of(answer(5, 5)), List.of(), commands);

    assertThat(said.ancestry().rounds())
        .extracting(RoundLineage::passages)
        .containsExactly(
            List.of(),
            List.of(new Passage(true, "b"), new Passage(false, "c")),
            List.of(),
            List.of(),
            List.of(new Passage(true, "f")));
  }

  @Test
  void takesWhatTheFirstLayoutKeptForRangesAlone() throws IOException {
    LineageBook book = LineageBook.restored(memory(null), "a");

    assertThat(book.ancestry().rounds()).hasSize(1);
    RoundLineage known = book.ancestry().rounds().get(0);
    assertThat(known.round()).isEqualTo(6);
    assertThat(known.miniEpochs()).extracting(MiniEpochLineage::order).containsOnlyNulls();
    assertThat(known.examples()).isEqualTo(8);
  }

  /** Through state and back. */
  private static CoordinatorMemory memory(@Nullable Ancestry ancestry) throws IOException {
    CoordinatorMemoryCodec codec = new CoordinatorMemoryCodec();
    DataOutputSerializer out = new DataOutputSerializer(64);
    byte[] json = FIRST_LAYOUT.getBytes(UTF_8);
    Wire.writeBytes(json, out);
    CoordinatorMemory first = codec.read(new DataInputDeserializer(out.getCopyOfBuffer()), 1);
    if (ancestry == null) {
      return first;
    }
    DataOutputSerializer again = new DataOutputSerializer(64);
    codec.write(with(first, ancestry), again);
    return codec.read(new DataInputDeserializer(again.getCopyOfBuffer()), 1);
  }

  private static CoordinatorMemory with(CoordinatorMemory memory, Ancestry ancestry) {
    return new CoordinatorMemory(
        memory.run(),
        memory.generation(),
        memory.round(),
        memory.phase(),
        memory.tasks(),
        memory.weights(),
        memory.weighting(),
        memory.scales(),
        memory.consumed(),
        memory.counters(),
        memory.rejected(),
        memory.late(),
        memory.guarded(),
        null,
        memory.devScore(),
        memory.parent(),
        memory.published(),
        ancestry,
        memory.joins(),
        memory.bounded());
  }

  private static Answer answer(long miniEpoch, long... offsets) {
    List<Example> examples = Arrays.stream(offsets).mapToObj(LineageBookTest::example).toList();
    Score score = new Score(2, 1, Metric.ACCURACY, 1);
    MiniEpoch made = new MiniEpoch(0, miniEpoch, examples, LabelScale.NONE);
    return answer(
        Outcome.DELTA,
        new Training(score, score, LabelScale.NONE, MiniEpochLineage.of("main", made), null));
  }

  private static Answer none() {
    return answer(Outcome.NONE, null);
  }

  private static Answer answer(Outcome outcome, @Nullable Training training) {
    return new Answer(
        new Fence("r", 0, 1), 0, outcome, training, List.of(), TaskCounters.NONE, new Spent(0, 0));
  }

  private static Example example(long offset) {
    return new Example(
        0, new Position(0, "t", 0, offset), Split.TRAIN, new float[] {1}, new float[] {1});
  }
}
