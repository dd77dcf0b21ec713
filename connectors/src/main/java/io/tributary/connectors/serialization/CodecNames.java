package io.tributary.connectors.serialization;

import java.io.IOException;
import java.lang.reflect.Constructor;

/** Codecs by the name of their class, which is how state remembers them. */
final class CodecNames {

  private CodecNames() {}

  static String className(Codec<?> codec) {
    return codec.getClass().getName();
  }

  static boolean same(Codec<?> one, Codec<?> other) {
    return className(one).equals(className(other));
  }

  /** The single constant of an enum, or a new object of a class. */
  static Codec<?> find(String className, ClassLoader loader) throws IOException {
    try {
      Class<?> type = Class.forName(className, false, loader);
      if (!Codec.class.isAssignableFrom(type)) {
        throw new IOException("This state names a codec that is none: " + type.getName());
      }
      Object[] constants = type.getEnumConstants();
      if (constants != null && constants.length == 1) {
        return (Codec<?>) constants[0];
      }
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return (Codec<?>) constructor.newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IOException("Cannot find the codec " + className + " that wrote this state", e);
    }
  }
}
