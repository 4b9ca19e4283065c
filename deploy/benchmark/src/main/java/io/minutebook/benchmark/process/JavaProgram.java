package io.minutebook.benchmark.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program on this process's class path and JDK, to be run in a JVM of its own that starts fast
 * and stays small.
 *
 * @param heapMiB the largest heap
 * @param flags further flags of the JVM
 */
public record JavaProgram(Class<?> main, int heapMiB, List<String> flags) {

  private static final List<String> USUAL =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED",
          "-Ddisable-axoniq-console-message=true",
          "-Daxoniq.update-checker.disabled=true");

  /** Flags with which a JVM starts faster, and gets slower than it could become. */
  public static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1");

  /** The command that runs it with these arguments. */
  public List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heapMiB + "m");
    command.addAll(USUAL);
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return List.copyOf(command);
  }
}
