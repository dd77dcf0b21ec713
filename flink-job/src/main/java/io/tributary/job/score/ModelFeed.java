package io.tributary.job.score;

import io.tributary.connectors.checkpoint.CheckpointException;
import io.tributary.connectors.topic.TopicException;
import io.tributary.model.ParameterLayout;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the newest model together in a thread of its own, whole, before anybody sees it. Whatever
 * goes wrong with one, the model before goes on serving.
 */
final class ModelFeed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ModelFeed.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ModelSource source;
  private final ParameterLayout layout;
  private final List<String> tasks;
  private final Consumer<ServedModel> next;
  private final Runnable failed;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Starts it.
   *
   * @param tasks of the layout, in order
   * @param next is given each model, in this feed's thread
   * @param failed is told of each that cannot be had
   */
  ModelFeed(
      ModelSource source,
      ParameterLayout layout,
      List<String> tasks,
      Consumer<ServedModel> next,
      Runnable failed) {
    this.source = source;
    this.layout = layout;
    this.tasks = tasks;
    this.next = next;
    this.failed = failed;
    thread = new Thread(this::run, "tributary-models");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      ModelSource.@Nullable Models models = null;
      try {
        models = source.open();
        while (!closed) {
          poll(models);
        }
      } catch (TopicException away) {
        if (!closed) {
          LOG.warn("models cannot be followed, trying again: {}", away.getMessage());
          pause();
        }
      } finally {
        if (models != null) {
          models.close();
        }
      }
    }
  }

  private void poll(ModelSource.Models models) {
    try {
      models.poll().ifPresent(checkpoint -> next.accept(ServedModel.of(checkpoint, layout, tasks)));
    } catch (CheckpointException impossible) {
      failed.run();
      LOG.error("a model cannot serve, the one before goes on: {}", impossible.getMessage());
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it within a moment, without waiting for it. */
  @Override
  public void close() {
    closed = true;
  }
}
