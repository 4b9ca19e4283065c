package io.minutebook.minutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingEvent.ActionAssigned;
import io.minutebook.event.MeetingEvent.MeetingScheduled;
import io.minutebook.event.MeetingEvent.NoteAdded;
import io.minutebook.event.MeetingEvent.TicketCountsRecorded;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.Place;
import io.minutebook.event.StateCount;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An event that adds an entry turns one that stands into what it says. */
class TurnedEntryTest {

  private static final EntryId TITLE = new EntryId(1);
  private static final EntryId ENTRY = new EntryId(2);
  private static final EntryId CHILD = new EntryId(3);
  private static final Place PLACE = new Place(null, TITLE);
  private static final List<PersonLabel> BO = List.of(new PersonLabel("Bo"));

  private static Minutes of(MeetingEvent... events) {
    Minutes minutes =
        Minutes.NONE.apply(
            new MeetingScheduled(MeetingId.parse("harbour/2026-03-02"), TITLE, "T", null));
    for (MeetingEvent event : events) {
      minutes = minutes.apply(event);
    }
    return minutes;
  }

  private static NoteAdded note(EntryId id, Place place, String text) {
    return new NoteAdded(id, place, Form.BULLET, text, null);
  }

  private static ActionAssigned action(Place place) {
    return new ActionAssigned(
        ENTRY, place, Form.PARAGRAPH, BO, "mend the net", List.of(), null, "AI (Bo): mend\n");
  }

  @Test
  void it_keeps_its_place_and_what_is_under_it() {
    Minutes minutes =
        of(note(ENTRY, PLACE, "mend"), note(CHILD, new Place(ENTRY, null), "x"), action(PLACE));

    assertThat(minutes.outline().get(ENTRY))
        .isEqualTo(
            new Entry(
                ENTRY,
                null,
                List.of(CHILD),
                Form.PARAGRAPH,
                new Content.Action(BO, "mend the net", List.of(), null),
                "AI (Bo): mend\n"));
    assertThat(minutes.lastEntry()).isEqualTo(3);
  }

  @Test
  void the_same_event_twice_or_one_for_another_place_does_not_fit() {
    Minutes turned = of(note(ENTRY, PLACE, "mend"), action(PLACE));
    assertThatIllegalArgumentException().isThrownBy(() -> turned.apply(action(PLACE)));
    Minutes minutes = of(note(ENTRY, PLACE, "mend"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> minutes.apply(action(new Place(null, null))));
  }

  @Test
  void the_rows_of_a_board_go_by_its_new_name() {
    List<String> header = List.of("# of tickets", "&Delta;", "State");
    Minutes minutes =
        of(
            new TicketCountsRecorded(
                ENTRY,
                PLACE,
                header,
                "Dockside",
                null,
                List.of(new StateCount(CHILD, "Open", 4, null, null)),
                null),
            new TicketCountsRecorded(ENTRY, PLACE, header, "Quayside", null, List.of(), null));

    assertThat(minutes.outline().get(ENTRY).content())
        .isEqualTo(new Content.Table(header, "Quayside"));
    assertThat(minutes.outline().get(CHILD).content())
        .isEqualTo(new Content.TicketCount("Quayside", "Open", 4, null));
  }
}
