package io.minutebook.query.audit;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.query.audit.SeriesChanges.Kind;
import io.minutebook.query.audit.SeriesChanges.MeetingChange;
import io.minutebook.query.view.EntryVersion;
import io.minutebook.query.view.SeriesEntries;
import io.minutebook.query.view.SideBySide;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.Texts;
import io.minutebook.query.view.TicketNumber;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the changes of some minutes can have changed in a series: everything that an entry tells of
 * which is not as it was. Whatever else the series has is as before.
 */
final class Touched {

  private final Set<EntryAddress> actions = new TreeSet<>();
  private final Set<EntryAddress> decisions = new TreeSet<>();
  private final Set<String> counters = new TreeSet<>();
  private final Set<String> packages = new TreeSet<>();
  private final Set<String> releases = new TreeSet<>();

  Touched(List<MeetingChange> changes) {
    for (MeetingChange change : changes) {
      boolean all = isElsewhere(change.before(), change.after());
      touch(change.before(), all ? null : change.after());
      touch(change.after(), all ? null : change.before());
    }
  }

  /** Whether even an entry that says the same can count otherwise. */
  private static boolean isElsewhere(@Nullable StoredMinutes before, StoredMinutes after) {
    return before == null
        || !before.date().equals(after.date())
        || isHeld(before) != isHeld(after)
        || !common(before, after).equals(common(after, before));
  }

  private static boolean isHeld(StoredMinutes minutes) {
    return minutes.status() != MeetingStatus.CANCELLED;
  }

  /** The entries that other minutes have too, in the order of the document. */
  private static List<EntryId> common(StoredMinutes minutes, StoredMinutes other) {
    return minutes.minutes().outline().inOrder().stream()
        .map(Entry::id)
        .filter(id -> other.minutes().outline().find(id).isPresent())
        .toList();
  }

  /**
   * Takes in what minutes tell of.
   *
   * @param other what says the same in these is left out; null: nothing is
   */
  private void touch(@Nullable StoredMinutes minutes, @Nullable StoredMinutes other) {
    if (minutes != null) {
      for (Entry entry : minutes.minutes().outline().inOrder()) {
        if (other == null || !isSame(minutes, other, entry)) {
          touch(minutes.meeting(), entry);
        }
      }
    }
  }

  private static boolean isSame(StoredMinutes minutes, StoredMinutes other, Entry entry) {
    String id = entry.id().value();
    return other
            .minutes()
            .outline()
            .find(entry.id())
            .filter(found -> found.content().equals(entry.content()))
            .isPresent()
        && minutes.trail().stepsOf(id).equals(other.trail().stepsOf(id));
  }

  private void touch(MeetingId meeting, Entry entry) {
    switch (entry.content()) {
      case Content.Action action ->
          actions.add(
              action.carried() == null
                  ? new EntryAddress(meeting, entry.id())
                  : action.carried().root());
      case Content.Decision decision -> {
        decisions.add(new EntryAddress(meeting, entry.id()));
        if (decision.supersedes() != null) {
          decisions.add(decision.supersedes());
        }
      }
      case Content.QueueCount c ->
          count(new TicketNumber("", null, null, c.queue(), c.count(), c.stated()));
      case Content.TicketCount c ->
          count(new TicketNumber("", c.board(), c.state(), null, c.count(), c.stated()));
      case Content.ListedPackage listed -> packages.add(Texts.key(listed.text()));
      case Content.Release(var plan) -> releases.add(Texts.key(plan.version()));
      case Content.Title _,
          Content.Coordinates _,
          Content.Attendance _,
          Content.Section _,
          Content.Note _,
          Content.Nothing _,
          Content.Announcement _,
          Content.Duty _,
          Content.Table _,
          Content.ReleaseTickets _,
          Content.Row _,
          Content.Support _ -> {}
    }
  }

  private void count(TicketNumber number) {
    counters.add(TicketNumber.key(number.counter()));
  }

  /** Whether it can have changed the life of an action. */
  boolean hasAction(EntryAddress root) {
    return actions.contains(root);
  }

  /**
   * Begins to read all entries that tell how things of some kinds stand of which it can have
   * changed that.
   */
  Supplier<List<EntryVersion>> entries(SeriesEntries series, Set<Kind> kinds, SideBySide reads) {
    List<Supplier<List<EntryVersion>>> all =
        kinds.stream().map(kind -> reads.begin(() -> entries(series, kind, kinds))).toList();
    return () -> all.stream().map(Supplier::get).flatMap(List::stream).toList();
  }

  private List<EntryVersion> entries(SeriesEntries series, Kind kind, Set<Kind> kinds) {
    return switch (kind) {
      case ACTIONS -> series.actions(actions);
      // read already if both are wanted
      case STILL_OPEN -> kinds.contains(Kind.ACTIONS) ? List.of() : series.actions(actions);
      case DECISIONS -> series.decisions(decisions);
      case PACKAGES -> series.lastPackages(packages);
      case RELEASES -> series.lastReleases(releases);
      case COUNTS -> series.lastCounts(counters);
    };
  }
}
