package io.tributary.job.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.streaming.runtime.tasks.StreamTaskActionExecutor;
import org.apache.flink.streaming.runtime.tasks.mailbox.MailboxExecutorImpl;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailboxImpl;
import org.junit.jupiter.api.Test;

class BackgroundWorkerTest {

  private final TaskMailboxImpl mailbox = new TaskMailboxImpl(Thread.currentThread());
  private final BackgroundWorker worker =
      new BackgroundWorker(
          new MailboxExecutorImpl(mailbox, 0, StreamTaskActionExecutor.IMMEDIATE), "test");

  /** What belongs to the thread, such as an engine, must be closed by it. */
  @Test
  void keepsItsThreadWhenTheTaskTakesNoMoreMail() {
    AtomicReference<Thread> first = new AtomicReference<>();
    mailbox.quiesce();
    worker.run(
        () -> {
          first.set(Thread.currentThread());
          return 1;
        },
        one -> {});
    assertThat(worker.await(Thread::currentThread)).isSameAs(first.get());
    worker.close(() -> {});
  }

  @Test
  void interruptsWorkThatIsAbandoned() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    worker.run(
        () -> {
          started.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException abandoned) {
            interrupted.countDown();
          }
          return 1;
        },
        one -> {});
    started.await();
    worker.abandon();
    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(mailbox.hasMail()).isFalse();
  }
}
