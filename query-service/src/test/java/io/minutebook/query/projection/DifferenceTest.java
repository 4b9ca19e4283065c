package io.minutebook.query.projection;

import static io.minutebook.query.testing.Sample.action;
import static io.minutebook.query.testing.Sample.attended;
import static io.minutebook.query.testing.Sample.id;
import static io.minutebook.query.testing.Sample.note;
import static io.minutebook.query.testing.Sample.person;
import static io.minutebook.query.testing.Sample.queue;
import static io.minutebook.query.testing.Sample.scheduled;
import static io.minutebook.query.testing.Sample.section;
import static io.minutebook.query.testing.Sample.under;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.EntryId;
import io.minutebook.event.Event;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.PackageStage;
import io.minutebook.event.StateCount;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import io.minutebook.minutes.Outline;
import io.minutebook.query.testing.Sample;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The difference that an event makes")
class DifferenceTest {

  private static final String DAY = "2020-05-04";

  @Test
  void is_what_comparing_all_entries_would_find() {
    List<MeetingEvent> events = new ArrayList<>();
    for (Event[] commit : Sample.full(DAY)) {
      for (Event event : commit) {
        events.add((MeetingEvent) event);
      }
    }
    events.addAll(
        List.of(
            new MeetingEvent.TitleCorrected(id(1), "The lamp room", null),
            new MeetingEvent.AttendeeAdded(id(3), person("Bo"), null),
            new MeetingEvent.TicketCountsRecorded(
                id(7),
                null,
                null,
                "JIRA",
                id(9),
                List.of(new StateCount(id(23), "Stuck", 1, null, null)),
                null),
            new MeetingEvent.TicketCountCorrected(id(8), 13, null, null),
            // a table of something else stands where the counts stood
            new MeetingEvent.TicketCountsRecorded(
                id(7), under(4, 6), List.of("Number", "State"), "Boats", id(23), List.of(), null),
            new MeetingEvent.EntryReworded(id(21), "The stairs creak badly", null),
            new MeetingEvent.EntryMoved(id(21), under(4, 7), Map.of(id(22), "* moved\n")),
            new MeetingEvent.EntryReformatted(id(21), Form.PARAGRAPH, "The stairs creak badly\n"),
            new MeetingEvent.ActionCompleted(id(22), "twice"),
            new MeetingEvent.SectionRenamed(id(11), null, "Release plans", null),
            new MeetingEvent.SectionMoved(id(11), under(null, 18), Map.of()),
            new MeetingEvent.PackageListed(
                id(24), under(18, 22), Form.BULLET, PackageStage.READY_FOR_TESTING, "lens-2", null),
            new MeetingEvent.PackageAdvanced(
                id(24), PackageStage.RELEASED, under(18, null), Map.of(id(19), "None this week\n")),
            new MeetingEvent.EntryRetracted(id(14), "not ours", Map.of()),
            new MeetingEvent.SectionRemoved(id(4), Map.of()),
            new MeetingEvent.MinutesPublished()));
    assertFolds(events);
  }

  @Test
  void is_all_that_there_was_when_minutes_begin_anew() {
    assertFolds(
        List.of(
            (MeetingEvent) scheduled(DAY),
            (MeetingEvent) attended(2, "Ada"),
            (MeetingEvent) section(3, 2, "Crew"),
            (MeetingEvent) note(4, 3, null, "Windy"),
            (MeetingEvent) queue(5, 3, 4, "Post", 7, null),
            (MeetingEvent) action(6, 3, 5, "Oil the stairs"),
            (MeetingEvent) scheduled(DAY)));
  }

  private static void assertFolds(List<MeetingEvent> events) {
    Minutes before = Minutes.NONE;
    for (MeetingEvent event : events) {
      Minutes after = before.apply(event);
      assertThat(Difference.between(before, event, after).entries())
          .as("%s", event)
          .isEqualTo(changed(event, before.outline(), after.outline()));
      before = after;
    }
  }

  private static List<String> changed(MeetingEvent event, Outline before, Outline after) {
    return EventSubject.entryOf(event)
        .map(entry -> changed(entry, before, after))
        .orElse(List.of());
  }

  private static List<String> changed(EntryId subject, Outline before, Outline after) {
    Set<String> changed = new LinkedHashSet<>();
    for (Entry entry : before.inOrder()) {
      Optional<Entry> now = after.find(entry.id());
      if (entry.id().equals(subject)
          || now.isEmpty()
          || !now.get().content().equals(entry.content())
          || !now.get().form().equals(entry.form())) {
        changed.add(entry.id().value());
      }
    }
    for (Entry entry : after.inOrder()) {
      if (entry.id().equals(subject) || before.find(entry.id()).isEmpty()) {
        changed.add(entry.id().value());
      }
    }
    return List.copyOf(changed);
  }
}
