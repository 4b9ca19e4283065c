package io.minutebook.markdown;

import static io.minutebook.event.PackageStage.READY_FOR_RELEASE;
import static io.minutebook.event.PackageStage.READY_FOR_TESTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.minutebook.event.DutySlot;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.Form;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.StatedDelta;
import io.minutebook.event.Ticket;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Content.Action;
import io.minutebook.minutes.Content.Announcement;
import io.minutebook.minutes.Content.Attendance;
import io.minutebook.minutes.Content.Coordinates;
import io.minutebook.minutes.Content.Decision;
import io.minutebook.minutes.Content.Duty;
import io.minutebook.minutes.Content.ListedPackage;
import io.minutebook.minutes.Content.Note;
import io.minutebook.minutes.Content.Nothing;
import io.minutebook.minutes.Content.QueueCount;
import io.minutebook.minutes.Content.Row;
import io.minutebook.minutes.Content.Section;
import io.minutebook.minutes.Content.Support;
import io.minutebook.minutes.Content.Table;
import io.minutebook.minutes.Content.TicketCount;
import io.minutebook.minutes.Content.Title;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownReaderTest {

  private static List<Content> contents(String document) {
    List<Content> contents = new ArrayList<>();
    collect(MarkdownReader.read(document), contents);
    return contents;
  }

  private static void collect(List<DocumentEntry> entries, List<Content> into) {
    for (DocumentEntry entry : entries) {
      into.add(entry.content());
      collect(entry.children(), into);
    }
  }

  /** The content of a line of text in a section. */
  private static Content in(String section, String line) {
    return contents("# T\n\n## " + section + "\n\n" + line + "\n").getLast();
  }

  private static List<PersonLabel> people(String... labels) {
    return Stream.of(labels).map(PersonLabel::new).toList();
  }

  @Test
  void the_head_of_the_minutes_is_title_coordinates_and_attendance() {
    assertThat(
            contents(
                "# Crew,  2 March\n\n**Coordinates:** Room 4  \n**Attending:** Ada, Bo,\nCleo\n"))
        .containsExactly(
            new Title("Crew,  2 March"),
            new Coordinates("Room 4"),
            new Attendance(people("Ada", "Bo", "Cleo")));
  }

  static Stream<List<String>> actions() {
    return Stream.of(
        List.of("-   AI (Ada): mend it (NET-7)", "Ada", "mend it (NET-7)"),
        List.of("-   AI(Ada): mend it", "Ada", "mend it"),
        List.of("-   AI (Ada, Bo): mend it", "Ada, Bo", "mend it"),
        List.of("-   AI (Ada/Bo): mend it", "Ada, Bo", "mend it"),
        List.of("-   AI (Ada (away)): mend it", "Ada (away)", "mend it"),
        List.of("-   AI: Ada - mend it", "Ada", "mend it"),
        List.of("AI (Ada): mend it", "Ada", "mend it"),
        List.of("-   AI (Ada?): mend it", "Ada?", "mend it"),
        List.of("-   AI (Ada):", "Ada", ""));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void an_action_item_is_recognised_in_each_of_its_forms(List<String> form) {
    assertThat(in("Pier Team", form.get(0)))
        .isInstanceOfSatisfying(
            Action.class,
            action -> {
              assertThat(action.owners()).isEqualTo(people(form.get(1).split(", ")));
              assertThat(action.text()).isEqualTo(form.get(2));
              assertThat(action.tickets()).isEqualTo(Ticket.mentionedIn(form.get(2)));
            });
  }

  @Test
  void the_day_that_an_action_is_due_is_no_part_of_its_text() {
    assertThat(in("Pier Team", "-   AI (Ada): mend it (due 2026-03-09)"))
        .isEqualTo(new Action(people("Ada"), "mend it", List.of(), LocalDate.of(2026, 3, 9)));
  }

  @Test
  void an_action_within_a_line_or_a_paragraph_is_an_entry_of_its_own() {
    assertThat(contents("# T\n\n## S\n\n-   Shipped.AI (Ada): mend\n    AI (Bo): tell\n"))
        .containsExactly(
            new Title("T"),
            new Section(2, "S"),
            new Note("Shipped."),
            new Action(people("Ada"), "mend", List.of(), null),
            new Action(people("Bo"), "tell", List.of(), null));
  }

  @Test
  void duty_and_counts_of_queues_are_recognised_under_duty() {
    assertThat(in("Triage Duty", "-   This week: Ada"))
        .isEqualTo(new Duty(DutySlot.THIS_WEEK, new PersonLabel("Ada"), false));
    assertThat(in("Triage Duty", "-   Next week: Bo (?)"))
        .isEqualTo(new Duty(DutySlot.NEXT_WEEK, new PersonLabel("Bo"), true));
    assertThat(in("Triage Duty", "-   Next week: ???"))
        .isEqualTo(new Duty(DutySlot.NEXT_WEEK, null, true));
    assertThat(in("Triage Duty", "-   8 (&minus;1) open FreshDesk tickets"))
        .isEqualTo(
            new QueueCount("FreshDesk", 8, new StatedDelta("&minus;1"), "open FreshDesk tickets"));
    assertThat(in("Triage Duty", "-   6 (0) open tickets"))
        .isEqualTo(new QueueCount(null, 6, new StatedDelta("0"), "open tickets"));
  }

  @Test
  void a_board_is_a_table_of_counts_named_after_its_section() {
    assertThat(
            contents(
                """
                # T

                ### JIRA

                | # of tickets | &Delta; | State |
                |---|---|---|
                | 40 | (+2) | Open |
                | many | | Closed |
                """))
        .containsSequence(
            new Table(List.of("# of tickets", "&Delta;", "State"), "JIRA"),
            new TicketCount("JIRA", "Open", 40, new StatedDelta("(+2)")),
            new Row(List.of("many", "", "Closed")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "None this week",
        "none",
        "None.",
        "Nothing yet",
        "No updates this week",
        "Nothing to report",
        "N/A",
        "*None*",
        "(no news this week)"
      })
  void nothing_is_recognised_in_its_own_wording(String wording) {
    assertThat(in("Discussion", wording + "  ")).isEqualTo(new Nothing(wording));
  }

  @Test
  void support_names_site_people_and_text() {
    assertThat(in("Support Update", "-   North Quay (Ada, Bo): a rope broke"))
        .isEqualTo(new Support("North Quay", people("Ada", "Bo"), "a rope broke"));
    assertThat(in("Support Update", "-   North Quay (Ada/Bo) - a rope broke"))
        .isEqualTo(new Support("North Quay", people("Ada", "Bo"), "a rope broke"));
    assertThat(in("Support Update", "-   The rope broke again")).isInstanceOf(Note.class);
    assertThat(in("Pier Team", "-   North Quay (Ada): a rope broke")).isInstanceOf(Note.class);
  }

  @Test
  void announcements_are_what_stands_right_under_their_section() {
    assertThat(contents("# T\n\n## Announcements\n\n-   One\n    -   detail\n\nTwo\n"))
        .endsWith(new Announcement("One"), new Note("detail"), new Announcement("Two"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-   007 (+1) open tickets", "-   This week: Ada <b>soon</b>; and Bo too ok"})
  void what_its_fields_could_not_give_back_stays_a_note(String line) {
    assertThat(in("Triage Duty", line)).isInstanceOf(Note.class);
  }

  @Test
  void a_list_that_commonmark_takes_for_text_is_a_list_of_its_writer() {
    List<DocumentEntry> read =
        MarkdownReader.read("# T\n\n## S\n\nAda:\n    - one\n      more\n    - two\n");
    DocumentEntry ada = read.getLast().children().getFirst();
    assertThat(ada.content()).isEqualTo(new Note("Ada:"));
    assertThat(ada.children())
        .extracting(DocumentEntry::content)
        .containsExactly(new Note("one\nmore"), new Note("two"));
    assertThat(ada.children()).extracting(DocumentEntry::form).containsOnly(Form.BULLET);
  }

  @Test
  void code_quotes_and_html_are_kept_verbatim() {
    assertThat(contents("# T\n\n## S\n\n```\n# no heading\n- no list\n```\n\n> said\n"))
        .endsWith(new Note("```\n# no heading\n- no list\n```"), new Note("> said"));
  }

  @Test
  void a_byte_order_mark_is_layout() {
    List<DocumentEntry> read = MarkdownReader.read("\ufeff# T\n\n## S\n");
    assertThat(read.getFirst().content()).isEqualTo(new Title("T"));
    assertThat(read.getFirst().source()).isEqualTo("\ufeff# T\n");
  }

  @Test
  void headings_nest_by_their_levels() {
    List<DocumentEntry> read = MarkdownReader.read("# T\n\n## A\n\n#### B\n\n### C\n\n## D\n");
    assertThat(read).hasSize(3);
    assertThat(read.get(1).children())
        .extracting(DocumentEntry::content)
        .containsExactly(new Section(4, "B"), new Section(3, "C"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Decision: we go",
        "**Decision:** we go",
        "**Decision**: we go",
        "__Decision:__ we go"
      })
  void a_decision_is_recognised_bold_or_not(String line) {
    assertThat(in("Pier Team", "-   " + line)).isEqualTo(new Decision("we go", null));
    assertThat(in("Pier Team", line)).isEqualTo(new Decision("we go", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Decision (supersedes weekly/2020-05-04#e7): we stay",
        "**Decision (supersedes weekly/2020-05-04#e7):** we stay"
      })
  void a_decision_names_the_one_whose_place_it_takes(String line) {
    assertThat(in("Pier Team", line))
        .isEqualTo(new Decision("we stay", EntryAddress.parse("weekly/2020-05-04#e7")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Decision:",
        "**Decision: we go",
        "Decision (supersedes the last one): we go",
        "Decision (supersedes weekly/2020-05-04#7): we go",
        "Decisions: a and b"
      })
  void what_is_no_whole_decision_stays_a_note(String line) {
    assertThat(in("Pier Team", line)).isInstanceOf(Note.class);
  }

  @Test
  void items_in_the_list_of_a_stage_are_packages_and_what_groups_them_is_not() {
    assertThat(
            contents(
                """
                # Quay weekly

                ## Releases

                -   Ready for Testing
                    -   Quay 3.5.1
                        -   crane 1.2
                            -   with new ropes
                    -   Both
                        -   Nothing
                    -   winch 2.0
                -   Data
                    -   tide tables

                ### Ready for Release

                -   3.5.0/3.4.9
                    -   pulley
                -   AI (Ada): ship it
                """))
        .endsWith(
            new Note("Ready for Testing"),
            new Note("Quay 3.5.1"),
            new ListedPackage(READY_FOR_TESTING, "crane 1.2"),
            new Note("with new ropes"),
            new Note("Both"),
            new Nothing("Nothing"),
            new ListedPackage(READY_FOR_TESTING, "winch 2.0"),
            new Note("Data"),
            new Note("tide tables"),
            new Section(3, "Ready for Release"),
            new Note("3.5.0/3.4.9"),
            new ListedPackage(READY_FOR_RELEASE, "pulley"),
            new Action(people("Ada"), "ship it", List.of(), null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-   This week: Ada@x",
        "-   Next week: @(?",
        "-   8 (@x) open tickets",
        "-   8 (@",
        "-   AI (Ada): mend@(due 2026",
        "-   AI (@",
        "-   AI: Ada@- x",
        "ends.@AI (",
        "### T@# x",
        "**Attending:** Ada,@,",
        "**Coordinates:**@x",
        "| @ | x",
        "-   North (@): x",
        "None@week"
      })
  void a_line_that_is_mostly_blank_is_read_without_delay(String line) {
    String document = "# T\n\n## Triage Duty\n\n" + line.replace("@", " ".repeat(60_000)) + "\n";
    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(MarkdownReader.read(document)).isNotEmpty());
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> assertThat(MarkdownReader.read(document.replace("## Triage Duty", ""))).isNotEmpty());
  }
}
