package io.minutebook.benchmark.server;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which servers are used. */
public final class ServerOptions {

  // picocli fills it in
  @SuppressWarnings("NullAway.Init")
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--mongodb",
      paramLabel = "URI",
      description = "A MongoDB server that runs; databases are made in it and dropped.")
  private @Nullable String uri;

  @Option(
      names = "--mongodb-command",
      paramLabel = "COMMAND",
      description =
          "Or: what starts one; {port} and {data} in it are filled in, and it says a line that"
              + " begins with 'ready'.")
  private @Nullable String command;

  @Option(
      names = "--postgres-bin",
      paramLabel = "DIR",
      description = "PostgreSQL's programs; by default the newest of /usr/lib/postgresql/*/bin.")
  private @Nullable Path postgresBin;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Keeps the servers' data and logs here; by default in a temporary folder.")
  private @Nullable Path folder;

  /**
   * Servers that are started when they are needed.
   *
   * @throws ParameterException if nothing says where MongoDB is
   */
  public Servers open() throws IOException {
    if (uri == null) {
      command();
    }
    return new Servers(this, WorkFolder.of(folder));
  }

  /** The same for what needs no MongoDB. */
  public Servers openWithoutMongodb() throws IOException {
    return new Servers(this, WorkFolder.of(folder));
  }

  @Nullable String uri() {
    return uri;
  }

  String command() {
    if (command == null) {
      throw new ParameterException(
          spec.commandLine(),
          "A MongoDB server is needed: give --mongodb URI for one that runs, or --mongodb-command"
              + " 'COMMAND {port} {data}' for one to start.");
    }
    return command;
  }

  @Nullable Path postgresBin() {
    return postgresBin;
  }
}
