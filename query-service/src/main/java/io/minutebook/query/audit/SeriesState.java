package io.minutebook.query.audit;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PackageStage;
import io.minutebook.event.ReleasePlan;
import io.minutebook.event.Ticket;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.query.view.ActionItem;
import io.minutebook.query.view.ActionLife;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.TicketNumber;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the minutes of a series come to at some moment. Meetings that were called off do not count;
 * of what many minutes say, the last ones count, by the day of the meeting.
 */
final class SeriesState {

  /** A decision and those that took its place. */
  record Decided(EntryAddress address, String text, SortedSet<EntryAddress> supersededBy) {}

  /** A count, and the last meeting that counted it. */
  record Counted(MeetingId meeting, TicketNumber number) {}

  /** How far a package had come in the last minutes that list it. */
  record Listed(MeetingId meeting, String text, PackageStage stage) {}

  /** A release as the last minutes plan it. */
  record Planned(MeetingId meeting, ReleasePlan plan) {}

  private final SortedMap<EntryAddress, List<ActionItem>> items = new TreeMap<>();
  private final SortedMap<EntryAddress, Decided> decisions = new TreeMap<>();
  private final Map<EntryAddress, SortedSet<EntryAddress>> successors = new TreeMap<>();
  private final SortedMap<String, Counted> counts = new TreeMap<>();
  private final SortedMap<String, Listed> packages = new TreeMap<>();
  private final SortedMap<String, Planned> releases = new TreeMap<>();

  SeriesState(Collection<StoredMinutes> meetings) {
    meetings.stream()
        .filter(minutes -> minutes.status() != MeetingStatus.CANCELLED)
        .sorted(Comparator.comparing(StoredMinutes::date).thenComparing(StoredMinutes::meeting))
        .forEach(
            minutes ->
                minutes.minutes().outline().inOrder().forEach(entry -> take(minutes, entry)));
  }

  private void take(StoredMinutes minutes, Entry entry) {
    MeetingId meeting = minutes.meeting();
    EntryId id = entry.id();
    switch (entry.content()) {
      case Content.Action action -> {
        ActionItem item = item(minutes, id, action);
        items.computeIfAbsent(item.root(), root -> new ArrayList<>()).add(item);
      }
      case Content.Decision decision -> {
        EntryAddress address = new EntryAddress(meeting, id);
        decisions.put(address, new Decided(address, decision.text(), successorsOf(address)));
        if (decision.supersedes() != null) {
          successorsOf(decision.supersedes()).add(address);
        }
      }
      case Content.QueueCount c ->
          count(
              meeting, new TicketNumber(id.value(), null, null, c.queue(), c.count(), c.stated()));
      case Content.TicketCount c ->
          count(
              meeting,
              new TicketNumber(id.value(), c.board(), c.state(), null, c.count(), c.stated()));
      case Content.ListedPackage listed ->
          packages.put(key(listed.text()), new Listed(meeting, listed.text(), listed.stage()));
      case Content.Release(ReleasePlan plan) ->
          releases.put(key(plan.version()), new Planned(meeting, plan));
      default -> {}
    }
  }

  private SortedSet<EntryAddress> successorsOf(EntryAddress decision) {
    return successors.computeIfAbsent(decision, earlier -> new TreeSet<>());
  }

  private void count(MeetingId meeting, TicketNumber number) {
    counts.put(key(number.counter()), new Counted(meeting, number));
  }

  private static ActionItem item(StoredMinutes minutes, EntryId id, Content.Action action) {
    return new ActionItem(
        minutes.meeting(),
        minutes.date(),
        id.value(),
        action.owners(),
        action.text(),
        action.tickets().stream().map(Ticket::key).toList(),
        action.due(),
        action.status(),
        action.remark(),
        List.of(),
        action.carried() == null
            ? new EntryAddress(minutes.meeting(), id)
            : action.carried().root(),
        action.carried() == null ? null : action.carried().from(),
        minutes.trail().stepsOf(id.value()));
  }

  private static String key(String text) {
    return text.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
  }

  /** The lives of all actions by their roots. */
  SortedMap<EntryAddress, ActionLife> lives() {
    SortedMap<EntryAddress, ActionLife> lives = new TreeMap<>();
    items.forEach((root, all) -> lives.put(root, ActionLife.of(root, all)));
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
