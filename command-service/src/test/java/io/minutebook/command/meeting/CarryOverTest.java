package io.minutebook.command.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.command.Refusal;
import io.minutebook.command.meeting.MeetingCommand.*;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingEvent.ActionAssigned;
import io.minutebook.event.MeetingEvent.ActionCarriedOver;
import io.minutebook.event.MeetingEvent.MeetingScheduled;
import io.minutebook.event.MeetingEvent.SectionAdded;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.markdown.MarkdownReader;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import io.minutebook.minutes.Series;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An action keeps its identity from meeting to meeting. */
class CarryOverTest {

  private static final MeetingId FIRST = MeetingId.parse("harbour/2026-03-02");
  private static final MeetingId SECOND = MeetingId.parse("harbour/2026-03-09");
  private static final MeetingId THIRD = MeetingId.parse("harbour/2026-03-16");

  private static final String ONE =
      """
      # Harbour crew, 2 March 2026

      ## Pier Team

      -   AI (Bo): Mend the long net behind the shed (NET-7)
      -   AI (Ada, Cy): Paint the northern pier before the feast (due 2026-03-20)
      -   The crane is closed

      ## Office

      1.  AI (Di): Order more rope from the chandler
      """;

  private static Minutes minutes(MeetingId meeting, String document, Facts facts) {
    return put(Minutes.NONE, meeting, document, facts).after();
  }

  private static Decision put(Minutes from, MeetingId meeting, String document, Facts facts) {
    Decision decision =
        MeetingDecider.decideDocument(from, meeting, document, Circumstances.knowing(facts));
    assertThat(MarkdownWriter.write(decision.after())).isEqualTo(document);
    return decision;
  }

  private static Facts previously(MeetingId meeting, Minutes minutes) {
    return new Facts(Series.NONE, meeting, Map.of(meeting, minutes));
  }

  private static final Minutes EARLIER = minutes(FIRST, ONE, Facts.NONE);
  private static final Facts KNOWN = previously(FIRST, EARLIER);

  private static EntryAddress at(MeetingId meeting, Minutes minutes, String words) {
    return minutes.outline().inOrder().stream()
        .filter(
            entry ->
                entry.content() instanceof Content.Action action && action.text().contains(words))
        .map(entry -> new EntryAddress(meeting, entry.id()))
        .findFirst()
        .orElseThrow();
  }

  private static List<ActionCarriedOver> carried(Decision decision) {
    return decision.events().stream()
        .filter(ActionCarriedOver.class::isInstance)
        .map(ActionCarriedOver.class::cast)
        .toList();
  }

  private static Stream<Class<? extends MeetingEvent>> kinds(Decision decision) {
    return decision.events().stream().map(MeetingEvent::getClass);
  }

  private static CarryOverAction carry(EntryAddress action) {
    return new CarryOverAction(null, null, null, null, action, null, null, null);
  }

  private Minutes minutes = minutes(SECOND, "# Harbour crew\n\n## Pier Team\n", Facts.NONE);
  private Facts facts = KNOWN;

  private List<MeetingEvent> does(MeetingCommand command) {
    Decision decision =
        MeetingDecider.decide(minutes, SECOND, command, Circumstances.knowing(facts));
    minutes = decision.after();
    return decision.events();
  }

  private void refuses(MeetingCommand command, Refusal.Kind kind, String field, String says) {
    assertThatThrownBy(() -> does(command))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.kind()).isEqualTo(kind);
              assertThat(refusal.field()).isEqualTo(field);
              assertThat(refusal.getMessage()).contains(says);
            });
  }

  @Test
  void a_carried_action_stands_as_it_stood_in_the_section_of_the_same_title() {
    EntryAddress net = at(FIRST, EARLIER, "net");
    does(carry(net));
    EntryAddress paint = at(FIRST, EARLIER, "Paint");
    does(carry(paint));

    assertThat(MarkdownWriter.write(minutes))
        .isEqualTo(
            """
            # Harbour crew

            ## Pier Team

            -   AI (Bo): Mend the long net behind the shed (NET-7)
            -   AI (Ada, Cy): Paint the northern pier before the feast (due 2026-03-20)
            """);
    Content.Action action =
        (Content.Action) minutes.outline().get(at(SECOND, minutes, "net").entry()).content();
    assertThat(action.carried()).isEqualTo(new Content.CarriedOver(net, net));
  }

  @Test
  void without_such_a_section_it_comes_to_the_action_items() {
    EntryAddress rope = at(FIRST, EARLIER, "rope");
    assertThat(does(carry(rope)))
        .extracting(Object::getClass)
        .containsExactly(SectionAdded.class, ActionCarriedOver.class);
    assertThat(MarkdownWriter.write(minutes))
        .endsWith("\n## Action Items\n\n-   AI (Di): Order more rope from the chandler\n");
  }

  @Test
  void what_is_said_otherwise_is_otherwise() {
    EntryRef pier = new EntryRef("e2");
    List<MeetingEvent> events =
        does(
            new CarryOverAction(
                pier,
                null,
                null,
                Form.PARAGRAPH,
                at(FIRST, EARLIER, "net"),
                List.of(new PersonLabel("Cy")),
                "Mend both nets (NET-8)",
                LocalDate.of(2026, 3, 9)));
    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            ActionCarriedOver.class,
            event -> {
              assertThat(event.owners()).containsExactly(new PersonLabel("Cy"));
              assertThat(event.tickets()).hasToString("[NET-8]");
            });
    assertThat(MarkdownWriter.write(minutes))
        .endsWith("\n\nAI (Cy): Mend both nets (NET-8) (due 2026-03-09)\n");
  }

  @Test
  void what_cannot_be_carried_over_is_refused_with_why() {
    EntryAddress net = at(FIRST, EARLIER, "net");
    refuses(carry(EntryAddress.parse("pier/2026-03-02#e3")), Refusal.Kind.INVALID, "action", "ser");
    refuses(carry(new EntryAddress(THIRD, net.entry())), Refusal.Kind.INVALID, "action", "earlier");
    refuses(carry(EntryAddress.parse(SECOND + "#e1")), Refusal.Kind.INVALID, "action", "earlier");
    refuses(
        carry(EntryAddress.parse("harbour/2026-02-23#e3")),
        Refusal.Kind.NOT_FOUND,
        "action",
        "no minutes");
    refuses(
        carry(EntryAddress.parse(FIRST + "#e99")), Refusal.Kind.NOT_FOUND, "action", "no entry");
    refuses(
        carry(EntryAddress.parse(FIRST + "#e2")), Refusal.Kind.INVALID, "action", "not an action");

    does(carry(net));
    refuses(carry(net), Refusal.Kind.CONFLICT, "action", "already");
  }

  @Test
  void a_carried_action_keeps_the_rules_of_actions() {
    EntryAddress net = at(FIRST, EARLIER, "net");
    refuses(carried(net, List.of(), null, null), Refusal.Kind.INVALID, "owners", "person");
    refuses(carried(net, null, " ", null), Refusal.Kind.INVALID, "text", "empty");
    refuses(
        carried(net, null, "x".repeat(64 * 1024 + 1), null), Refusal.Kind.INVALID, "text", "64");
    refuses(
        carried(net, null, null, LocalDate.of(2026, 3, 8)),
        Refusal.Kind.INVALID,
        "due",
        "before the meeting");
  }

  private static CarryOverAction carried(
      EntryAddress action,
      @Nullable List<PersonLabel> owners,
      @Nullable String text,
      @Nullable LocalDate due) {
    return new CarryOverAction(null, null, null, null, action, owners, text, due);
  }

  @Test
  void an_action_that_is_overdue_is_carried_over_with_its_day() {
    MeetingId late = MeetingId.parse("harbour/2026-03-30");
    Minutes begun = minutes(late, "# Harbour crew\n\n## Pier Team\n", Facts.NONE);
    Decision decision =
        MeetingDecider.decide(
            begun, late, carry(at(FIRST, EARLIER, "Paint")), Circumstances.knowing(KNOWN));
    assertThat(carried(decision).getFirst().due()).isEqualTo(LocalDate.of(2026, 3, 20));
  }

  @Test
  void what_is_done_or_dropped_is_carried_over_only_once_it_is_reopened() {
    EntryAddress net = at(FIRST, EARLIER, "net");
    Minutes done =
        MeetingDecider.decide(EARLIER, FIRST, new CompleteAction(EntryRef.of(net.entry()), null))
            .after();
    facts = previously(FIRST, done);
    refuses(carry(net), Refusal.Kind.CONFLICT, "action", "completed");
    facts =
        previously(
            FIRST,
            MeetingDecider.decide(done, FIRST, new ReopenAction(EntryRef.of(net.entry()), null))
                .after());
    assertThat(does(carry(net))).hasSize(1);
  }

  @Test
  void an_action_of_an_older_meeting_may_be_carried_over_too() {
    facts = new Facts(Series.NONE, null, Map.of(FIRST, EARLIER));
    assertThat(does(carry(at(FIRST, EARLIER, "net")))).hasSize(1);
  }

  private static final String TWO =
      ONE.replace("2 March", "9 March")
          .replace("-   The crane is closed\n", "-   AI (Ed): Grease the crane\n");

  @Test
  void a_document_begun_as_a_copy_carries_over_what_stood_there_and_assigns_what_is_new() {
    Decision decision = put(Minutes.NONE, SECOND, TWO, KNOWN);

    assertThat(carried(decision))
        .extracting(ActionCarriedOver::from)
        .containsExactly(
            at(FIRST, EARLIER, "net"), at(FIRST, EARLIER, "Paint"), at(FIRST, EARLIER, "rope"));
    assertThat(kinds(decision)).startsWith(MeetingScheduled.class).contains(ActionAssigned.class);
    assertThat(decision.commands())
        .filteredOn(named -> named.command() instanceof CarryOverAction)
        .hasSize(3);
  }

  @Test
  void the_root_stays_the_same_from_meeting_to_meeting() {
    Minutes second = minutes(SECOND, TWO, KNOWN);
    Decision third = put(Minutes.NONE, THIRD, TWO, previously(SECOND, second));

    assertThat(carried(third))
        .filteredOn(event -> event.text().contains("net"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.from()).isEqualTo(at(SECOND, second, "net"));
              assertThat(event.root()).isEqualTo(at(FIRST, EARLIER, "net"));
            });
    assertThat(carried(third))
        .filteredOn(event -> event.text().contains("crane"))
        .singleElement()
        .satisfies(event -> assertThat(event.root()).isEqualTo(at(SECOND, second, "crane")));
  }

  @Test
  void what_was_edited_while_it_was_copied_is_carried_over_still() {
    String edited =
        TWO.replace(
                "AI (Bo): Mend the long net behind the shed (NET-7)",
                "AI (Cy): Mend the net behind the shed, once dry (NET-7)")
            .replace(
                "Paint the northern pier before the feast",
                "Paint the northern pier well before the feast")
            .replace("AI (Di): Order more rope", "AI (Bo): Order more rope");
    assertThat(carried(put(Minutes.NONE, SECOND, edited, KNOWN))).hasSize(3);
  }

  @Test
  void another_action_of_the_same_person_is_a_new_one() {
    String others =
        """
        # Harbour crew

        -   AI (Bo): Mend the boat
        -   AI (Di): Order more paint
        -   AI (Fi): Repair the scales (NET-7)
        """;
    assertThat(carried(put(Minutes.NONE, SECOND, others, KNOWN))).isEmpty();
  }

  @Test
  void a_later_revision_carries_over_what_comes_in_with_it_and_no_action_twice() {
    String paint = "-   AI (Ada, Cy): Paint the northern pier before the feast (due 2026-03-20)\n";
    String begun = TWO.replace(paint, "");
    Minutes first = minutes(SECOND, begun, KNOWN);
    Decision later = put(first, SECOND, TWO, KNOWN);
    assertThat(kinds(later)).containsExactly(ActionCarriedOver.class);

    String twice = TWO + paint.replace("-   ", "2.  ");
    Decision again = put(later.after(), SECOND, twice, KNOWN);
    assertThat(kinds(again)).containsExactly(ActionAssigned.class);
  }

  @Test
  void of_two_alike_each_is_carried_over_from_its_own() {
    String before = "# A\n\n-   AI (Bo): Mend\n-   AI (Bo): Mend\n-   AI (Di):\n";
    Minutes there = minutes(FIRST, before, Facts.NONE);
    Decision decision = put(Minutes.NONE, SECOND, before, previously(FIRST, there));
    assertThat(carried(decision))
        .extracting(ActionCarriedOver::from)
        .containsExactlyElementsOf(
            there.outline().inOrder().stream()
                .filter(entry -> entry.content() instanceof Content.Action)
                .map(Entry::id)
                .map(id -> new EntryAddress(FIRST, id))
                .toList());
  }

  @Test
  void an_action_that_is_done_and_listed_again_is_the_same_one() {
    EntryAddress net = at(FIRST, EARLIER, "net");
    Minutes done =
        MeetingDecider.decide(EARLIER, FIRST, new CompleteAction(EntryRef.of(net.entry()), null))
            .after();
    Decision decision = put(Minutes.NONE, SECOND, ONE, previously(FIRST, done));
    assertThat(carried(decision)).extracting(ActionCarriedOver::from).contains(net);
  }

  @Test
  void a_carried_action_is_read_again_as_it_is() {
    for (Entry entry : EARLIER.outline().inOrder()) {
      if (entry.content() instanceof Content.Action) {
        does(carry(new EntryAddress(FIRST, entry.id())));
      }
    }
    String document = MarkdownWriter.write(minutes);
    assertThat(MarkdownReader.read(document)).hasSize(3);
    assertThat(put(minutes, SECOND, document, KNOWN).events()).isEmpty();
  }
}
