package io.minutebook.command.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.command.Refusal;
import io.minutebook.command.meeting.MeetingCommand.*;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingEvent.ActionCarriedOver;
import io.minutebook.event.MeetingEvent.MeetingScheduled;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesEvent;
import io.minutebook.event.SeriesEvent.*;
import io.minutebook.event.SeriesId;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.minutes.ActionStatus;
import io.minutebook.minutes.Minutes;
import io.minutebook.minutes.Series;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Minutes begin with a title, or with what is set for their series. */
class BeginningTest {

  private static final MeetingId FIRST = MeetingId.parse("harbour/2026-03-02");
  private static final MeetingId SECOND = MeetingId.parse("harbour/2026-03-09");
  private static final MeetingId THIRD = MeetingId.parse("harbour/2026-03-16");

  private final Map<MeetingId, Minutes> earlier = new HashMap<>();
  private Series series =
      Series.NONE.apply(new SeriesCreated(new SeriesId("harbour"), "The harbour crew"));

  private void set(SeriesEvent... events) {
    for (SeriesEvent event : events) {
      series = series.apply(event);
    }
  }

  private void held(MeetingId meeting, String document, MeetingId... before) {
    Facts facts = before.length == 0 ? Facts.NONE : facts(before[0]);
    earlier.put(
        meeting,
        MeetingDecider.decideDocument(Minutes.NONE, meeting, document, Circumstances.knowing(facts))
            .after());
  }

  private void happens(MeetingId meeting, MeetingCommand command) {
    earlier.computeIfPresent(
        meeting, (id, minutes) -> MeetingDecider.decide(minutes, id, command).after());
  }

  private Facts facts(MeetingId previous) {
    return new Facts(series, previous, earlier);
  }

  private Decision begin(MeetingId meeting, ScheduleMeeting command) {
    return MeetingDecider.decide(
        Minutes.NONE, meeting, command, Circumstances.knowing(new Facts(series, null, earlier)));
  }

  private static final ScheduleMeeting FROM_SERIES = new ScheduleMeeting(null, true, null);

  private String document(ScheduleMeeting command) {
    return MarkdownWriter.write(begin(SECOND, command).after());
  }

  private void refuses(ScheduleMeeting command, Refusal.Kind kind, String field) {
    assertThatThrownBy(() -> begin(SECOND, command))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.kind()).isEqualTo(kind);
              assertThat(refusal.field()).isEqualTo(field);
            });
  }

  @Test
  void without_its_series_minutes_begin_with_a_title() {
    assertThat(document(new ScheduleMeeting("Harbour"))).isEqualTo("# Harbour\n");
    refuses(new ScheduleMeeting(null, null, null), Refusal.Kind.INVALID, "title");
    refuses(new ScheduleMeeting(null, false, null), Refusal.Kind.INVALID, "title");
    refuses(new ScheduleMeeting(" ", null, null), Refusal.Kind.INVALID, "title");
    refuses(new ScheduleMeeting(" ", true, null), Refusal.Kind.INVALID, "title");
  }

  @Test
  void without_a_template_they_begin_with_the_standing_sections() {
    assertThat(document(FROM_SERIES)).isEqualTo("# The harbour crew, 2026-03-09\n");
    set(new SectionDefined("Announcements"), new SectionDefined("Pier Team"));
    assertThat(document(FROM_SERIES))
        .isEqualTo("# The harbour crew, 2026-03-09\n\n\n## Announcements\n\n\n## Pier Team\n");
  }

  @Test
  void the_template_is_filled_in_and_comes_as_typed_entries_of_one_commit() {
    set(
        new TemplateSet(
            "\n# Crew of {date}\n\n**Attending:** Ada, Bo\n\nPier {date}\n====\n\n-   AI (Bo): Lock up\n"));
    Decision decision = begin(SECOND, FROM_SERIES);
    assertThat(MarkdownWriter.write(decision.after()))
        .isEqualTo(
            "\n# Crew of 2026-03-09\n\n**Attending:** Ada, Bo\n\nPier 2026-03-09\n====\n\n-   AI (Bo): Lock up\n");
    assertThat(decision.events()).hasSize(4);
    assertThat(decision.causes())
        .containsExactly("ScheduleMeeting", "RecordAttendance", "AddSection", "AssignAction");
    assertThat(document(new ScheduleMeeting("Another title", true, null)))
        .startsWith("\n# Another title\n\n**Attending:** Ada, Bo\n");
  }

  @Test
  void the_turns_of_duty_come_into_the_section_of_their_rota() {
    set(
        new TemplateSet("# Crew\n\n## Pier Duty\n\n## Yard Duty\n\n-   This week: Fi\n"),
        new DutyRotaSet("Pier Duty", people("Ada", "Bo", "Cy"), LocalDate.of(2026, 3, 2), 7),
        new DutyRotaSet("yard duty", people("Di"), LocalDate.of(2026, 3, 2), 7),
        new DutyRotaSet("Night Duty", people("Ed", "Fi"), LocalDate.of(2026, 3, 2), 14));
    assertThat(document(FROM_SERIES))
        .isEqualTo(
            """
            # Crew

            ## Pier Duty

            -   This week: Bo
            -   Next week: Cy

            ## Yard Duty

            -   This week: Fi


            ## Night Duty

            -   This week: Ed
            -   Next week: Fi
            """);
  }

  private static List<PersonLabel> people(String... labels) {
    return java.util.stream.Stream.of(labels).map(PersonLabel::new).toList();
  }

  private static final String ONE =
      """
      # Crew

      ## Pier Team

      -   AI (Bo): Mend the long net
      -   AI (Di): Order more rope from the chandler

      ## Office

      -   AI (Ada): Write to the mayor
      """;

  private static EntryAddress at(MeetingId meeting, int entry) {
    return EntryAddress.parse(meeting + "#e" + entry);
  }

  @Test
  void what_is_confirmed_is_carried_over_where_it_stood() {
    held(FIRST, ONE);
    set(new SectionDefined("Pier Team"));
    Decision decision =
        begin(SECOND, new ScheduleMeeting(null, true, List.of(at(FIRST, 3), at(FIRST, 6))));
    assertThat(MarkdownWriter.write(decision.after()))
        .isEqualTo(
            """
            # The harbour crew, 2026-03-09


            ## Pier Team

            -   AI (Bo): Mend the long net


            ## Action Items

            -   AI (Ada): Write to the mayor
            """);
    assertThat(kinds(decision))
        .startsWith(MeetingScheduled.class)
        .filteredOn(ActionCarriedOver.class::equals)
        .hasSize(2);
    assertThat(begin(SECOND, new ScheduleMeeting("T", null, List.of(at(FIRST, 3)))).events())
        .hasSize(3);
  }

  private static List<Class<?>> kinds(Decision decision) {
    return decision.events().stream().<Class<?>>map(MeetingEvent::getClass).toList();
  }

  @Test
  void what_cannot_be_carried_over_is_named_by_its_position() {
    held(FIRST, ONE);
    refuses(
        new ScheduleMeeting(null, true, List.of(at(FIRST, 3), at(FIRST, 2))),
        Refusal.Kind.INVALID,
        "carry[1]");
    refuses(
        new ScheduleMeeting(null, true, List.of(at(FIRST, 3), at(FIRST, 3))),
        Refusal.Kind.CONFLICT,
        "carry[1]");
    refuses(
        new ScheduleMeeting("T", null, List.of(at(THIRD, 3))), Refusal.Kind.INVALID, "carry[0]");
  }

  @Test
  void minutes_begin_once() {
    Minutes begun = begin(SECOND, FROM_SERIES).after();
    assertThatThrownBy(() -> MeetingDecider.decide(begun, SECOND, FROM_SERIES))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT));
  }

  @Test
  void a_list_of_commands_goes_on_after_the_template() {
    set(new TemplateSet("# Crew\n\n## Pier Team\n"));
    Decision decision =
        MeetingDecider.decideAll(
            Minutes.NONE,
            SECOND,
            List.of(
                new NamedCommand(null, FROM_SERIES),
                new NamedCommand(
                    null, new AddNote(new EntryRef("e2"), null, null, null, "The tide was high"))),
            Circumstances.knowing(facts(FIRST)));
    assertThat(MarkdownWriter.write(decision.after()))
        .isEqualTo("# Crew\n\n## Pier Team\n\n-   The tide was high\n");
  }

  @Test
  void a_proposal_says_how_they_would_begin_and_what_is_open_since_when() {
    held(FIRST, ONE);
    held(SECOND, ONE.replace("-   AI (Di): Order more rope from the chandler\n", ""), FIRST);
    happens(SECOND, new BlockAction(new EntryRef("e3"), "no twine is left"));
    happens(SECOND, new CompleteAction(new EntryRef("e5"), null));
    set(new TemplateSet("# Crew of {date}\n"));

    Proposal proposal = Proposal.of(THIRD, facts(SECOND));

    assertThat(proposal.title()).isEqualTo("Crew of 2026-03-16");
    assertThat(proposal.document()).isEqualTo("# Crew of 2026-03-16\n");
    assertThat(proposal.previous()).isEqualTo(SECOND);
    assertThat(proposal.actions())
        .containsExactly(
            new Proposal.OpenAction(
                at(SECOND, 3),
                at(FIRST, 3),
                people("Bo"),
                "Mend the long net",
                null,
                ActionStatus.BLOCKED,
                FIRST.date(),
                1));
  }

  @Test
  void the_first_meeting_has_nothing_to_carry_over() {
    Proposal proposal = Proposal.of(FIRST, new Facts(series, null, Map.of()));
    assertThat(proposal.previous()).isNull();
    assertThat(proposal.actions()).isEmpty();
  }
}
