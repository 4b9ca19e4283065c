package io.minutebook.query.audit;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PackageStage;
import io.minutebook.event.ReleasePlan;
import io.minutebook.minutes.Content;
import io.minutebook.query.view.ActionItem;
import io.minutebook.query.view.ActionLife;
import io.minutebook.query.view.EntryVersion;
import io.minutebook.query.view.Texts;
import io.minutebook.query.view.TicketNumber;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What entries of a series come to: the state of what they tell of. Of what many minutes say, the
 * last ones count, by the day of the meeting.
 */
final class SeriesState {

  private static final Comparator<EntryVersion> IN_ORDER =
      Comparator.comparing((EntryVersion version) -> version.facts().date())
          .thenComparing(EntryVersion::meeting)
          .thenComparingLong(version -> version.facts().place());

  /** A decision and those that took its place. */
  record Decided(EntryAddress address, String text, SortedSet<EntryAddress> supersededBy) {}

  /** A count, and the last meeting that counted it. */
  record Counted(MeetingId meeting, TicketNumber number) {}

  /** How far a package had come in the last minutes that list it. */
  record Listed(MeetingId meeting, String text, PackageStage stage) {}

  /** A release as the last minutes plan it. */
  record Planned(MeetingId meeting, ReleasePlan plan) {}

  private final SortedMap<EntryAddress, List<ActionItem>> items = new TreeMap<>();
  private final SortedMap<EntryAddress, ActionLife> lives = new TreeMap<>();
  private final SortedMap<EntryAddress, Decided> decisions = new TreeMap<>();
  private final Map<EntryAddress, SortedSet<EntryAddress>> successors = new TreeMap<>();
  private final SortedMap<String, Counted> counts = new TreeMap<>();
  private final SortedMap<String, Listed> packages = new TreeMap<>();
  private final SortedMap<String, Planned> releases = new TreeMap<>();

  /**
   * The state of what entries tell of.
   *
   * @param entries of meetings that were not called off, in any order
   * @param others lives of actions that none of the entries is of
   */
  SeriesState(Collection<EntryVersion> entries, Collection<ActionLife> others) {
    entries.stream().sorted(IN_ORDER).forEach(this::take);
    others.forEach(life -> lives.put(life.root(), life));
    items.forEach((root, all) -> lives.put(root, ActionLife.of(root, all)));
  }

  private void take(EntryVersion version) {
    switch (version.facts().content()) {
      case Content.Action action -> {
        ActionItem item = ActionItem.of(version, action);
        items.computeIfAbsent(item.root(), root -> new ArrayList<>()).add(item);
      }
      case Content.Decision decision -> {
        EntryAddress address = version.address();
        decisions.put(address, new Decided(address, decision.text(), successorsOf(address)));
        if (decision.supersedes() != null) {
          successorsOf(decision.supersedes()).add(address);
        }
      }
      case Content.QueueCount _, Content.TicketCount _ -> {
        TicketNumber number = TicketNumber.of(version);
        counts.put(TicketNumber.key(number.counter()), new Counted(version.meeting(), number));
      }
      case Content.ListedPackage listed ->
          packages.put(
              Texts.key(listed.text()),
              new Listed(version.meeting(), listed.text(), listed.stage()));
      case Content.Release(ReleasePlan plan) ->
          releases.put(Texts.key(plan.version()), new Planned(version.meeting(), plan));
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

  private SortedSet<EntryAddress> successorsOf(EntryAddress decision) {
    return successors.computeIfAbsent(decision, earlier -> new TreeSet<>());
  }

  /** The lives of actions by their roots. */
  SortedMap<EntryAddress, ActionLife> lives() {
    return lives;
  }

  SortedMap<EntryAddress, Decided> decisions() {
    return decisions;
  }

  /** By what is counted. */
  SortedMap<String, Counted> counts() {
    return counts;
  }

  /** By what they are called. */
  SortedMap<String, Listed> packages() {
    return packages;
  }

  /** By their versions. */
  SortedMap<String, Planned> releases() {
    return releases;
  }
}
