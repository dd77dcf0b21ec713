package io.tributary.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.connectors.checkpoint.Alias;
import io.tributary.connectors.checkpoint.AliasBook;
import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.connectors.checkpoint.CheckpointException;
import io.tributary.connectors.record.AliasRecord;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.OutRecord;
import io.tributary.job.round.ModelAliases;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The topic of aliases of a job that is run step by step. */
final class SteppedAliases implements ModelAliases {

  private static final long serialVersionUID = 1;

  @SuppressWarnings("serial") // never serialized
  private final List<OutRecord> committed;

  @SuppressWarnings("serial")
  private final List<AliasRecord> said = new CopyOnWriteArrayList<>();

  private volatile boolean listening;

  SteppedAliases(List<OutRecord> committed) {
    this.committed = committed;
  }

  /** From the next attempt on people can say something; before, no thread waits for it. */
  void listen() {
    listening = true;
  }

  /** A person says which model is to serve. */
  void say(AliasRecord command) {
    said.add(command);
  }

  /** What readers make of all this. */
  Optional<AliasRecord> find(Alias alias) {
    AliasBook book = new AliasBook();
    committed.stream().filter(r -> r.topic().endsWith(".aliases")).forEach(r -> add(book, r));
    String key = Alias.CHAMPION.commandKey();
    said.forEach(s -> add(book, new OutRecord("", key.getBytes(UTF_8), Json.bytes(s), Map.of())));
    return book.find(alias);
  }

  private static void add(AliasBook book, OutRecord record) {
    book.add(new ConsumerRecord<>("aliases", 0, 0, record.key(), record.value()));
  }

  /** What the job has said of an alias, in order. */
  List<AliasRecord> told(Alias alias) {
    return committed.stream()
        .filter(record -> record.topic().endsWith(".aliases"))
        .map(record -> Json.read(record.value(), AliasRecord.class))
        .filter(record -> record.alias().equals(alias.key()))
        .toList();
  }

  /** The published models, in order; each of them is small enough for one chunk. */
  List<Checkpoint> models() {
    return committed.stream()
        .filter(record -> record.topic().endsWith(".checkpoints"))
        .map(record -> Checkpoint.parse(record.value()))
        .toList();
  }

  @Override
  public Optional<AliasRecord> champion() {
    return find(Alias.CHAMPION);
  }

  @Override
  public Checkpoint model(AliasRecord which) {
    return models().stream()
        .filter(model -> model.sha256().equals(which.sha256()))
        .findFirst()
        .orElseThrow(() -> new CheckpointException("no such model"));
  }

  @Override
  public Checkpoint published(long round) {
    return models().stream()
        .filter(model -> model.info().round() == round)
        .reduce((former, later) -> later)
        .orElseThrow(() -> new CheckpointException("There is no checkpoint of round " + round));
  }

  @Override
  public Optional<Commands> commands() {
    return listening ? Optional.of(new Said()) : Optional.empty();
  }

  private final class Said implements Commands {
    private int heard;

    @Override
    public Optional<AliasRecord> poll() {
      if (heard == said.size()) {
        try {
          Thread.sleep(5); // as a consumer waits
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
        }
        return Optional.empty();
      }
      return Optional.of(said.get(heard++));
    }

    @Override
    public void close() {}
  }
}
