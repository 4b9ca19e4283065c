package io.minutebook.benchmark.crash;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code minutebook benchmark crash}. */
@Command(
    name = "crash",
    mixinStandardHelpOptions = true,
    description = {
      "Runs everything in processes of its own, kills them and cuts their connections while a"
          + " client writes down every answer, and then checks that nothing was lost or doubled.",
      "Exit code 1: a promise was not kept, and each violation is named; 2: it could not run."
    })
public final class CrashCommand implements Callable<Integer> {

  /** More than these are in the JSON file only. */
  private static final int MOST_TOLD = 100;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--kills",
      defaultValue = "300",
      description = "How many kills (${DEFAULT-VALUE}).")
  private int kills;

  @Option(names = "--cuts", defaultValue = "100", description = "How many cuts (${DEFAULT-VALUE}).")
  private int cuts;

  @Option(
      names = "--seed",
      description = "Repeats a schedule, as far as time allows. By default a new one.")
  private @Nullable Long seed;

  @Option(
      names = "--senders",
      defaultValue = "16",
      description = "How many send commands at the same time (${DEFAULT-VALUE}).")
  private int senders;

  @Option(
      names = "--meetings",
      defaultValue = "200",
      description = "How many meetings they are for (${DEFAULT-VALUE}).")
  private int meetings;

  @Option(
      names = "--query-services",
      defaultValue = "2",
      description = "How many of these run (${DEFAULT-VALUE}).")
  private int queryServices;

  @Option(
      names = "--mongodb-command",
      paramLabel = "COMMAND",
      description = {
        "Starts a MongoDB server; {port} and {data} in it are filled in, and it says a line that"
            + " begins with \"ready\". By default the embedded one."
      })
  private @Nullable String mongodbCommand;

  @Option(
      names = "--most-minutes",
      defaultValue = "30",
      description = "After how long no more trouble is made (${DEFAULT-VALUE}).")
  private int mostMinutes;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the results to this file.")
  private @Nullable Path json;

  @Option(
      names = "--folder",
      description =
          "Where everything is kept. By default a temporary one, deleted at the end if all is well.")
  private @Nullable Path folder;

  @Override
  public Integer call() throws IOException, InterruptedException {
    quieten();
    PrintWriter out = spec.commandLine().getOut();
    CrashSettings settings =
        new CrashSettings(
            kills,
            cuts,
            seed == null ? new Random().nextInt(1_000_000) : seed,
            senders,
            meetings,
            queryServices,
            mongodbCommand,
            Duration.ofMinutes(mostMinutes),
            folder);
    Path kept = folder == null ? Files.createTempDirectory("minutebook-crash") : folder;
    out.printf("--seed %d; everything is in %s%n", settings.seed(), kept);
    out.flush();
    CrashResult result;
    try {
      result = new CrashRun(settings, kept, out).run();
    } catch (IOException | RuntimeException e) {
      out.printf("Could not run: %s%nSee %s%n", e, kept);
      out.flush();
      return 2;
    }
    tell(result, out);
    writeJson(result);
    if (!result.violations().isEmpty()) {
      out.printf("Everything is kept in %s%n", kept);
    } else if (folder == null) {
      delete(kept);
    }
    out.flush();
    return exitCode(result);
  }

  /** That the clients in this process lose their servers is what happens here all the time. */
  private static void quieten() {
    for (String name : List.of("org.apache.kafka", "org.mongodb.driver")) {
      if (LoggerFactory.getLogger(name) instanceof Logger logger) {
        logger.setLevel(Level.ERROR);
      }
    }
  }

  private static int exitCode(CrashResult result) {
    if (!result.violations().isEmpty()) {
      return 1;
    }
    return result.complete() ? 0 : 2;
  }

  private static void tell(CrashResult result, PrintWriter out) {
    out.println();
    result.figures().forEach((name, figure) -> out.printf("%-24s  %s%n", name, figure));
    out.println();
    if (!result.complete()) {
      out.println(
          "There was no time for all of it: more --most-minutes, or fewer --kills and --cuts.");
    }
    List<Violation> violations = result.violations();
    violations.stream()
        .limit(MOST_TOLD)
        .forEach(violation -> out.println("violated: " + violation));
    out.println(violations.isEmpty() ? "no violation" : violations.size() + " violations");
  }

  private void writeJson(CrashResult result) throws IOException {
    if (json != null) {
      Map<String, Object> all = new LinkedHashMap<>(result.figures());
      all.put("complete", result.complete());
      all.put("violations", result.violations());
      Files.write(
          json, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
