package io.minutebook.command.recovery;

import io.minutebook.command.eventstore.Place;
import io.minutebook.command.eventstore.WholeStore;
import io.minutebook.log.Commit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the commits anew from the log. What is there already is compared and let be. They are noted
 * as half there until whoever uses this says that all is done.
 */
final class CommitsFromLog {

  static final String WHAT = "minutebook recover commits --continue";

  private final WholeStore store;
  private final Topic topic;
  private final String name;
  private final SoleWriter alone;
  private final boolean nobodyElse;
  private final List<String> problems = new ArrayList<>();
  private long commits;
  private long events;
  private long there;

  /**
   * @param nobodyElse whether nobody can be reading the log
   */
  CommitsFromLog(WholeStore store, Topic topic, String name, SoleWriter alone, boolean nobodyElse) {
    this.store = store;
    this.topic = topic;
    this.name = name;
    this.alone = alone;
    this.nobodyElse = nobodyElse;
  }

  /**
   * @param goOn whether there may be commits already
   */
  Recovered run(boolean goOn, Progress progress) throws InterruptedException {
    store
        .begun()
        .filter(what -> !what.equals(WHAT))
        .ifPresent(
            what -> {
              throw RecoveryRefused.halfDone(what);
            });
    if (!goOn && !store.isEmpty()) {
      throw new RecoveryRefused(
          "there are commits already: give --continue to add those that are missing, or drop the collection 'commits' first");
    }
    Map<Integer, Topic.Range> extent =
        topic
            .extent()
            .filter(found -> Topic.records(found) > 0)
            .orElseThrow(
                () ->
                    new RecoveryRefused(
                        "the topic %s has no records: there is nothing to make the commits from"
                            .formatted(name)));
    // the views may be lost as well; then what they had followed says nothing
    Readers.forget(topic.admin(), name, Readers::isOfViews, nobodyElse);
    store.begin(WHAT);
    store.prepare();
    LoggedCommits logged = new LoggedCommits(topic, extent);
    logged.forEachBatch(progress, "Commits from the log", this::store);
    logged
        .broken()
        .forEach(
            (stream, why) ->
                problems.add(
                    "%s is there up to version %d only: in the log, %s"
                        .formatted(stream, logged.versionOf(stream), why)));
    store.logIs(name, logged.ends());
    return new Recovered(logged.streams(), commits, events, there, 0, problems);
  }

  private void store(List<Commit> batch) {
    alone.stillAlone();
    Map<Place, Commit> known = store.inPlacesOf(batch);
    List<Commit> missing = new ArrayList<>();
    List<Commit> pending = new ArrayList<>();
    for (Commit commit : batch) {
      Commit found = known.get(Place.of(commit));
      if (found == null) {
        missing.add(commit);
      } else if (found.equals(commit)) {
        there++;
        pending.add(commit);
      } else {
        problems.add("another commit is stored in the place of " + commit + "; it was let be");
      }
    }
    store.published(pending);
    List<Commit> refused = store.add(missing, false);
    refused.forEach(
        commit ->
            problems.add("another commit is stored with the place or the command of " + commit));
    commits += missing.size() - refused.size();
    missing.forEach(commit -> events += commit.events().size());
  }
}
