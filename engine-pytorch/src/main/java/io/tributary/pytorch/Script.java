package io.tributary.pytorch;

import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A loaded TorchScript module: each call is one way into native code, however much it does. */
final class Script implements AutoCloseable {
  private final PtSymbolBlock module;

  Script(PtNDManager manager, String methods) {
    try {
      module =
          JniUtils.loadModule(
              manager, new ByteArrayInputStream(ScriptArchive.of(methods)), false, false);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Runs a method for what it does to its arguments.
   *
   * @param arguments each a {@link Tensor}, an {@link IValue}, an Integer or a Double
   */
  void run(String method, Object... arguments) {
    get(method, arguments).close();
  }

  /** The same, for its result, which the caller closes. */
  IValue get(String method, Object... arguments) {
    IValue[] values = new IValue[arguments.length];
    List<IValue> own = new ArrayList<>(4);
    try {
      for (int i = 0; i < arguments.length; i++) {
        Object argument = arguments[i];
        if (argument instanceof Tensor tensor) {
          values[i] = tensor.value();
        } else if (argument instanceof IValue value) {
          values[i] = value;
        } else {
          values[i] =
              argument instanceof Integer number
                  ? IValue.from(number.longValue())
                  : IValue.from(((Double) argument).doubleValue());
          own.add(values[i]);
        }
      }
      return IValueUtils.runMethod(module, method, values);
    } finally {
      own.forEach(IValue::close);
    }
  }

  @Override
  public void close() {
    module.close();
  }
}
