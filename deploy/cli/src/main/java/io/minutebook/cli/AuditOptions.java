package io.minutebook.cli;

import io.minutebook.query.audit.Audit;
import io.minutebook.standalone.Addresses;
import io.minutebook.standalone.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the record is: the audit reads Kafka and MongoDB itself. */
final class AuditOptions {

  @Option(
      names = "--kafka",
      paramLabel = "SERVERS",
      description = "Kafka's bootstrap servers: host:port[,host:port...].")
  private @Nullable String kafka;

  @Option(names = "--mongodb", paramLabel = "URI", description = "MongoDB's connection string.")
  private @Nullable String mongodb;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      defaultValue = "minutebook.events",
      description = "The log (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init")
  private String topic;

  @Option(
      names = "--database",
      paramLabel = "NAME",
      defaultValue = "minutebook",
      description = "The database (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init")
  private String database;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The data folder of a process on this computer, for its addresses"
              + " (or MINUTEBOOK_DATA; default: ~/.minutebook).")
  private @Nullable Path data;

  Audit open() {
    return Audit.open(
        new Audit.Source(
            address(mongodb, "--mongodb", Addresses::mongodb),
            database,
            address(kafka, "--kafka", Addresses::kafka),
            topic));
  }

  /** Where only MongoDB is read. */
  Audit openStore() {
    return Audit.open(
        new Audit.Source(
            address(mongodb, "--mongodb", Addresses::mongodb),
            database,
            kafka == null ? "" : kafka,
            topic));
  }

  /**
   * A file or folder in the data folder of a process on this computer, if it is that which is read
   * and the file is there.
   */
  Optional<Path> local(String name) {
    return mongodb == null && kafka == null
        ? Optional.of(DataFolder.orUsual(data).path().resolve(name)).filter(Files::exists)
        : Optional.empty();
  }

  private String address(@Nullable String given, String option, Function<Addresses, String> local) {
    if (given != null && !given.isBlank()) {
      return given;
    }
    DataFolder folder = DataFolder.orUsual(data);
    return folder
        .addresses()
        .map(local)
        .orElseThrow(
            () ->
                new CannotRun(
                    "no Minutebook has been started on %s: name the servers with --kafka and --mongodb (%s is missing)."
                        .formatted(folder.path(), option)));
  }
}
