package io.minutebook.query.audit;

import io.minutebook.event.MeetingEvent;
import io.minutebook.log.RecordedEvent;
import io.minutebook.query.view.Change;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who did how much in a period. Streams are to be given one after the other. */
final class Tallies {

  private final Map<String, OfPerson> people = new TreeMap<>();
  private final Map<List<String>, Counted> onBehalf = new TreeMap<>(Tallies::compare);
  private final Map<List<String>, Counted> imported = new TreeMap<>(Tallies::compare);
  private final Counted all = new Counted();
  private long seriesChanged;
  private String lastSeries = "";

  /** How often each event came. */
  private final Map<Class<?>, Long> byEvent = new HashMap<>();

  private static int compare(List<String> one, List<String> other) {
    return String.join("\n", one).compareTo(String.join("\n", other));
  }

  /** Numbers that grow; a meeting counts once, since its changes come one after the other. */
  private static final class Counted {
    private long commits;
    private long changes;
    private long meetings;
    private String lastMeeting = "";
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    void add(Change change, Instant time, boolean firstOfCommit) {
      changes++;
      commits += firstOfCommit ? 1 : 0;
      if (change.meeting().isPresent() && !lastMeeting.equals(change.stream())) {
        lastMeeting = change.stream();
        meetings++;
      }
      first = time.isBefore(first) ? time : first;
      last = time.isAfter(last) ? time : last;
    }
  }

  private static final class OfPerson {
    private final Counted counted = new Counted();
    private final Map<String, Long> byCommand = new TreeMap<>();
    private boolean actsForOthers;
  }

  /**
   * Counts a change.
   *
   * @param firstOfCommit whether its commit has not been counted yet
   */
  void add(RecordedEvent event, Change change, Instant time, boolean firstOfCommit) {
    all.add(change, time, firstOfCommit);
    if (change.meeting().isEmpty() && !lastSeries.equals(change.stream())) {
      lastSeries = change.stream();
      seriesChanged++;
    }
    byEvent.merge(event.event().getClass(), 1L, Long::sum);
    OfPerson person = people.computeIfAbsent(change.actor(), name -> new OfPerson());
    person.counted.add(change, time, firstOfCommit);
    person.byCommand.merge(change.command(), 1L, Long::sum);
    person.actsForOthers |= change.onBehalfOf() != null || change.occurredAt() != null;
    if (change.onBehalfOf() != null) {
      onBehalf
          .computeIfAbsent(List.of(change.actor(), change.onBehalfOf()), key -> new Counted())
          .add(change, time, firstOfCommit);
    }
    Map<String, String> provenance = event.meta().provenance();
    if (!provenance.isEmpty()) {
      String from = provenance.containsKey("revision") ? "git" : "documents";
      imported
          .computeIfAbsent(List.of(change.actor(), from), key -> new Counted())
          .add(change, time, firstOfCommit);
    }
  }

  AuditReport.Totals totals() {
    return new AuditReport.Totals(
        all.commits,
        all.changes,
        all.meetings,
        seriesChanged,
        byEvent.getOrDefault(MeetingEvent.MinutesPublished.class, 0L),
        byEvent.getOrDefault(MeetingEvent.MinutesReopened.class, 0L),
        byEvent.getOrDefault(MeetingEvent.MeetingCancelled.class, 0L),
        byEvent.getOrDefault(MeetingEvent.MeetingReinstated.class, 0L));
  }

  List<AuditReport.Person> people() {
    return people.entrySet().stream()
        .map(
            each ->
                new AuditReport.Person(
                    each.getKey(),
                    each.getValue().actsForOthers ? "admin" : "scribe",
                    each.getValue().counted.commits,
                    each.getValue().counted.meetings,
                    each.getValue().byCommand,
                    each.getValue().counted.first,
                    each.getValue().counted.last))
        .toList();
  }

  List<AuditReport.Behalf> onBehalf() {
    return onBehalf.entrySet().stream()
        .map(
            each ->
                new AuditReport.Behalf(
                    each.getKey().getFirst(),
                    each.getKey().getLast(),
                    each.getValue().changes,
                    each.getValue().meetings))
        .toList();
  }

  List<AuditReport.Imported> imported() {
    return imported.entrySet().stream()
        .map(
            each ->
                new AuditReport.Imported(
                    each.getKey().getFirst(),
                    each.getKey().getLast(),
                    each.getValue().commits,
                    each.getValue().changes,
                    each.getValue().meetings,
                    each.getValue().first,
                    each.getValue().last))
        .toList();
  }
}
