package io.minutebook.query.testing;

import io.minutebook.query.QueryServiceApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/** The query service in a process of its own, which a test may kill. */
public final class QueryProcess implements AutoCloseable {

  private static final String READY = "query-service is at ";

  private final Process process;
  private final String base;

  private QueryProcess(Process process) throws IOException {
    this.process = process;
    this.base = awaitBase(process.inputReader());
  }

  /** Starts it and returns once it serves. */
  public static QueryProcess start(Map<String, ?> properties) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                QueryProcess.class.getName()));
    properties.forEach((name, value) -> command.add("--" + name + "=" + value));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      return new QueryProcess(process);
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** What runs in the process. */
  public static void main(String[] args) {
    Map<String, Object> properties = new HashMap<>();
    for (String arg : args) {
      int end = arg.indexOf('=');
      properties.put(arg.substring(2, end), arg.substring(end + 1));
    }
    ConfigurableApplicationContext service = QueryServiceApplication.start(properties);
    System.out.println(
        READY + "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port"));
  }

  private static String awaitBase(BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(READY)) {
        Thread.ofVirtual().start(() -> drain(output));
        return line.substring(READY.length());
      }
    }
    throw new IllegalStateException("the process ended before it served");
  }

  /** Otherwise it would wait for a reader of what it says. */
  private static void drain(BufferedReader output) {
    try {
      output.lines().forEach(_ -> {});
    } catch (UncheckedIOException _) {
      // it was killed
    }
  }

  /** Where it is. */
  public String base() {
    return base;
  }

  /** SIGKILL: no hook runs, nothing is flushed, no connection is closed by the service. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
