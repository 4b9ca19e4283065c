package io.minutebook.command.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.messageWithPayload;
import static org.axonframework.test.matchers.Matchers.predicate;

import io.minutebook.command.Context;
import io.minutebook.command.Expected;
import io.minutebook.command.Refusal;
import io.minutebook.command.Request;
import io.minutebook.command.meeting.EntryRef;
import io.minutebook.command.meeting.Facts;
import io.minutebook.command.meeting.MeetingCommand;
import io.minutebook.command.meeting.MeetingCommand.AssignAction;
import io.minutebook.command.meeting.MeetingCommand.CompleteAction;
import io.minutebook.command.meeting.MeetingCommand.ReopenMinutes;
import io.minutebook.command.meeting.MeetingCommand.RewordAction;
import io.minutebook.command.meeting.MeetingCommand.ScheduleMeeting;
import io.minutebook.command.meeting.NamedCommand;
import io.minutebook.command.series.SeriesCommand.CreateSeries;
import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent.ActionAssigned;
import io.minutebook.event.MeetingEvent.ActionCompleted;
import io.minutebook.event.MeetingEvent.MeetingScheduled;
import io.minutebook.event.MeetingEvent.MinutesPublished;
import io.minutebook.event.MeetingEvent.MinutesReopened;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.Place;
import io.minutebook.event.SeriesEvent.SeriesCreated;
import io.minutebook.event.SeriesId;
import io.minutebook.event.Ticket;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.Message;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.hamcrest.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AggregatesTest {

  private static final MeetingId MEETING = MeetingId.parse("weekly/2026-03-02");
  private static final Context CONTEXT =
      new Context("ada", null, null, "key", "fingerprint", null, null, Map.of());
  private static final MeetingScheduled SCHEDULED =
      new MeetingScheduled(MEETING, new EntryId("e1"), "Weekly", "# Weekly\n");
  private static final ActionAssigned ASSIGNED =
      new ActionAssigned(
          new EntryId("e2"),
          new Place(null, new EntryId("e1")),
          Form.BULLET,
          List.of(new PersonLabel("Bo")),
          "Mend the net (NET-7)",
          List.of(new Ticket("NET-7")),
          null,
          "\n-   AI (Bo): Mend the net (NET-7)\n");

  private AggregateTestFixture<MeetingAggregate> meeting;
  private AggregateTestFixture<SeriesAggregate> series;

  @BeforeEach
  void setUp() {
    meeting = new AggregateTestFixture<>(MeetingAggregate.class);
    meeting.registerAggregateFactory(
        new StreamAggregateFactory<>(MeetingAggregate.class, MeetingAggregate::new));
    series = new AggregateTestFixture<>(SeriesAggregate.class);
    series.registerAggregateFactory(
        new StreamAggregateFactory<>(SeriesAggregate.class, SeriesAggregate::new));
  }

  private static Decide on(Expected expected, MeetingCommand command) {
    Request request =
        new Request.ForMeeting(
            MEETING, List.of(new NamedCommand(null, command)), false, expected, CONTEXT);
    return new Decide.OnMeeting(MEETING.stream(), request, "c", Facts.NONE);
  }

  private static Decide on(MeetingCommand command) {
    return on(new Expected.Unstated(), command);
  }

  @Test
  void given_nothing_when_a_meeting_is_scheduled_then_its_minutes_begin() {
    meeting
        .givenNoPriorActivity()
        .when(on(new ScheduleMeeting("Weekly")))
        .expectSuccessfulHandlerExecution()
        .expectEvents(SCHEDULED);
  }

  @Test
  void given_minutes_when_an_action_is_assigned_then_it_gets_the_next_id_and_its_source() {
    meeting
        .given(SCHEDULED)
        .when(
            on(
                new AssignAction(
                    null,
                    null,
                    null,
                    null,
                    List.of(new PersonLabel("Bo")),
                    "Mend the net",
                    List.of(new Ticket("NET-7")),
                    null)))
        .expectEvents(ASSIGNED);
  }

  @Test
  void given_an_action_when_it_is_completed_then_the_document_stays_as_it_is() {
    meeting
        .given(SCHEDULED, ASSIGNED)
        .when(on(new CompleteAction(new EntryRef("e2"), "done on Wednesday")))
        .expectEvents(new ActionCompleted(new EntryId("e2"), "done on Wednesday"));
  }

  @Test
  void given_an_older_version_in_hand_when_anything_is_asked_then_it_is_refused_as_stale() {
    meeting
        .given(SCHEDULED, ASSIGNED)
        .when(on(new Expected.Version(0), new CompleteAction(new EntryRef("e2"), null)))
        .expectNoEvents()
        .expectResultMessageMatching(refusal(Refusal.Kind.STALE, "If-Match", 1));
  }

  @Test
  void given_no_minutes_when_an_action_is_completed_then_there_are_none_to_change() {
    // The fixture takes an aggregate without events for a deleted one.
    meeting.setReportIllegalStateChange(false);
    meeting
        .givenNoPriorActivity()
        .when(on(new CompleteAction(new EntryRef("e2"), null)))
        .expectNoEvents()
        .expectResultMessageMatching(refusal(Refusal.Kind.NOT_FOUND, null, -1));
  }

  @Test
  void given_published_minutes_when_they_are_corrected_without_a_reason_then_it_is_asked_for() {
    meeting
        .given(SCHEDULED, ASSIGNED, new MinutesPublished())
        .when(on(new RewordAction(new EntryRef("e2"), "Mend the nets")))
        .expectNoEvents()
        .expectResultMessageMatching(refusal(Refusal.Kind.CONFLICT, "reason", 2));
  }

  @Test
  void given_published_minutes_when_they_are_reopened_then_the_reason_is_told() {
    meeting
        .given(SCHEDULED, new MinutesPublished())
        .when(on(new ReopenMinutes("a misprint")))
        .expectEvents(new MinutesReopened("a misprint"));
  }

  @Test
  void given_an_action_without_owner_when_assigned_then_the_field_is_named() {
    meeting
        .given(SCHEDULED)
        .when(on(new AssignAction(null, null, null, null, List.of(), "Mend", null, null)))
        .expectNoEvents()
        .expectResultMessageMatching(refusal(Refusal.Kind.INVALID, "owners", 0));
  }

  @Test
  void given_nothing_when_a_series_is_created_then_it_has_its_name() {
    SeriesId id = new SeriesId("weekly");
    series
        .givenNoPriorActivity()
        .when(
            new Decide.OnSeries(
                id.stream(),
                new Request.ForSeries(
                    id, new CreateSeries("The weekly meeting"), new Expected.Absent(), CONTEXT),
                "c"))
        .expectEvents(new SeriesCreated(id, "The weekly meeting"));
  }

  private static Matcher<Message<?>> refusal(
      Refusal.Kind kind, @Nullable String field, long version) {
    return messageWithPayload(
        predicate(
            payload -> {
              assertThat(payload).isInstanceOf(Verdict.Refused.class);
              Verdict.Refused refused = (Verdict.Refused) payload;
              assertThat(refused.refusal().kind()).isEqualTo(kind);
              assertThat(refused.refusal().field()).isEqualTo(field);
              assertThat(refused.version()).isEqualTo(version);
              return true;
            }));
  }
}
