package io.minutebook.query.audit;

import static io.minutebook.query.testing.Sample.id;
import static io.minutebook.query.testing.Sample.note;
import static io.minutebook.query.testing.Sample.scheduled;
import static io.minutebook.query.testing.Sample.section;
import static io.minutebook.query.testing.Sample.under;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.Event;
import io.minutebook.event.MeetingEvent;
import io.minutebook.minutes.Minutes;
import io.minutebook.query.audit.MinutesDiff.EntryChange;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MinutesDiffTest {

  private static final Minutes BEFORE =
      after(
          Minutes.NONE,
          scheduled("2020-05-04"),
          section(2, 1, "Crew"),
          note(3, 2, null, "one"),
          note(4, 2, 3, "two"),
          note(5, 2, 4, "three"),
          note(6, 2, 5, "four"),
          section(7, 2, "Stores"));

  private static Minutes after(Minutes minutes, Event... events) {
    Minutes now = minutes;
    for (Event event : events) {
      now = now.apply((MeetingEvent) event);
    }
    return now;
  }

  private static List<String> changes(Event... events) {
    return MinutesDiff.entries(BEFORE, after(BEFORE, events)).stream()
        .map(MinutesDiffTest::told)
        .toList();
  }

  private static String told(EntryChange change) {
    return change.entry()
        + " "
        + String.join(",", change.what().stream().map(Enum::name).sorted().toList())
        + " "
        + Stream.of(change.textBefore(), change.textAfter()).map(String::valueOf).toList();
  }

  @Test
  void what_is_as_it_was_is_not_told() {
    assertThat(changes()).isEmpty();
  }

  @Test
  void entries_are_added_reworded_and_removed() {
    assertThat(
            changes(
                new MeetingEvent.EntryReworded(id(4), "two!", null),
                note(8, 7, null, "new"),
                new MeetingEvent.EntryRetracted(id(6), null, Map.of())))
        .containsExactly(
            "e4 CHANGED [two, two!]", "e8 ADDED [null, new]", "e6 REMOVED [four, null]");
  }

  @Test
  void only_what_moved_is_moved() {
    assertThat(changes(new MeetingEvent.EntryMoved(id(6), under(2, null), Map.of())))
        .containsExactly("e6 MOVED [four, four]");
    assertThat(changes(new MeetingEvent.EntryMoved(id(3), under(7, null), Map.of())))
        .containsExactly("e3 MOVED [one, one]");
    assertThat(changes(new MeetingEvent.SectionMoved(id(7), under(null, 1), Map.of())))
        .hasSize(1)
        .first()
        .asString()
        .contains("MOVED");
  }

  @Test
  void an_entry_may_move_and_change() {
    assertThat(
            changes(
                new MeetingEvent.EntryMoved(id(5), under(7, null), Map.of()),
                new MeetingEvent.EntryReworded(id(5), "3", null)))
        .containsExactly("e5 CHANGED,MOVED [three, 3]");
  }

  @Test
  void how_it_is_written_is_a_change_of_its_own() {
    assertThat(changes(new MeetingEvent.EntryReformatted(id(3), null, "\n-    one\n")))
        .containsExactly("e3 REFORMATTED [one, one]");
  }
}
