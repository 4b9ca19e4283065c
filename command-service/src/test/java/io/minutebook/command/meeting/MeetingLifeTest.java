package io.minutebook.command.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.command.Refusal;
import io.minutebook.command.meeting.MeetingCommand.*;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingEvent.*;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.minutes.Minutes;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Minutes are written, published and corrected; meetings are cancelled and take place after all.
 */
class MeetingLifeTest {

  private static final Circumstances CORRECTION = Circumstances.because("the count was misread");

  private Minutes minutes = SampleMinutes.minutes();

  private List<MeetingEvent> does(MeetingCommand command, Circumstances circumstances) {
    Decision decision =
        MeetingDecider.decide(minutes, SampleMinutes.MEETING, command, circumstances);
    minutes = decision.after();
    return decision.events();
  }

  private List<MeetingEvent> does(MeetingCommand command) {
    return does(command, Circumstances.NONE);
  }

  private static void refused(ThrowingCallable asked, @Nullable String field, String... says) {
    assertThatThrownBy(asked)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
              assertThat(refusal.field()).isEqualTo(field);
              assertThat(List.of(says)).allMatch(String.valueOf(refusal.getMessage())::contains);
            });
  }

  private void refuses(MeetingCommand command, @Nullable String field, String... says) {
    refused(() -> does(command), field, says);
  }

  private EntryRef action() {
    return minutes.outline().inOrder().stream()
        .filter(entry -> entry.content() instanceof Content.Action)
        .map(Entry::id)
        .map(EntryRef::of)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void published_minutes_are_corrected_with_a_reason_only() {
    assertThat(does(new PublishMinutes())).containsExactly(new MinutesPublished());
    assertThat(minutes.status()).isEqualTo(MeetingStatus.PUBLISHED);

    MeetingCommand correction = new CorrectTitle("Harbour crew, the second of March");
    refuses(correction, "reason", "are published", "?reason=", "ReopenMinutes");
    assertThat(does(correction, CORRECTION)).hasSize(1);
    assertThat(minutes.status()).isEqualTo(MeetingStatus.PUBLISHED);
  }

  @Test
  void a_list_of_commands_needs_the_reason_from_where_the_minutes_are_published() {
    List<NamedCommand> commands =
        List.of(
            new NamedCommand(null, new CorrectTitle("One")),
            new NamedCommand(null, new PublishMinutes()),
            new NamedCommand(null, new CorrectTitle("Two")));
    refused(
        () ->
            MeetingDecider.decideAll(minutes, SampleMinutes.MEETING, commands, Circumstances.NONE),
        "commands[2].reason",
        "are published");
    assertThat(
            MeetingDecider.decideAll(minutes, SampleMinutes.MEETING, commands, CORRECTION).events())
        .hasSize(3);
  }

  @Test
  void publishing_again_changes_nothing() {
    does(new PublishMinutes());
    assertThat(does(new PublishMinutes())).isEmpty();
    does(new CorrectTitle("Another title"), CORRECTION);
    assertThat(does(new PublishMinutes())).isEmpty();
  }

  @Test
  void the_life_of_actions_goes_on_after_publication_and_leaves_the_document_as_it_is() {
    does(new PublishMinutes());
    String document = MarkdownWriter.write(minutes);
    EntryRef action = action();
    does(new BlockAction(action, "the crane is closed"));
    does(new CompleteAction(action, null));
    does(new ReopenAction(action, null));
    does(new DropAction(action, "nobody needs it"));
    assertThat(MarkdownWriter.write(minutes)).isEqualTo(document);
    refuses(new RewordAction(action, "something else"), "reason");
    refuses(new RescheduleAction(action, LocalDate.of(2027, 1, 1)), "reason");
  }

  @Test
  void minutes_are_written_again_once_they_are_reopened() {
    refuses(new ReopenMinutes("a misprint"), null, "are not published");
    does(new PublishMinutes());
    assertThatThrownBy(() -> does(new ReopenMinutes(" ")))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("reason"));
    assertThat(does(new ReopenMinutes("a misprint")))
        .containsExactly(new MinutesReopened("a misprint"));
    assertThat(does(new CorrectTitle("Another title"))).hasSize(1);
    assertThat(does(new PublishMinutes())).hasSize(1);
  }

  @Test
  void a_meeting_whose_minutes_are_published_cannot_be_cancelled() {
    does(new PublishMinutes());
    refused(
        () -> does(new CancelMeeting("a storm"), CORRECTION), null, "published", "ReopenMinutes");
    does(new ReopenMinutes("it was another meeting"));
    assertThat(does(new CancelMeeting("a storm"))).containsExactly(new MeetingCancelled("a storm"));
    refuses(new PublishMinutes(), null, "cancelled");
  }

  @Test
  void a_document_corrects_published_minutes_with_a_reason_only() {
    does(new PublishMinutes());
    String same = SampleMinutes.document();
    String other = same + "\n-   One more line\n";
    refused(() -> puts(other, Circumstances.NONE), "reason", "are published");
    assertThat(puts(same, Circumstances.NONE).events()).isEmpty();
    Decision corrected = puts(other, CORRECTION);
    assertThat(corrected.events()).isNotEmpty();
    assertThat(corrected.after().status()).isEqualTo(MeetingStatus.PUBLISHED);
  }

  @Test
  void a_document_takes_back_that_its_meeting_was_cancelled_where_it_says_so() {
    does(new CancelMeeting("a storm"));
    String same = SampleMinutes.document();
    String other = same + "\n-   One more line\n";
    refused(() -> puts(same, Circumstances.NONE), "reinstate", "cancelled", "?reinstate=true");
    refused(() -> puts(other, Circumstances.NONE), "reinstate");

    assertThat(puts(same, new Circumstances(null, true, Facts.NONE)).events())
        .containsExactly(new MeetingReinstated());
    Decision reinstated = puts(other, new Circumstances(null, true, Facts.NONE));
    assertThat(reinstated.events()).hasSizeGreaterThan(1).startsWith(new MeetingReinstated());
    assertThat(reinstated.commands().getFirst().command()).isEqualTo(new ReinstateMeeting());
    assertThat(MarkdownWriter.write(reinstated.after())).isEqualTo(other);
  }

  @Test
  void a_document_of_a_meeting_that_takes_place_has_nothing_to_take_back() {
    assertThat(puts(SampleMinutes.document(), new Circumstances(null, true, Facts.NONE)).events())
        .isEmpty();
    assertThat(
            MeetingDecider.decideDocument(
                    Minutes.NONE,
                    SampleMinutes.MEETING,
                    "# A\n",
                    new Circumstances(null, true, Facts.NONE))
                .events())
        .hasSize(1);
  }

  private Decision puts(String document, Circumstances circumstances) {
    return MeetingDecider.decideDocument(minutes, SampleMinutes.MEETING, document, circumstances);
  }
}
