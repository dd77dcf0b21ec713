package io.tributary.micrometer;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterRegistryConfig;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Properties;

/** Makes registries by the names of their classes. */
final class Registries {

  private Registries() {}

  /**
   * A registry of a class that has a public constructor of its configuration and a clock, as
   * Micrometer's registries do, or one without parameters. The configuration asks for keys such as
   * {@code otlp.url}, which are looked up among the reporter's options.
   *
   * @throws IllegalArgumentException in one line when there is no such registry
   */
  static MeterRegistry create(String className, Properties options) {
    try {
      Class<?> type = Class.forName(className, true, Registries.class.getClassLoader());
      for (Constructor<?> constructor : type.getConstructors()) {
        Class<?>[] takes = constructor.getParameterTypes();
        if (takes.length == 2
            && MeterRegistryConfig.class.isAssignableFrom(takes[0])
            && takes[0].isInterface()
            && takes[1] == Clock.class) {
          return (MeterRegistry)
              constructor.newInstance(configuration(takes[0], options), Clock.SYSTEM);
        }
      }
      return (MeterRegistry) type.getConstructor().newInstance();
    } catch (ReflectiveOperationException | ClassCastException | LinkageError failure) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      throw new IllegalArgumentException(
          "registry: " + className + " cannot be made: " + cause, failure);
    }
  }

  /** Answers {@code get}; everything else the interface has defaults for. */
  private static Object configuration(Class<?> type, Properties options) {
    InvocationHandler handler =
        (proxy, method, arguments) ->
            method.isDefault()
                ? InvocationHandler.invokeDefault(proxy, method, arguments)
                : method.getName().equals("get")
                    ? options.getProperty(String.valueOf(arguments[0]))
                    : method.invoke(options, arguments);
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }
}
