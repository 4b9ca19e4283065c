package io.minutebook.command.recovery;

import io.minutebook.command.eventstore.Place;
import io.minutebook.command.eventstore.WholeStore;
import io.minutebook.command.relay.KafkaEventLog;
import io.minutebook.command.relay.Republisher;
import io.minutebook.log.Commit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the log anew from the commits, stream by stream. What is in it already must be what the
 * store has; behind that is written what is missing.
 */
final class LogFromCommits {

  private static final int PAGE = 500;

  private final WholeStore store;
  private final Topic topic;
  private final KafkaEventLog log;
  private final SoleWriter alone;
  private final boolean nobodyElse;
  private final Set<String> streams = new HashSet<>();
  private final List<String> problems = new ArrayList<>();
  private long commits;
  private long events;
  private long there;
  private boolean readersForgotten;

  /**
   * @param nobodyElse whether nobody can be reading the log
   */
  LogFromCommits(
      WholeStore store, Topic topic, KafkaEventLog log, SoleWriter alone, boolean nobodyElse) {
    this.store = store;
    this.topic = topic;
    this.log = log;
    this.alone = alone;
    this.nobodyElse = nobodyElse;
  }

  Recovered run(Progress progress) throws InterruptedException {
    if (store.isEmpty()) {
      throw new RecoveryRefused("there are no commits: there is nothing to make the log from");
    }
    @Nullable LoggedCommits logged = compared(progress);
    ensure();
    try (Republisher publisher = new Republisher(log)) {
      long done = 0;
      List<Commit> page = store.page(null, PAGE);
      while (!page.isEmpty()) {
        alone.stillAlone();
        publish(publisher, page, logged);
        done += page.size();
        progress.reached("The log from the commits", done, done);
        page = store.page(page.getLast(), PAGE);
      }
    } catch (ExecutionException e) {
      throw new RecoveryRefused("Kafka does not take what is missing: " + e.getMessage(), e);
    }
    Map<Integer, Long> ends = new HashMap<>();
    topic.extent().orElse(Map.of()).forEach((partition, range) -> ends.put(partition, range.end()));
    store.logIs(log.name(), ends);
    return new Recovered(streams.size(), commits, events, there, problems);
  }

  /** Reads what the log has already; null if it has nothing. */
  private @Nullable LoggedCommits compared(Progress progress) throws InterruptedException {
    Map<Integer, Topic.Range> extent = topic.extent().orElse(Map.of());
    if (Topic.records(extent) == 0) {
      return null;
    }
    if (!extent.equals(topic.extent().orElse(Map.of()))) {
      throw new RecoveryRefused(
          "something is being written to the topic %s: stop every command-service, then run this again"
              .formatted(log.name()));
    }
    LoggedCommits logged = new LoggedCommits(topic, extent);
    logged.forEachBatch(
        progress,
        "What the log has",
        batch -> {
          alone.stillAlone();
          Map<Place, Commit> stored = store.inPlacesOf(batch);
          for (Commit commit : batch) {
            if (!commit.equals(stored.get(Place.of(commit)))) {
              throw unlike("it holds %s, which the store does not have so".formatted(commit));
            }
          }
        });
    logged
        .broken()
        .forEach(
            (stream, why) -> {
              throw unlike("of %s, %s".formatted(stream, why));
            });
    return logged;
  }

  private RecoveryRefused unlike(String why) {
    return new RecoveryRefused(
        "the topic %s is not a beginning of what the store has (%s): delete it, then run this again"
            .formatted(log.name(), why));
  }

  private void ensure() throws InterruptedException {
    try {
      log.ensure();
    } catch (ExecutionException e) {
      throw new RecoveryRefused(
          "the topic %s could not be made: %s".formatted(log.name(), e.getMessage()), e);
    }
  }

  private void publish(Republisher publisher, List<Commit> page, @Nullable LoggedCommits logged)
      throws ExecutionException, InterruptedException {
    List<Commit> missing = new ArrayList<>();
    List<Commit> known = new ArrayList<>();
    for (Commit commit : page) {
      streams.add(commit.stream());
      boolean isThere = logged != null && commit.lastVersion() <= logged.versionOf(commit.stream());
      (isThere ? known : missing).add(commit);
    }
    there += known.size();
    store.published(known);
    if (missing.isEmpty()) {
      return;
    }
    if (!readersForgotten) {
      Readers.forget(topic.admin(), log.name(), group -> true, nobodyElse);
      readersForgotten = true;
    }
    Republisher.Outcome outcome = publisher.publish(missing);
    outcome
        .unpublishable()
        .forEach(
            commit ->
                problems.add(commit + " cannot be published: it is no event, or it is too large"));
    store.published(outcome.held());
    commits += outcome.held().size();
    outcome.held().forEach(commit -> events += commit.events().size());
  }
}
