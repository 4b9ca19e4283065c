package io.minutebook.benchmark.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process that this one started and may end. What it says goes to a file, after what was there.
 */
public final class ChildProcess implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(90);
  private static final int TAIL_LINES = 15;

  /** Whether a process does its work; asked again and again. */
  @FunctionalInterface
  public interface Readiness {
    boolean isReady(ChildProcess process) throws IOException, InterruptedException;
  }

  private final String name;
  private final Process process;
  private final Path log;
  private final long logStart;
  private final Readiness readiness;

  private ChildProcess(String name, Process process, Path log, long logStart, Readiness readiness) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.logStart = logStart;
    this.readiness = readiness;
  }

  /**
   * Starts a command and waits for nothing.
   *
   * @param name for messages
   * @param environment beside this process's own
   * @param log where all goes that it says
   */
  public static ChildProcess start(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path log,
      Readiness readiness)
      throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    long logStart = Files.exists(log) ? Files.size(log) : 0;
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return new ChildProcess(name, builder.start(), log, logStart, readiness);
  }

  /** The readiness of a process that says a line with this beginning. */
  public static Readiness line(String beginning) {
    return process -> {
      try (Stream<String> lines = process.said()) {
        return lines.anyMatch(line -> line.startsWith(beginning));
      }
    };
  }

  /**
   * Returns once it is ready.
   *
   * @throws IOException if it ends before that or takes longer, with the end of what it said
   */
  public ChildProcess awaitReady(Duration most) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (!readiness.isReady(this)) {
      if (!process.isAlive()) {
        throw new IOException(
            "%s ended with exit code %d before it was ready:%n%s"
                .formatted(name, process.exitValue(), tail()));
      }
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            "%s was not ready within %d s:%n%s".formatted(name, most.toSeconds(), tail()));
      }
      Thread.sleep(PAUSE);
    }
    return this;
  }

  /** Returns once it has ended, by itself or not; its exit code. */
  public int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** What the system says of it: CPU time, for example. */
  public ProcessHandle.Info info() {
    return process.info();
  }

  /** Where all goes that it says. */
  public Path log() {
    return log;
  }

  /** The lines that it said since it was started; to be closed. */
  public Stream<String> said() throws IOException {
    byte[] all = Files.readAllBytes(log);
    int from = (int) Math.min(logStart, all.length);
    return new String(all, from, all.length - from, StandardCharsets.UTF_8).lines();
  }

  private String tail() throws IOException {
    try (Stream<String> lines = said()) {
      List<String> all = lines.toList();
      return String.join(
          System.lineSeparator(), all.subList(Math.max(0, all.size() - TAIL_LINES), all.size()));
    }
  }

  /**
   * SIGKILL, to it and to what it started: no hook runs, nothing is flushed. Returns once it is
   * over.
   */
  public void kill() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    children.forEach(child -> child.onExit().join());
  }

  /** SIGTERM, and SIGKILL if that is not heard; the exit code. */
  public int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
      kill();
    }
    return process.exitValue();
  }

  /** Kills it. */
  @Override
  public void close() {
    kill();
  }

  @Override
  public String toString() {
    return name + " (" + process.pid() + ")";
  }
}
