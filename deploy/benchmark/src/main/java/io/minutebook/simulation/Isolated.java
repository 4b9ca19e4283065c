package io.minutebook.simulation;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes runs with classes of their own: two threads that make runs then share no lock of any
 * library, for which one would have to wait, at a time that no seed says.
 */
public final class Isolated implements BiFunction<Long, @Nullable String, Object[]> {

  /** For the class loader; see {@link #runs()}. */
  public Isolated() {
    Silence.overLogs();
  }

  /** What makes runs, for one thread. */
  @FunctionalInterface
  interface Runner {
    Simulation.Result run(long seed, @Nullable Safeguard takenOut);
  }

  /** A maker of runs for the thread that calls this, and for no other. */
  @SuppressWarnings("unchecked")
  static Runner runs() {
    ClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
    Thread.currentThread().setContextClassLoader(loader);
    BiFunction<Long, @Nullable String, Object[]> isolated;
    try {
      isolated =
          (BiFunction<Long, @Nullable String, Object[]>)
              loader.loadClass(Isolated.class.getName()).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the classes cannot be loaded once more", e);
    }
    return (seed, takenOut) -> {
      Object[] result = isolated.apply(seed, takenOut == null ? null : takenOut.name());
      return new Simulation.Result(seed, (String) result[0], (Long) result[1], List.of());
    };
  }

  private static URL[] classPath() {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      try {
        urls.add(new File(entry).toURI().toURL());
      } catch (MalformedURLException e) {
        throw new IllegalStateException("not a place for classes: " + entry, e);
      }
    }
    return urls.toArray(URL[]::new);
  }

  @Override
  public Object[] apply(Long seed, @Nullable String takenOut) {
    Set<Safeguard> out = takenOut == null ? Set.of() : EnumSet.of(Safeguard.valueOf(takenOut));
    Simulation.Result result = Simulation.run(seed, out, false);
    return new Object[] {result.violation(), result.steps()};
  }
}
