package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TemporaryFolderTest {

  private static final int TURNS = 30;

  /** As when Flink still deletes checkpoints of a job that has ended. */
  @Test
  void isDeletedWhileAnotherDeletesInIt() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int turn = 0; turn < TURNS; turn++) {
        TemporaryFolder folder = filled();
        CyclicBarrier start = new CyclicBarrier(2);
        Callable<Void> deletion =
            () -> {
              start.await();
              folder.close();
              return null;
            };
        for (Future<Void> done : threads.invokeAll(List.of(deletion, deletion))) {
          done.get();
        }
        assertThat(folder.resolve("")).doesNotExist();
      }
    } finally {
      threads.shutdown();
    }
  }

  private static TemporaryFolder filled() throws IOException {
    TemporaryFolder folder = new TemporaryFolder();
    for (int i = 0; i < 10; i++) {
      Path inside = Files.createDirectories(folder.resolve("checkpoints/chk-" + i));
      for (int j = 0; j < 10; j++) {
        Files.writeString(inside.resolve("part-" + j), "of a checkpoint");
      }
    }
    return folder;
  }
}
