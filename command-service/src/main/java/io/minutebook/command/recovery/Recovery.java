package io.minutebook.command.recovery;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.minutebook.command.eventstore.MongoConnection;
import io.minutebook.command.eventstore.MongoProperties;
import io.minutebook.command.eventstore.WholeStore;
import io.minutebook.command.relay.KafkaEventLog;
import io.minutebook.command.relay.KafkaProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Makes one copy of the record anew from the other. All methods throw {@link RecoveryRefused} if
 * that must not be, or cannot; each may be repeated after it was stopped anywhere.
 */
public final class Recovery implements AutoCloseable {

  private static final int USUAL_PARTITIONS = 6;
  private static final int MOST_PARTITIONS = 1000;

  private final Servers servers;
  private final MongoClient client;

  /**
   * Where the record is.
   *
   * @param bootstrapServers Kafka's
   * @param topic the log's
   * @param partitions how many the log is made with if it is missing; 0: as many as it had
   * @param lease for how long a relay counts as alive that is not heard of
   * @param nobodyElse whether no other process can be using the servers
   */
  public record Servers(
      String mongodbUri,
      String database,
      String bootstrapServers,
      String topic,
      int partitions,
      Duration lease,
      boolean nobodyElse) {

    public Servers {
      if (partitions < 0 || partitions > MOST_PARTITIONS) {
        throw new IllegalArgumentException(
            "a log has 1 to %d partitions, not %d".formatted(MOST_PARTITIONS, partitions));
      }
    }
  }

  private Recovery(Servers servers, MongoClient client) {
    this.servers = servers;
    this.client = client;
  }

  /** Opens a recovery; nothing is read or written yet. */
  public static Recovery open(Servers servers) {
    try {
      return new Recovery(
          servers,
          MongoConnection.client(
              new MongoProperties(
                  servers.mongodbUri(),
                  servers.database(),
                  Duration.ofSeconds(5),
                  Duration.ofSeconds(60),
                  Duration.ofSeconds(10),
                  DataSize.ofMegabytes(64))));
    } catch (IllegalArgumentException e) {
      throw new RecoveryRefused("not the address of a MongoDB: " + e.getMessage(), e);
    }
  }

  /**
   * Makes the commits from the log.
   *
   * @param goOn whether there may be commits already, which are then compared and let be
   */
  public Recovered commitsFromLog(boolean goOn, Progress progress) {
    return alone(
        (topic, writer) ->
            new CommitsFromLog(store(), topic, servers.topic(), writer, servers.nobodyElse())
                .run(goOn, progress));
  }

  /** Makes the log from the commits; a log that is a beginning of it is gone on with. */
  public Recovered logFromCommits(Progress progress) {
    return alone(
        (topic, writer) -> {
          refuseHalfDone();
          return new LogFromCommits(store(), topic, log(0), writer, servers.nobodyElse())
              .run(progress);
        });
  }

  /**
   * Copies the record into an archive; the services may be at work. It holds of each stream a
   * beginning: all that was stored when the backup began, and perhaps some of what came since.
   *
   * @param file must not exist
   */
  public Backed backup(Path file, Progress progress) {
    return guarded(
        () -> {
          refuseHalfDone();
          try (Topic topic = new Topic(servers.bootstrapServers(), servers.topic())) {
            int partitions = topic.extent().map(Map::size).orElse(0);
            return new Backup(database(), store()).run(file, servers.topic(), partitions, progress);
          }
        });
  }

  /**
   * Puts an archive into stores that are empty, and makes the log of it.
   *
   * @param to only what had been recorded by then; null: everything
   */
  public Restored restore(Path file, @Nullable Instant to, Progress progress) {
    return guarded(
        () -> {
          try (ArchiveFile archive = ArchiveFile.open(file, progress)) {
            return alone((topic, writer) -> restore(archive, to, topic, writer, progress));
          }
        });
  }

  private Restored restore(
      ArchiveFile archive, @Nullable Instant to, Topic topic, SoleWriter writer, Progress progress)
      throws IOException, InterruptedException {
    Restored restored;
    try {
      restored = new Restore(database(), store(), topic, writer, to).run(archive, to, progress);
    } catch (IllegalArgumentException e) {
      throw new RecoveryRefused("the archive cannot be read: " + e.getMessage(), e);
    }
    if (restored.commits() > 0) {
      KafkaEventLog log = log(archive.manifest().partitions());
      new LogFromCommits(store(), topic, log, writer, servers.nobodyElse()).run(progress);
    }
    store().finished();
    return restored;
  }

  private void refuseHalfDone() {
    store()
        .begun()
        .ifPresent(
            what -> {
              throw RecoveryRefused.halfDone(what);
            });
  }

  private WholeStore store() {
    return new WholeStore(database());
  }

  private MongoDatabase database() {
    return client.getDatabase(servers.database());
  }

  /**
   * @param before how many partitions the log had, if that is known; otherwise 0
   */
  private KafkaEventLog log(int before) {
    // what the store knows of are only those that had any records
    int had =
        before > 0 ? before : Math.max(USUAL_PARTITIONS, store().partitionsOf(servers.topic()));
    int partitions = servers.partitions() > 0 ? servers.partitions() : had;
    return new KafkaEventLog(
        new KafkaProperties(
            servers.bootstrapServers(),
            servers.topic(),
            partitions,
            Duration.ofMillis(500),
            servers.lease(),
            Map.of()));
  }

  private interface Work<T> {
    T of(Topic topic, SoleWriter writer) throws IOException, InterruptedException;
  }

  private <T> T alone(Work<T> work) {
    return guarded(
        () -> {
          try (Topic topic = new Topic(servers.bootstrapServers(), servers.topic());
              SoleWriter writer = SoleWriter.take(database(), servers.topic(), servers.lease())) {
            return work.of(topic, writer);
          }
        });
  }

  private static <T> T guarded(Callable<T> work) {
    try {
      return work.call();
    } catch (MongoException e) {
      throw new RecoveryRefused("MongoDB: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RecoveryRefused("interrupted; run this again to go on", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new RecoveryRefused(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
