package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.LabelScale;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who waits for whom when memory is freed; {@link NativeUse#end} is this thread's own affair. */
class NativeUseTest {
  private int open;

  private void begin() {
    NativeUse.begin();
    open++;
  }

  private void end() {
    NativeUse.end();
    open--;
  }

  @AfterEach
  void leave() {
    while (open > 0) {
      end();
    }
  }

  /** A thread that wants to free, as far as it gets before it waits. */
  private static Thread freeing() throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              try {
                NativeUse.awaitPassed();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
      thread.join(1);
    }
    return thread;
  }

  @Test
  void waitsForTheOutermostCallToEnd() throws InterruptedException {
    begin();
    begin();
    Thread freeing = freeing();
    end();
    assertThat(freeing.isAlive()).isTrue();
    end();
    freeing.join();
  }

  @Test
  void waitsNoLongerThanABatch() throws InterruptedException {
    begin();
    Thread freeing = freeing();
    assertThat(freeing.isAlive()).isTrue();
    NativeUse.pass();
    freeing.join();
    Thread next = freeing();
    assertThat(next.isAlive()).isTrue();
  }

  @Test
  void waitsForNobodyWhoIsOutside() throws InterruptedException {
    begin();
    end();
    NativeUse.pass();
    freeing().join();
  }

  @Test
  void doesNotWaitForTheDead() throws InterruptedException {
    Thread forgetful = new Thread(NativeUse::begin);
    forgetful.start();
    forgetful.join();
    freeing().join();
  }

  @Test
  void everyCallOfAnEngineCounts() throws Exception {
    try (Engine engine = Engines.open(Problems.plain());
        DeltaSpace space =
            engine.span(
                engine.initialParameters(), List.of(), 0, LabelScale.NONE, HeadSteps.SCALED);
        JointSteps steps = engine.joint(engine.initialParameters())) {
      assertThat(List.of(engine, space, steps))
          .allMatch(role -> Proxy.isProxyClass(role.getClass()));
    }
    Runnable freeing =
        NativeUse.guarded(
            Runnable.class,
            () -> {
              try {
                Thread thread = freeing();
                assertThat(thread.isAlive()).isTrue();
                NativeUse.pass();
                thread.join();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    freeing.run();
    freeing().join();
  }

  @Test
  void aFailureComesAsItIsAndEndsTheCall() throws InterruptedException {
    Runnable failing =
        NativeUse.guarded(
            Runnable.class,
            () -> {
              throw new EngineException("as it is", new IllegalStateException());
            });
    assertThatThrownBy(failing::run).isInstanceOf(EngineException.class).hasMessage("as it is");
    freeing().join();
  }
}
