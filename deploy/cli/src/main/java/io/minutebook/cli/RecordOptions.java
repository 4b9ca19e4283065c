package io.minutebook.cli;

import io.minutebook.command.recovery.Recovery;
import io.minutebook.query.audit.Audit;
import io.minutebook.query.audit.Scope;
import io.minutebook.query.audit.VerifyOptions;
import io.minutebook.query.projection.Projection;
import io.minutebook.standalone.Addresses;
import io.minutebook.standalone.DataFolder;
import io.minutebook.standalone.Servers;
import io.minutebook.standalone.StandaloneFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the record is that is copied or made anew: servers that run, or a folder's own. */
final class RecordOptions {

  private static final String GROUP = "minutebook.views";

  /** What the standalone process calls itself among the readers of its log. */
  private static final String STANDALONE = "standalone";

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
      names = "--seals-topic",
      paramLabel = "TOPIC",
      defaultValue = "minutebook.seals",
      description = "Where seals are published to (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init")
  private String sealsTopic;

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
          "The data folder of 'minutebook up', instead of --kafka and --mongodb"
              + " (or MINUTEBOOK_DATA; default: ~/.minutebook).")
  private @Nullable Path data;

  /**
   * The record's servers while a command works with them.
   *
   * @param sealFiles where seals are written to files, as far as that is known
   * @param sealKey the public key of who signs seals there, as far as that is known
   * @param own those that were started for the command; null where they run anyway
   * @param instance what who makes the views calls itself among the log's readers; null: nothing
   */
  record Found(
      String mongodb,
      String database,
      String kafka,
      String topic,
      String sealsTopic,
      @Nullable Path sealFiles,
      @Nullable Path sealKey,
      @Nullable Servers own,
      @Nullable String instance)
      implements AutoCloseable {

    Recovery recovery(int partitions, Duration lease) {
      return Recovery.open(
          new Recovery.Servers(
              mongodb, database, kafka, topic, sealsTopic, partitions, lease, instance != null));
    }

    Audit.Source source() {
      return new Audit.Source(mongodb, database, kafka, topic);
    }

    /**
     * That everything is verified, by the keys that are given and else by the one at hand.
     *
     * @param seals the copy of the seals that is compared with; null: none
     */
    VerifyOptions verification(SealKeyOptions keys, @Nullable Path seals) {
      if (seals != null && !Files.isDirectory(seals)) {
        throw new CannotRun("there is no folder %s with seals to compare with.".formatted(seals));
      }
      return new VerifyOptions(Scope.ALL, keys.keys(sealKey), seals, sealsTopic, GROUP, false);
    }

    Projection.Source followed() {
      return new Projection.Source(kafka, topic, GROUP, instance);
    }

    @Override
    public void close() {
      if (own != null) {
        own.close();
      }
    }
  }

  /** For work during which no service may run: a folder's servers are started without them. */
  Found stopped() {
    DataFolder folder = DataFolder.orUsual(data);
    boolean isOwn = mongodb == null || kafka == null;
    if (isOwn && !Files.isDirectory(folder.kafka()) && !Files.isDirectory(folder.mongodb())) {
      throw new CannotRun(
          "no Minutebook has been started on %s: name its folder with --data, or the servers with --kafka and --mongodb."
              .formatted(folder.path()));
    }
    return stoppedOrNew();
  }

  /** The same, of a folder that may be a new one. */
  Found stoppedOrNew() {
    if (mongodb != null && kafka != null) {
      return new Found(mongodb, database, kafka, topic, sealsTopic, null, null, null, null);
    }
    DataFolder folder = DataFolder.orUsual(data);
    Servers servers = Servers.start(folder, mongodb, kafka);
    return new Found(
        servers.mongodb(),
        database,
        servers.kafka(),
        topic,
        sealsTopic,
        ifThere(folder.seals()),
        ifThere(folder.path().resolve("keys/seal-public.pem")),
        servers,
        kafka == null ? STANDALONE : null);
  }

  private static @Nullable Path ifThere(Path file) {
    return Files.exists(file) ? file : null;
  }

  /** For reading, also while services run; a folder's servers are started if they do not. */
  Found running() {
    try {
      return stopped();
    } catch (StandaloneFailure inUse) {
      Addresses addresses =
          DataFolder.orUsual(data)
              .addresses()
              .filter(known -> ProcessHandle.of(known.pid()).isPresent())
              .orElseThrow(() -> inUse);
      return new Found(
          mongodb == null ? addresses.mongodb() : mongodb,
          database,
          kafka == null ? addresses.kafka() : kafka,
          topic,
          sealsTopic,
          null,
          null,
          null,
          null);
    }
  }
}
