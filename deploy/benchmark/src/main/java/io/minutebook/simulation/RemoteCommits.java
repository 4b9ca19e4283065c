package io.minutebook.simulation;

import com.mongodb.MongoException;
import io.minutebook.command.eventstore.CommitTable;
import io.minutebook.command.eventstore.Insertion;
import io.minutebook.command.eventstore.LogEnds;
import io.minutebook.command.eventstore.Place;
import io.minutebook.log.Commit;
import io.minutebook.log.Head;
import io.minutebook.simulation.StoredCommits.Stored;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The commits as one machine sees them, over the network. */
final class RemoteCommits implements CommitTable {

  private final Machine machine;
  private final StoredCommits commits;
  private final Database database;

  RemoteCommits(Machine machine, StoredCommits commits) {
    this.machine = machine;
    this.commits = commits;
    this.database = commits.database();
  }

  private <T> T read(Supplier<T> work) {
    return Objects.requireNonNull(
        database.server().<T>call(machine, Unanswered::new, reply -> reply.with(work.get())));
  }

  private void write(Consumer<StoredCommits> work) {
    database
        .server()
        .<Boolean>call(
            machine,
            Unanswered::new,
            reply -> {
              work.accept(commits);
              database.whenJournalled(() -> reply.with(true));
            });
  }

  @Override
  public List<Insertion> insert(List<Commit> inserted) {
    try {
      return Objects.requireNonNull(
          database
              .server()
              .<List<Insertion>>call(
                  machine,
                  Unanswered::new,
                  reply -> {
                    List<Insertion> results = inserted.stream().map(commits::insert).toList();
                    if (results.stream().anyMatch(Insertion.Stored.class::isInstance)) {
                      database.whenJournalled(() -> reply.with(results));
                    } else {
                      reply.with(results); // for what it has not written, it need not wait
                    }
                  }));
    } catch (MongoException e) {
      return Collections.nCopies(inserted.size(), new Insertion.Unsure(e));
    }
  }

  @Override
  public void awaitDurable(Commit commit) {
    Boolean found =
        database
            .server()
            .<Boolean>call(
                machine,
                Unanswered::new,
                reply -> {
                  boolean isThere =
                      commit.equals(commits.byCommandId(commit.stream(), commit.commandId()));
                  database.whenJournalled(() -> reply.with(isThere));
                });
    if (!Boolean.TRUE.equals(found)) {
      throw new Unanswered();
    }
  }

  @Override
  public Optional<Commit> byCommandId(String stream, String commandId) {
    return read(() -> Optional.ofNullable(commits.byCommandId(stream, commandId)));
  }

  @Override
  public Optional<Head> head(String stream) {
    Attempt attempt = Attempt.current();
    return read(
        () -> {
          if (attempt != null) {
            attempt.lookedAtHead();
          }
          Head head = null;
          for (Stored stored : commits.of(stream)) {
            head = stored.commit().head();
          }
          return Optional.ofNullable(head);
        });
  }

  @Override
  public List<Commit> load(String stream, long fromVersion) {
    return read(
        () ->
            commits.of(stream).stream()
                .map(Stored::commit)
                .filter(commit -> commit.lastVersion() >= fromVersion)
                .toList());
  }

  @Override
  public Optional<Head> lastStream(String from, String before) {
    return read(() -> Optional.ofNullable(commits.last(from, before)).map(Commit::head));
  }

  @Override
  public List<Place> pending(@Nullable Place after, int limit) {
    return read(
        () ->
            commits.all().stream()
                .filter(Stored::isPending)
                .map(stored -> Place.of(stored.commit()))
                .filter(place -> after == null || isBehind(place, after))
                .limit(limit)
                .toList());
  }

  private static boolean isBehind(Place place, Place other) {
    int byStream = place.stream().compareTo(other.stream());
    return byStream > 0 || (byStream == 0 && place.version() > other.version());
  }

  @Override
  public List<Commit> pendingAt(List<Place> places) {
    return read(
        () -> {
          Set<Place> wanted = Set.copyOf(places);
          return commits.all().stream()
              .filter(commits::isVisibleToRelay)
              .map(Stored::commit)
              .filter(commit -> wanted.contains(Place.of(commit)))
              .toList();
        });
  }

  @Override
  public List<Commit> pendingBefore(Commit commit) {
    return read(
        () ->
            commits.of(commit.stream()).stream()
                .filter(commits::isVisibleToRelay)
                .map(Stored::commit)
                .filter(other -> other.version() < commit.version())
                .toList());
  }

  @Override
  public void published(List<Place> published) {
    if (!published.isEmpty()) {
      read(
          () -> {
            published.forEach(place -> commits.setPending(place, false));
            return true;
          });
    }
  }

  @Override
  public void publishAgain(String log, LogEnds known) {
    write(all -> all.all().forEach(stored -> all.setPending(Place.of(stored.commit()), true)));
    write(all -> all.forgetLogEnds(known.forgotten()));
  }

  @Override
  public void logReached(String log, Map<Integer, Long> ends) {
    if (!ends.isEmpty()) {
      Map<Integer, Long> reached = new TreeMap<>(ends);
      write(all -> all.logReached(reached));
    }
  }

  @Override
  public LogEnds logEnds(String log) {
    return read(commits::logEnds);
  }
}
