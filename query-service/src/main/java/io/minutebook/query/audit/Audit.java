package io.minutebook.query.audit;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.MeetingId;
import io.minutebook.query.view.NotReady;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.Views;
import io.minutebook.seal.Proof;
import io.minutebook.seal.SignedSeal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Replays and verifies. It reads MongoDB and Kafka itself, changes nothing in them but to note how
 * a verification went, where that is asked for, and may run while the system is in use. All methods
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

  /** From where minutes are folded. */
  public enum From {
    /** MongoDB's commits. */
    STORE,
    /** Kafka's log. */
    LOG
  }

  /** Folds afresh, and hands over every series and every meeting's minutes. */
  public Replay.Summary replay(
      From from, Replay.Selection selection, Progress progress, Replay.Results results) {
    return run(from, new Replay(selection, results), progress);
  }

  /**
   * Folds the minutes of a meeting event by event.
   *
   * @return what each event led to, in order; none if there is no such meeting
   */
  public List<ReplayedStep> steps(From from, MeetingId meeting, Moment to, Progress progress) {
    List<ReplayedStep> steps = new ArrayList<>();
    List<StoredMinutes> then = new ArrayList<>();
    Replay.Selection selection = new Replay.Selection(new Scope.OfMeeting(meeting), to);
    run(from, new Replay(selection, then::add, step -> steps.add(ReplayedStep.of(step))), progress);
    long last = then.isEmpty() ? -1 : then.getFirst().version();
    return steps.stream().filter(step -> step.minutes().version() <= last).toList();
  }

  private Replay.Summary run(From from, Replay replay, Progress progress) {
    return switch (from) {
      case STORE -> reading(() -> replay.fromStore(new CommitReader(database()), progress));
      case LOG -> {
        try (LogReader log = new LogReader(source.bootstrapServers(), source.topic())) {
          yield replay.fromLog(log, progress);
        }
      }
    };
  }

  /**
   * Tells what happened in a period, from the commits.
   *
   * @param most how many of each kind are listed; the others are counted
   */
  public AuditReport report(AuditReport.Period period, int most, Progress progress) {
    return reading(
        () -> {
          List<String> parked =
              Views.of(database()).parked().all().stream()
                  .filter(each -> period.isOf(each.stream()))
                  .map(
                      each ->
                          "%s from version %d on, since %s: %s"
                              .formatted(
                                  each.stream(), each.version(), each.since(), each.reason()))
                  .toList();
          String seal = new Seals(database()).last().map(Audit::told).orElse(null);
          return new AuditReportFold(new CommitReader(database()), period, most)
              .run(parked, seal, progress);
        });
  }

  /**
   * What proves that an entry stood in a sealed history; see {@link Proofs#prove}.
   *
   * @throws NotProvable if what is stored contradicts the seals
   */
  public Optional<Proof> prove(EntryAddress entry, @Nullable Long sealed, @Nullable Long until) {
    return reading(() -> new Proofs(database()).prove(entry, sealed, until));
  }

  private static String told(Seals.Stored latest) {
    SignedSeal signed = latest.signed();
    return signed == null
        ? "seal %d, which cannot be read: %s".formatted(latest.number(), latest.problem())
        : "seal %d of %s, %s".formatted(latest.number(), signed.seal().at(), signed.seal().hash());
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
