package org.lictor.clients;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Plays the scenarios of some classes against a running agent: {@code main HOST PORT CLASS…}. A
 * scenario is a public method without parameters; a class has a constructor for an {@link Agent}.
 * Each ends in one line on standard output, {@code scenario ok NAME} or {@code scenario failed
 * NAME}, the latter after its stack trace.
 */
public final class Scenarios {
  private Scenarios() {}

  /** Plays them one after the other and ends the process, with 1 if one failed. */
  public static void main(String[] arguments) throws Exception {
    Agent agent = new Agent(arguments[0], Integer.parseInt(arguments[1]));
    boolean failed = false;
    for (int i = 2; i < arguments.length; i++) {
      Class<?> type = Class.forName(arguments[i]);
      Object scenarios = type.getConstructor(Agent.class).newInstance(agent);
      for (Method scenario : scenariosOf(type)) {
        failed |= !play(scenarios, scenario);
      }
      if (scenarios instanceof AutoCloseable open) {
        open.close();
      }
    }
    System.out.flush();
    System.exit(failed ? 1 : 0);
  }

  private static Method[] scenariosOf(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(
            method -> Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 0)
        .filter(method -> !method.getName().equals("close"))
        .sorted(Comparator.comparing(Method::getName))
        .toArray(Method[]::new);
  }

  private static boolean play(Object scenarios, Method scenario) throws IllegalAccessException {
    String name = scenarios.getClass().getSimpleName() + "." + scenario.getName();
    try {
      scenario.invoke(scenarios);
      System.out.println("scenario ok " + name);
      return true;
    } catch (InvocationTargetException e) {
      e.getCause().printStackTrace(System.out);
      System.out.println("scenario failed " + name);
      return false;
    }
  }
}
