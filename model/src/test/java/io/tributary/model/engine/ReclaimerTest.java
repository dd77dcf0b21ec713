package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.memory.Deallocatable;
import org.nd4j.linalg.api.memory.Deallocator;
import org.nd4j.linalg.factory.Nd4j;

/** When the native side of a lost object is freed. */
class ReclaimerTest {

  private record Lost(String id, AtomicInteger freed) implements Deallocatable {
    @Override
    public String getUniqueId() {
      return id;
    }

    @Override
    public Deallocator deallocator() {
      AtomicInteger count = freed;
      return count::incrementAndGet;
    }

    @Override
    public int targetDevice() {
      return 0;
    }
  }

  @Test
  void takesThePlaceOfTheServiceOfNd4j() {
    Natives.load();
    Natives.load();
    assertThat(Nd4j.getDeallocatorService()).isInstanceOf(Reclaimer.class);
  }

  @Test
  void freesNothingWhileACallIsUnderWayAndEverythingAfterwards() throws InterruptedException {
    Natives.load();
    Set<Thread> others = Thread.getAllStackTraces().keySet();
    Reclaimer reclaimer = Reclaimer.start();
    Thread own =
        Thread.getAllStackTraces().keySet().stream()
            .filter(each -> !others.contains(each) && each.getName().equals("native-reclaimer"))
            .findFirst()
            .orElseThrow();
    AtomicInteger freed = new AtomicInteger();
    NativeUse.begin();
    try {
      for (int i = 0; i < 5; i++) {
        reclaimer.pickObject(new Lost("lost" + i, freed));
      }
      while (freed.get() == 0 && !isWaiting(own)) {
        System.gc();
        Thread.onSpinWait();
      }
      assertThat(freed).hasValue(0);
    } finally {
      NativeUse.end();
    }
    while (freed.get() < 5) {
      System.gc();
      Thread.onSpinWait();
    }
    assertThat(freed).hasValue(5);
    own.interrupt();
    own.join();
  }

  private static boolean isWaiting(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("awaitPassed"));
  }
}
