package org.lictor.consensus.hazelcast;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Parts of the engine that it does not show. They are those of the very version that this is made
 * for: with another, each use fails with {@link IllegalStateException}. Any thread.
 */
public final class EnginePart {
  private EnginePart() {}

  /** A method, made callable. */
  static Method method(Class<?> type, String name, Class<?>... parameters) {
    try {
      Method method = type.getDeclaredMethod(name, parameters);
      method.setAccessible(true);
      return method;
    } catch (ReflectiveOperationException e) {
      throw other(e);
    }
  }

  /** Calls it. */
  static void call(Method method, Object target, Object... arguments) {
    try {
      method.invoke(target, arguments);
    } catch (InvocationTargetException | IllegalAccessException e) {
      throw other(e);
    }
  }

  /** The value of a field. */
  static Object get(Class<?> type, String name, Object target) {
    try {
      return field(type, name).get(target);
    } catch (ReflectiveOperationException e) {
      throw other(e);
    }
  }

  /** Sets a field. */
  public static void set(Class<?> type, String name, Object target, Object value) {
    try {
      field(type, name).set(target, value);
    } catch (ReflectiveOperationException e) {
      throw other(e);
    }
  }

  private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  private static IllegalStateException other(ReflectiveOperationException e) {
    return new IllegalStateException("this is another Hazelcast than the one it was made for", e);
  }
}
