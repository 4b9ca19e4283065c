package io.minutebook.query.audit;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.minutebook.query.view.NotReady;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.Views;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Replays and verifies. It reads MongoDB and Kafka itself, changes nothing in them but to note how a
 * verification went, where that is asked for, and may run while the system is in use. All methods
 * throw {@link AuditImpossible} if nothing can be said.
 */
public final class Audit implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Source source;
  private final MongoClient client;
  private final Duration patience;

  /**
   * Where to read.
   *
   * @param bootstrapServers Kafka's
   * @param topic the log's
   */
  public record Source(String mongodbUri, String database, String bootstrapServers, String topic) {}

  private Audit(Source source, MongoClient client, Duration patience) {
    this.source = source;
    this.client = client;
    this.patience = patience;
  }

  /** Opens an audit; nothing is read yet. */
  public static Audit open(Source source) {
    return open(source, PATIENCE);
  }

  /**
   * Opens an audit.
   *
   * @param patience how long views are given to catch up with what was published
   */
  public static Audit open(Source source, Duration patience) {
    return new Audit(source, MongoConnection.open(source.mongodbUri()), patience);
  }

  /** Checks hash chains, contiguity, store against log, and every view against a fresh fold. */
  public Report verify(Progress progress) {
    return verify(VerifyOptions.ALL, progress);
  }

  /** Checks all that, and the seals, as it is asked for. */
  public Report verify(VerifyOptions options, Progress progress) {
    Instant begun = Instant.now();
    return reading(
        () -> {
          try (LogReader log = new LogReader(source.bootstrapServers(), source.topic())) {
            log.extent(); // before all else: whether it can be read
          }
          Report report = verify(Views.of(database()), options, progress);
          return options.recorded()
              ? VerificationRecords.of(database()).keep(options.scope(), begun, report)
              : report;
        });
  }

  /** Checks the views of one generation, and those of the next one if it answers meanwhile. */
  private Report verify(Views views, VerifyOptions options, Progress progress) {
    while (true) {
      Views current = views.current();
      try {
        Report report =
            new Verification(database(), current, source, patience, options).run(progress);
        if (current.generation().equals(views.generation())) {
          return report;
        }
      } catch (MongoException e) {
        // views that were replaced are dropped after a while, also while they are read
        if (current.generation().equals(views.generation())) {
          throw e;
        }
      }
    }
  }

  /** Folds the commits in the store, and hands over every meeting's minutes. */
  public Replay.Summary replayStore(
      Replay.Selection selection, Progress progress, Consumer<StoredMinutes> meetings) {
    return reading(
        () -> new Replay(selection, meetings).fromStore(new CommitReader(database()), progress));
  }

  /** Folds the log, and hands over every meeting's minutes. */
  public Replay.Summary replayLog(
      Replay.Selection selection, Progress progress, Consumer<StoredMinutes> meetings) {
    try (LogReader log = new LogReader(source.bootstrapServers(), source.topic())) {
      return new Replay(selection, meetings).fromLog(log, progress);
    }
  }

  private <T> T reading(Supplier<T> work) {
    try {
      return work.get();
    } catch (MongoException e) {
      throw new AuditImpossible("cannot read MongoDB: " + e.getMessage(), e);
    } catch (NotReady e) {
      throw new AuditImpossible(String.valueOf(e.getMessage()), e);
    }
  }

  private MongoDatabase database() {
    return client.getDatabase(source.database());
  }

  @Override
  public void close() {
    client.close();
  }
}
