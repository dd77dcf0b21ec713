package io.tributary.model;

import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Leaves out tests that reach the engine where it refuses to start for want of a CUDA device: those
 * of the profile {@code cuda} on a machine without one. Only that profile has it found.
 */
public final class WithoutDevice
    implements BeforeAllCallback,
        InvocationInterceptor,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler {

  /** Of the engine, and of ND4J itself. */
  private static final String REFUSALS =
      "(?s).*(no CUDA device is visible|NoAvailableBackendException).*";

  private static final boolean HAS_DEVICE = Files.exists(Path.of("/dev/nvidiactl"));

  @Override
  public void beforeAll(ExtensionContext context) throws ClassNotFoundException {
    Class<?> test = context.getRequiredTestClass();
    try {
      Class.forName(test.getName(), true, test.getClassLoader()); // constants may open engines
    } catch (LinkageError failure) {
      if (judged(failure) instanceof TestAbortedException without) {
        throw without;
      }
      throw failure;
    }
  }

  @Override
  public <T> T interceptTestClassConstructor(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Constructor<T>> constructor,
      ExtensionContext context)
      throws Throwable {
    try {
      return invocation.proceed();
    } catch (Throwable failure) {
      throw judged(failure);
    }
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw judged(failure);
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw judged(failure);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw judged(failure);
  }

  private static Throwable judged(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = next(cause)) {
      String message = String.valueOf(cause.getMessage());
      boolean reachedBefore = cause instanceof NoClassDefFoundError && message.contains(".nd4j.");
      if (!HAS_DEVICE && (message.matches(REFUSALS) || reachedBefore)) {
        return new TestAbortedException("no CUDA device", failure);
      }
    }
    return failure;
  }

  private static @Nullable Throwable next(Throwable cause) {
    return cause.getCause() == cause ? null : cause.getCause();
  }
}
