package io.minutebook.cli;

import io.minutebook.cli.demo.Demonstration;
import io.minutebook.standalone.Standalone;
import io.minutebook.standalone.StandaloneOptions;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code minutebook demo}: the whole of Minutebook on sample minutes, in a temporary folder. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what Minutebook does, on the minutes of an imaginary team, in a temporary folder.",
      "Stays up afterwards, with the addresses to try, unless told otherwise with --once."
    })
final class DemoCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Option(names = "--once", description = "End after the demonstration.")
  private boolean once;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("minutebook-demo-");
    Ending ending = new Ending(folder);
    Thread atExit = new Thread(ending::run, "stop");
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      return show(folder, ending);
    } finally {
      if (once) {
        ending.run();
      }
    }
  }

  private int show(Path folder, Ending ending) throws IOException, InterruptedException {
    var out = command.commandLine().getOut();
    long begin = System.nanoTime();
    out.println(
        "Minutebook: a Kafka broker, a MongoDB-protocol server and both services start in one"
            + " process ...");
    out.flush();
    Standalone standalone = Standalone.start(StandaloneOptions.in(folder.resolve("data")));
    ending.standalone = standalone;
    out.printf(
        "ready after %.1f s: commands at %s, queries at %s%n",
        seconds(begin), standalone.addresses().commandUrl(), standalone.addresses().queryUrl());
    boolean colours = Output.isTerminal() && System.getenv("NO_COLOR") == null;
    Demonstration demonstration =
        new Demonstration(standalone, folder, Minutebook::run, out, colours);
    List<String> disappointments = demonstration.tell();
    out.println();
    if (!disappointments.isEmpty()) {
      out.println("Not as expected: " + String.join("; ", disappointments));
      return 1;
    }
    out.printf("Everything as expected, after %.1f s.%n", seconds(begin));
    if (!once) {
      demonstration.invite(out);
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Stops the process's parts and removes the folder, once, at the end or at Ctrl-C. */
  private static final class Ending {

    private final Path folder;
    private volatile @Nullable Standalone standalone;
    private boolean over;

    Ending(Path folder) {
      this.folder = folder;
    }

    synchronized void run() {
      if (over) {
        return;
      }
      over = true;
      Standalone started = standalone;
      if (started != null) {
        started.close();
      }
      try {
        remove(folder);
      } catch (IOException e) {
        System.err.println("minutebook: " + folder + " could not be removed: " + e.getMessage());
      }
    }

    private static void remove(Path folder) throws IOException {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                throws IOException {
              Files.delete(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    }
  }
}
