package io.minutebook.benchmark.peer;

import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What was found to get the most out of each peer; the defaults are the best that were tried. */
public final class Tuning {

  @Option(
      names = "--mongo-connections",
      paramLabel = "N",
      defaultValue = "100",
      description = "Connections that axon-mongodb may use at once (${DEFAULT-VALUE}).")
  private int mongoConnections;

  @Option(
      names = "--jdbc-connections",
      paramLabel = "N",
      defaultValue = "32",
      description = "Connections in the pool of axon-jdbc (${DEFAULT-VALUE}).")
  private int jdbcConnections;

  @Option(
      names = "--insert-batch",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Documents in each insertMany of insert-many (${DEFAULT-VALUE}).")
  private int insertBatch;

  @Option(
      names = "--insert-threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "Threads of insert-many (${DEFAULT-VALUE}).")
  private int insertThreads;

  /** The defaults. */
  public static Tuning usual() {
    Tuning tuning = new Tuning();
    new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(tuning)).parseArgs();
    return tuning;
  }

  /** As the defaults, but that documents are inserted one by one. */
  public static Tuning oneByOne() {
    Tuning tuning = usual();
    tuning.insertBatch = 1;
    tuning.insertThreads = 1;
    return tuning;
  }

  int mongoConnections() {
    return mongoConnections;
  }

  int jdbcConnections() {
    return jdbcConnections;
  }

  int insertBatch() {
    return insertBatch;
  }

  int insertThreads() {
    return insertThreads;
  }
}
