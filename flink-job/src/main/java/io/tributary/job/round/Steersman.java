package io.tributary.job.round;

import io.tributary.connectors.record.ControlForm;
import io.tributary.connectors.record.ControlReply;
import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.connectors.record.Steered;
import io.tributary.connectors.serialization.CodecTypeInfo;
import io.tributary.job.message.TrainerMessage.Commanded;
import io.tributary.job.steer.Course;
import io.tributary.job.steer.Courses;
import io.tributary.model.config.Configuration;
import io.tributary.model.lineage.LoggedCommand;
import io.tributary.model.steering.Command;
import io.tributary.model.steering.Ruling;
import io.tributary.model.steering.Steering;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows commands between rounds, one after the other in the order of their topic, and answers
 * each. To be used in the mailbox alone.
 */
final class Steersman {

  private static final Logger LOG = LoggerFactory.getLogger(Steersman.class);

  private final Configuration configured;
  private final Courses courses;
  private final RoundPublisher publisher;
  private final ModelPublishing models;
  private final Deque<Commanded> waiting = new ArrayDeque<>();
  private final List<LoggedCommand> now = new ArrayList<>();
  private @Nullable ValueState<SteeringMemory> state;
  private Steering steering = Steering.NONE;
  private volatile Course course; // reporters look in
  private boolean busy;
  private boolean changed;
  private long accepted;
  private long refused;

  Steersman(CoordinatorSetup setup, RoundPublisher publisher, ModelPublishing models) {
    this.configured = setup.configuration();
    this.courses = new Courses(configured, setup.trainsAuxiliaries());
    this.publisher = publisher;
    this.models = models;
    this.course = courses.of(steering);
  }

  /** Goes on from state; savepoints of layouts 1 to 5 have none. */
  void initialize(KeyedStateStore store) throws Exception {
    state =
        store.getState(
            new ValueStateDescriptor<>("steering", CodecTypeInfo.of(new SteeringMemoryCodec())));
    SteeringMemory memory = Objects.requireNonNullElse(state.value(), SteeringMemory.NONE);
    steering = memory.steering().on(configured);
    course = courses.of(steering);
    if (!steering.equals(memory.steering())) {
      LOG.warn("the configuration was edited where a command had changed it: the file counts");
    }
    waiting.addAll(memory.waiting());
    now.addAll(memory.now());
    models.publishAt(memory.publish());
    accepted = memory.accepted();
    refused = memory.refused();
  }

  /** Puts what a restore needs into keyed state. */
  void store() throws Exception {
    Objects.requireNonNull(state, "not initialised")
        .update(
            new SteeringMemory(
                steering,
                List.copyOf(waiting),
                List.copyOf(now),
                models.publishAt(),
                accepted,
                refused));
  }

  /** How rounds run now. */
  Course course() {
    return course;
  }

  /** What records tell of the open round. */
  Steered told() {
    return new Steered(steering, now);
  }

  /** Commands that were followed. */
  long accepted() {
    return accepted;
  }

  /** Commands that were refused. */
  long refused() {
    return refused;
  }

  /** A person has said something. */
  void hear(Commanded said) {
    waiting.add(said);
  }

  /** The open round is finished: commands from now on are of the next one. */
  void finished() {
    now.clear();
  }

  /**
   * Follows or refuses what waits, between two rounds.
   *
   * @param again runs in the mailbox when something still waits and can go on
   * @return whether any was followed since this was asked last, so that the next round is not the
   *     one that may be open already
   */
  boolean followAll(RunProgress progress, Runnable again) {
    while (!busy && !waiting.isEmpty()) {
      follow(waiting.element(), progress, again);
      if (!busy) {
        waiting.remove();
      }
    }
    boolean any = changed;
    changed = false;
    return any;
  }

  private void follow(Commanded said, RunProgress progress, Runnable again) {
    ControlForm form = null;
    try {
      form = ControlForm.read(said.text());
      follow(said, form, form.command(), progress, again);
    } catch (IllegalArgumentException wrong) {
      refuse(said, form, progress, String.valueOf(wrong.getMessage()));
    }
  }

  private void follow(
      Commanded said, ControlForm form, Command command, RunProgress progress, Runnable again) {
    if (progress.phase() != Phase.OPEN) {
      refuse(said, form, progress, "the run has come to its end");
    } else if (command instanceof Command.Rollback || command instanceof Command.Release) {
      choose(said, form, command, progress, again);
    } else if (command instanceof Command.Publish) {
      publish(said, form, progress);
    } else {
      steer(said, form, command, progress);
    }
  }

  /** Loads a model beside the mailbox; what else waits, waits for that. */
  private void choose(
      Commanded said, ControlForm form, Command command, RunProgress progress, Runnable again) {
    busy = true;
    models.choose(
        command,
        progress,
        refusal -> {
          busy = false;
          waiting.remove();
          if (refusal == null) {
            accept(said, form, progress);
          } else {
            refuse(said, form, progress, refusal);
          }
          again.run();
        });
  }

  private void publish(Commanded said, ControlForm form, RunProgress progress) {
    long round = progress.learning().round();
    if (progress.published() == round) {
      refuse(said, form, progress, "round " + round + " is published already");
    } else {
      models.publishAt(round);
      accept(said, form, progress);
    }
  }

  private void steer(Commanded said, ControlForm form, Command command, RunProgress progress) {
    Ruling ruling = steering.apply(configured, command);
    if (ruling instanceof Ruling.Refused because) {
      refuse(said, form, progress, because.reason());
    } else if (ruling instanceof Ruling.Accepted with) {
      steering = with.steering();
      course = courses.of(steering);
      accept(said, form, progress);
    }
  }

  private void accept(Commanded said, ControlForm form, RunProgress progress) {
    long round = progress.learning().round() + 1;
    now.add(new LoggedCommand(said.offset(), round, form.words()));
    accepted++;
    changed = true;
    publisher.reply(
        new ControlReply(
            configured.model().name(),
            progress.fence().run(),
            progress.fence().generation(),
            said.offset(),
            form.id(),
            true,
            round,
            null,
            form.words()));
  }

  private void refuse(
      Commanded said, @Nullable ControlForm form, RunProgress progress, String reason) {
    refused++;
    publisher.reply(
        new ControlReply(
            configured.model().name(),
            progress.fence().run(),
            progress.fence().generation(),
            said.offset(),
            form == null ? null : form.id(),
            false,
            null,
            reason,
            form == null ? null : form.words()));
  }
}
