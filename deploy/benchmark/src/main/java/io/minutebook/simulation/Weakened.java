package io.minutebook.simulation;

import com.mongodb.MongoCommandException;
import com.mongodb.ServerAddress;
import io.minutebook.command.eventstore.CommitTable;
import io.minutebook.command.eventstore.Insertion;
import io.minutebook.command.eventstore.LogEnds;
import io.minutebook.command.eventstore.Place;
import io.minutebook.log.Commit;
import io.minutebook.log.Head;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/** The commits as one machine sees them, where the program on it would lack a safeguard. */
final class Weakened implements CommitTable {

  private final CommitTable table;
  private final Set<Safeguard> out;

  Weakened(CommitTable table, Set<Safeguard> out) {
    this.table = table;
    this.out = out;
  }

  private boolean lacks(Safeguard safeguard) {
    return out.contains(safeguard);
  }

  @Override
  public List<Insertion> insert(List<Commit> commits) {
    return table.insert(commits).stream().map(this::taken).toList();
  }

  private Insertion taken(Insertion insertion) {
    if (insertion instanceof Insertion.Unsure) {
      if (lacks(Safeguard.UNSURE_IS_NOT_FAILED)) {
        return new Insertion.Refused(
            new MongoCommandException(new BsonDocument(), new ServerAddress()));
      }
      if (lacks(Safeguard.UNSURE_IS_NOT_STORED)) {
        return new Insertion.Stored();
      }
    }
    return insertion;
  }

  @Override
  public void awaitDurable(Commit commit) {
    Attempt attempt = Attempt.current();
    boolean loading = attempt != null && attempt.isLoaded(commit);
    if (loading && lacks(Safeguard.TIME_NEVER_GOES_BACK)) {
      return; // it is not the commit that is stored
    }
    if (!lacks(loading ? Safeguard.STATE_IS_DURABLE : Safeguard.FIRST_ANSWER_IS_DURABLE)) {
      table.awaitDurable(commit);
    }
  }

  @Override
  public Optional<Commit> byCommandId(String stream, String commandId) {
    Attempt attempt = Attempt.current();
    boolean settling = attempt != null && attempt.isAppending();
    if (lacks(settling ? Safeguard.DUPLICATE_IS_SETTLED : Safeguard.COMMAND_IS_LOOKED_FOR)) {
      return Optional.empty();
    }
    return table.byCommandId(stream, commandId);
  }

  @Override
  public Optional<Head> head(String stream) {
    Attempt attempt = Attempt.current();
    if (lacks(Safeguard.HEAD_IS_LOOKED_AT)
        && attempt != null
        && !attempt.isAppending()
        && attempt.request().stream().equals(stream)
        && attempt.decidedOn() >= 0) {
      return Optional.of(new Head(stream, attempt.decidedOn(), Instant.EPOCH, new byte[32]));
    }
    Optional<Head> head = table.head(stream);
    if (lacks(Safeguard.TIME_NEVER_GOES_BACK)) {
      return head.map(
          found -> new Head(found.stream(), found.version(), Instant.EPOCH, found.hash()));
    }
    return head;
  }

  @Override
  public List<Commit> load(String stream, long fromVersion) {
    List<Commit> commits = table.load(stream, fromVersion);
    if (lacks(Safeguard.TIME_NEVER_GOES_BACK)) {
      commits = commits.stream().map(Weakened::withoutTime).toList();
    }
    Attempt attempt = Attempt.current();
    if (attempt != null && !commits.isEmpty()) {
      attempt.loaded(commits.getLast());
    }
    return commits;
  }

  private static Commit withoutTime(Commit commit) {
    return new Commit(
        commit.stream(),
        commit.version(),
        commit.commandId(),
        commit.fingerprint(),
        Instant.EPOCH,
        commit.occurredAt(),
        commit.events(),
        commit.previousHash(),
        commit.hash());
  }

  @Override
  public Optional<Head> lastStream(String from, String before) {
    return table.lastStream(from, before);
  }

  @Override
  public List<Place> pending(@Nullable Place after, int limit) {
    return table.pending(after, limit);
  }

  @Override
  public List<Commit> pendingAt(List<Place> places) {
    return table.pendingAt(places);
  }

  @Override
  public List<Commit> pendingBefore(Commit commit) {
    return lacks(Safeguard.HAND_OFF_IN_SUCCESSION) ? List.of() : table.pendingBefore(commit);
  }

  @Override
  public void published(List<Place> published) {
    table.published(published);
  }

  @Override
  public void publishAgain(String log, LogEnds known) {
    table.publishAgain(log, known);
  }

  @Override
  public void logReached(String log, Map<Integer, Long> ends) {
    table.logReached(log, ends);
  }

  @Override
  public LogEnds logEnds(String log) {
    return lacks(Safeguard.SHORTER_LOG_IS_NOTICED) ? LogEnds.NONE : table.logEnds(log);
  }
}
