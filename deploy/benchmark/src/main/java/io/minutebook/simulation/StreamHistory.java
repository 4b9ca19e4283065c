package io.minutebook.simulation;

import io.minutebook.event.Event;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.Head;
import io.minutebook.log.RecordedEvent;
import io.minutebook.query.projection.StreamState;
import io.minutebook.query.view.Change;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that happened to one stream: in the store, in the log, in the views. */
final class StreamHistory {

  private static final EventCodec CODEC = new EventCodec();

  private final Ledger ledger;
  private final List<Commit> commits = new ArrayList<>();

  /** After each event; folded no further than was asked for. */
  private final List<StreamState> states = new ArrayList<>();

  private final List<Event> events = new ArrayList<>();
  private final Set<Long> inHistory = new HashSet<>();
  private final StreamState none;
  private long shown = -1;

  /** As {@code shown}, but what the log has lost since counts. */
  private long everShown = -1;

  private long listed = -1;
  private long viewed = -1;
  private int setBacks;

  StreamHistory(Ledger ledger, String stream) {
    this.ledger = ledger;
    this.none = StreamState.none(stream);
  }

  // the store

  long headVersion() {
    return commits.isEmpty() ? -1 : commits.getLast().lastVersion();
  }

  void stored(Commit commit) {
    Head head = commits.isEmpty() ? null : commits.getLast().head();
    if (!commit.follows(head)) {
      ledger.violated(commit + " does not follow " + head + " in hash, version and time");
    }
    if (!commit.isIntact()) {
      ledger.violated(commit + " is not what its hash was taken of");
    }
    commits.add(commit);
  }

  /** How often the store has lost its last commit, by a crash. */
  int setBacks() {
    return setBacks;
  }

  void lost(Commit commit) {
    setBacks++;
    if (shown >= commit.version()) {
      ledger.violated("the log holds " + commit + ", which the store has lost");
    }
    if (!commits.removeLast().equals(commit)) {
      ledger.violated("the store has lost " + commit + ", which was not the last of its stream");
    }
    while (states.size() > commit.version()) {
      states.removeLast();
      events.removeLast();
    }
  }

  List<Commit> commits() {
    return commits;
  }

  /** The commit that holds the event of a version; null if none does. */
  @Nullable Commit commitOf(long version) {
    for (Commit commit : commits) {
      if (commit.version() <= version && version <= commit.lastVersion()) {
        return commit;
      }
    }
    return null;
  }

  /** The state after the event of a version; {@code -1}: before the first. */
  StreamState state(long version) {
    foldTo(version);
    return version < 0 ? none : states.get((int) version);
  }

  /** The events up to that of a version. */
  List<Event> events(long version) {
    foldTo(version);
    return events.subList(0, (int) version + 1);
  }

  private void foldTo(long version) {
    while (states.size() <= version) {
      Commit commit = commits.get(0);
      for (Commit each : commits) {
        if (each.version() == states.size()) {
          commit = each;
        }
      }
      StreamState beginning = states.isEmpty() ? none : states.getLast();
      int index = 0;
      for (RecordedEvent recorded : CODEC.recorded(commit)) {
        StreamState before = states.isEmpty() ? none : states.getLast();
        states.add(
            before instanceof StreamState.OfMeeting meeting
                ? meeting.after(recorded)
                : before.apply(recorded, commit.events().get(index)).state());
        events.add(recorded.event());
        index++;
      }
      states.add(states.removeLast().settle(beginning, commit.at()).state());
    }
  }

  // the log

  /** Up to which version the log holds it. */
  long shown() {
    return shown;
  }

  void showUpTo(long version) {
    shown = version;
    everShown = Math.max(everShown, version);
  }

  // the views

  void historyHas(Change change) {
    Commit commit = commitOf(change.version());
    inHistory.add(change.version());
    if (commit == null
        || !new String(
                commit.events().get((int) (change.version() - commit.version())),
                StandardCharsets.UTF_8)
            .equals(change.event())) {
      ledger.violated("the history's " + change.stream() + "@" + change.version() + " is foreign");
    }
  }

  void historyLost(long version) {
    inHistory.remove(version);
  }

  void listed(StreamState state) {
    checkFold("lists", state, listed);
    listed = state.version();
  }

  void viewed(StreamState state) {
    checkFold("minutes", state, viewed);
    viewed = state.version();
    if (listed < viewed) {
      ledger.violated(
          "the view of " + state.stream() + " is at " + viewed + ", its lists are at " + listed);
    }
    for (long version = 0; version <= viewed; version++) {
      if (!inHistory.contains(version)) {
        ledger.violated("the history of " + state.stream() + " lacks version " + version);
      }
    }
  }

  private void checkFold(String view, StreamState state, long before) {
    long version = state.version();
    String name = "the view " + view + " of " + state.stream() + " at version " + version;
    Commit commit = commitOf(version);
    if (version < before) {
      ledger.violated(name + " was at version " + before);
    }
    if (commit == null || version > everShown) {
      ledger.violated(name + " is ahead of the log, which was at " + everShown);
    } else if (commit.lastVersion() != version) {
      ledger.violated(name + " has a part of " + commit);
    } else if (!state(version).equals(state)) {
      ledger.violated(name + " is not the fold of its events");
    }
  }

  long viewed() {
    return viewed;
  }

  /** The view was put back to an earlier version. */
  void viewedAgain(long version) {
    viewed = version;
  }

  long listed() {
    return listed;
  }

  void listedAgain(long version) {
    listed = version;
  }

  /** How the views stand now, to be put back when they are. */
  Runnable viewsNow() {
    long viewedNow = viewed;
    long listedNow = listed;
    Set<Long> historyNow = Set.copyOf(inHistory);
    return () -> {
      viewed = viewedNow;
      listed = listedNow;
      inHistory.clear();
      inHistory.addAll(historyNow);
    };
  }

  /** The views hold nothing of it any more. */
  void viewsGone() {
    viewed = -1;
    listed = -1;
    inHistory.clear();
  }
}
