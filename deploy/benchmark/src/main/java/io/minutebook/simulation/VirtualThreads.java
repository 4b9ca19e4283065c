package io.minutebook.simulation;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Executor;

/**
 * Virtual threads on a scheduler of one's own, which the JDK has inside but does not offer: opened
 * by {@code --add-opens java.base/java.lang=ALL-UNNAMED}, or by the manifest of an executable jar.
 */
final class VirtualThreads {

  private static final String TRACKED = "jdk.trackAllThreads";
  private static final Constructor<?> CONSTRUCTOR = constructor();

  private VirtualThreads() {}

  private static Constructor<?> constructor() {
    // else the JDK keeps every thread that never ends, such as those of processes that crashed
    System.setProperty(TRACKED, "false");
    try {
      Constructor<?> found =
          Class.forName("java.lang.VirtualThread")
              .getDeclaredConstructor(Executor.class, String.class, int.class, Runnable.class);
      found.setAccessible(true);
      return found;
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IllegalStateException(
          "The simulation needs a JDK 25 that is started with"
              + " --add-opens java.base/java.lang=ALL-UNNAMED",
          e);
    }
  }

  /**
   * Sees to it that {@link #of} will work.
   *
   * @throws IllegalStateException if the JDK does not let it, for a person
   */
  static void check() {
    try {
      of(Runnable::run, "check", () -> {}).start();
    } catch (ExceptionInInitializerError e) {
      if (e.getCause() instanceof IllegalStateException why) {
        throw why;
      }
      throw e;
    }
  }

  /** A thread each step of which is given to the executor; not started. */
  static Thread of(Executor executor, String name, Runnable body) {
    try {
      return (Thread) CONSTRUCTOR.newInstance(executor, name, 0, body);
    } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("the JDK made no virtual thread", e);
    }
  }
}
