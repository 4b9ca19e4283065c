package io.minutebook.query.projection;

import static io.minutebook.query.testing.Sample.id;
import static io.minutebook.query.testing.Sample.meeting;
import static io.minutebook.query.testing.Sample.note;
import static io.minutebook.query.testing.Sample.person;
import static io.minutebook.query.testing.Sample.scheduled;
import static io.minutebook.query.testing.Sample.section;
import static io.minutebook.query.testing.Sample.under;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.Event;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent;
import io.minutebook.log.Meta;
import io.minutebook.log.RecordedEvent;
import io.minutebook.minutes.Minutes;
import io.minutebook.query.projection.StreamState.OfMeeting;
import io.minutebook.query.view.ActionStep;
import io.minutebook.query.view.ActionStep.What;
import io.minutebook.query.view.Revision;
import io.minutebook.query.view.Trail;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrailFoldTest {

  private static final Instant NOON = Instant.parse("2020-05-04T12:00:00Z");
  private static final EntryAddress EARLIER = EntryAddress.parse("lamp-room/2020-04-27#e8");

  private OfMeeting state =
      new OfMeeting(meeting("2020-05-04"), -1, Minutes.NONE, Trail.NONE)
          .after(recorded(0, Map.of(), scheduled("2020-05-04")))
          .after(recorded(1, Map.of(), section(2, 1, "Crew")));

  private static RecordedEvent recorded(long version, Map<String, String> from, Event event) {
    return new RecordedEvent(
        meeting("2020-05-04").stream(),
        version,
        NOON.plusSeconds(version),
        null,
        "c" + version,
        event,
        new Meta("ada", null, "Any", null, null, null, from));
  }

  private void happens(Event... events) {
    for (Event event : events) {
      state = state.after(recorded(state.version() + 1, Map.of(), event));
    }
  }

  private List<What> steps() {
    return state.trail().stepsOf("e3").stream().map(ActionStep::what).toList();
  }

  private static Event assigned() {
    return new MeetingEvent.ActionAssigned(
        id(3), under(2, null), Form.BULLET, List.of(person("Grace")), "Oil", List.of(), null, null);
  }

  private static Event carried() {
    return new MeetingEvent.ActionCarriedOver(
        id(3),
        under(2, null),
        Form.BULLET,
        EARLIER,
        EARLIER,
        List.of(person("Grace")),
        "Oil",
        List.of(),
        null,
        null);
  }

  @Test
  void a_note_that_becomes_an_action_is_assigned() {
    happens(note(3, 2, null, "Grace: Oil"), assigned());

    assertThat(steps()).containsExactly(What.ASSIGNED);
  }

  @Test
  void an_action_that_turns_out_to_be_an_earlier_one_begins_again() {
    happens(assigned(), new MeetingEvent.ActionBlocked(id(3), "no oil"), carried());
    assertThat(steps()).containsExactly(What.CARRIED_OVER);

    happens(new MeetingEvent.ActionCompleted(id(3), null), assigned());
    assertThat(steps()).containsExactly(What.ASSIGNED);
  }

  @Test
  void what_changes_no_field_of_an_action_is_no_step() {
    happens(
        assigned(),
        new MeetingEvent.EntryReformatted(id(3), null, "-   Grace: Oil\n"),
        new MeetingEvent.ActionReassigned(id(3), List.of(person("Grace")), null),
        new MeetingEvent.EntryMoved(id(3), under(null, 2), Map.of()));

    assertThat(steps()).containsExactly(What.ASSIGNED);
  }

  @Test
  void a_revision_stands_where_its_last_event_does_and_the_latest_file_counts() {
    state =
        state.after(recorded(2, Map.of("revision", "a", "file", "A.md"), note(3, 2, null, "1")));
    state = state.after(recorded(3, Map.of("revision", "b"), note(4, 2, 3, "2")));
    state = state.after(recorded(4, Map.of("revision", "a"), note(5, 2, 4, "3")));
    happens(note(6, 2, 5, "4"), new MeetingEvent.MinutesPublished());

    assertThat(state.trail().revisions()).extracting(Revision::revision).containsExactly("b", "a");
    assertThat(state.trail().versionOf("a")).contains(4L);
    assertThat(state.trail().versionOf("c")).isEmpty();
    assertThat(state.trail().file()).isEqualTo("A.md");
    assertThat(state.trail().published()).isEqualTo(6);
  }
}
