package io.minutebook.standalone;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the process is to run.
 *
 * @param data the folder that keeps everything
 * @param commandPort where the command service listens, on loopback; 0: any free port
 * @param queryPort where the query service listens, on loopback; 0: any free port
 * @param mongodb the address of a MongoDB to use; null: the embedded server
 * @param kafka the bootstrap servers of a Kafka to use; null: the embedded broker
 */
public record StandaloneOptions(
    Path data, int commandPort, int queryPort, @Nullable String mongodb, @Nullable String kafka) {

  public static final int DEFAULT_COMMAND_PORT = 8080;
  public static final int DEFAULT_QUERY_PORT = 8081;

  /** Everything in this folder, both services on any free port. */
  public static StandaloneOptions in(Path data) {
    return new StandaloneOptions(data, 0, 0, null, null);
  }
}
