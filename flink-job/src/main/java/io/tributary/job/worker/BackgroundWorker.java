package io.tributary.job.worker;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.function.ThrowingConsumer;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * One thread beside an operator's mailbox: training and tuning run here, so that barriers are not
 * held up, and their results come back as mails. A failure of the work fails the operator.
 */
public final class BackgroundWorker {

  private static final long PATIENCE_SECONDS = 60;

  private final MailboxExecutor mailbox;
  private final ExecutorService thread;
  private volatile boolean closed;

  /**
   * A worker whose thread starts with the first work.
   *
   * @param mailbox of the operator that owns the worker
   * @param name of the thread
   */
  public BackgroundWorker(MailboxExecutor mailbox, String name) {
    this.mailbox = mailbox;
    this.thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread created = new Thread(work, name);
              created.setDaemon(true);
              return created;
            });
  }

  /**
   * Does work after all work given before.
   *
   * @param work runs on the worker's thread
   * @param then runs in the mailbox with what the work returned, unless the worker was closed
   */
  public <T> void run(Callable<T> work, ThrowingConsumer<T, Exception> then) {
    thread.execute(
        () -> {
          if (closed) {
            return;
          }
          try {
            T result = work.call();
            mail(() -> then.accept(result));
          } catch (Throwable failure) {
            mail(
                () -> {
                  throw new IllegalStateException("background work failed", failure);
                });
          }
        });
  }

  /**
   * Does work after all work given before, and waits for it.
   *
   * @throws IllegalStateException when it fails
   */
  public <T> T await(Callable<T> work) {
    try {
      return thread.submit(work).get();
    } catch (ExecutionException failure) {
      throw new IllegalStateException("background work failed", failure.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  private void mail(ThrowingRunnable<Exception> mail) {
    if (closed) {
      return;
    }
    try {
      mailbox.execute(
          () -> {
            if (!closed) {
              mail.run();
            }
          },
          "background work");
    } catch (RejectedExecutionException ending) {
      // The task has come to its end, and takes no mail while it closes its operators.
    }
  }

  /**
   * Lets work at hand finish, drops the rest, and runs a last work on the thread.
   *
   * @param last closes what belongs to the thread
   */
  public void close(Runnable last) {
    closed = true;
    thread.execute(last);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "background work did not end within " + PATIENCE_SECONDS + " s");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Interrupts work at hand and drops the rest; waits for nothing. */
  public void abandon() {
    closed = true;
    thread.shutdownNow();
  }
}
