package io.tributary.model.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Which threads may be inside a native call right now. ND4J's native calls get addresses, so the
 * garbage collector may find an array unreachable while one of them still works on it; {@link
 * Reclaimer} therefore frees nothing before {@link #awaitPassed()} returns.
 *
 * <p>Learning never waits here: a thread counts where it is, and the one that frees looks on.
 */
final class NativeUse {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final Set<NativeUse> ALL = ConcurrentHashMap.newKeySet();
  private static final ThreadLocal<NativeUse> MINE = ThreadLocal.withInitial(NativeUse::register);

  private final Thread thread = Thread.currentThread();
  private final AtomicLong count = new AtomicLong(); // odd: inside
  private int depth;

  private NativeUse() {}

  private static NativeUse register() {
    NativeUse use = new NativeUse();
    ALL.add(use);
    return use;
  }

  /** This thread may make native calls from now on, until as many {@link #end}s. */
  static void begin() {
    NativeUse use = MINE.get();
    if (use.depth++ == 0) {
      use.count.addAndGet(1);
    }
  }

  /** The opposite of {@link #begin}. */
  static void end() {
    NativeUse use = MINE.get();
    if (--use.depth == 0) {
      use.count.addAndGet(1);
    }
  }

  /**
   * This thread is between two operations: it has no address of anything that it cannot reach. Long
   * work says so once a batch, for memory to be freed meanwhile.
   */
  static void pass() {
    NativeUse use = MINE.get();
    if (use.depth > 0) {
      use.count.addAndGet(2);
    }
  }

  /** Waits until every native call that has begun by now has ended. */
  static void awaitPassed() throws InterruptedException {
    for (NativeUse use : List.copyOf(ALL)) {
      long seen = use.count.get();
      while (seen % 2 != 0 && use.count.get() == seen && use.thread.isAlive()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        LockSupport.parkNanos(LOOK_NANOS);
      }
      if (!use.thread.isAlive()) {
        ALL.remove(use);
      }
    }
  }

  /** A role all of whose calls are native use, and those of the roles that it opens too. */
  static <T> T guarded(Class<T> role, T inner) {
    Object guard =
        Proxy.newProxyInstance(
            role.getClassLoader(),
            new Class<?>[] {role},
            (proxy, method, arguments) -> {
              begin();
              try {
                return opened(method.invoke(inner, arguments));
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              } finally {
                end();
              }
            });
    return role.cast(guard);
  }

  private static @Nullable Object opened(@Nullable Object result) {
    if (result instanceof DeltaSpace space) {
      return guarded(DeltaSpace.class, space);
    }
    if (result instanceof JointSteps steps) {
      return guarded(JointSteps.class, steps);
    }
    return result;
  }
}
