package io.tributary.model.engine;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.linalg.api.memory.Deallocatable;
import org.nd4j.linalg.api.memory.Deallocator;
import org.nd4j.linalg.api.memory.deallocation.DeallocatorService;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Frees the native side of arrays that the garbage collector has found, in the place of ND4J's own
 * service, which frees them at once.
 *
 * <p>At once is too early. {@code NativeOpExecutioner.exec(BroadcastOp, OpContext)} of 1.0.0-M2.1,
 * and others like it, take the native addresses of arrays that only the operation holds, and do not
 * touch the operation after that: compiled code holds it no longer while the call runs. When a
 * collection falls just then, the service deletes a buffer in use. So this one waits for the calls
 * that are under way, whoever makes them.
 */
final class Reclaimer extends DeallocatorService {
  private final ReferenceQueue<Deallocatable> queue = new ReferenceQueue<>();

  /** By the object's id, as ND4J has it: an object that is picked twice is freed once. */
  private final Map<String, Held> held = new ConcurrentHashMap<>();

  private Reclaimer() {}

  private static final class Held extends PhantomReference<Deallocatable> {
    private final String id;
    private final Deallocator deallocator;

    Held(Deallocatable object, ReferenceQueue<Deallocatable> queue) {
      super(object, queue);
      id = object.getUniqueId();
      deallocator = object.deallocator();
    }
  }

  /** A service that frees in a thread of its own. */
  static Reclaimer start() {
    Reclaimer reclaimer = new Reclaimer();
    Thread thread = new Thread(reclaimer::run, "native-reclaimer");
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
    return reclaimer;
  }

  /** Puts one in the place of ND4J's service, once. There is no setter. */
  @SuppressWarnings("LockOnNonEnclosingClassLiteral") // the lock that the getter takes
  static void install() throws ReflectiveOperationException {
    synchronized (Nd4j.class) {
      if (!(Nd4j.getDeallocatorService() instanceof Reclaimer)) {
        Field service = Nd4j.class.getDeclaredField("deallocatorService");
        service.setAccessible(true);
        service.set(null, start());
      }
    }
  }

  @Override
  public void pickObject(Deallocatable object) {
    Held reference = new Held(object, queue);
    held.put(reference.id, reference);
  }

  private void run() {
    List<Held> found = new ArrayList<>();
    try {
      while (true) {
        Reference<?> next = queue.remove();
        while (next != null) {
          found.add((Held) next);
          next = queue.poll();
        }
        NativeUse.awaitPassed();
        for (Held each : found) {
          each.deallocator.deallocate();
          held.remove(each.id, each);
        }
        found.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does; the thread ends with the JVM
    }
  }
}
