package io.minutebook.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingEvent.DutySwapped;
import io.minutebook.event.PersonLabel;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * A history that {@link DutySwapped} might have had: first {@code {entry, who}}, then {@code who}
 * was named {@code person}, then a remark in it became a field of its own.
 */
class UpcastersTest {

  private static final String STREAM = "meeting/harbour/2026-03-02";
  private static final Upcaster RENAMING =
      new Upcaster(
          "DutySwapped",
          1,
          data -> {
            data.set("person", data.required("who"));
            data.remove("who");
            return data;
          });
  private static final Upcaster SPLITTING =
      new Upcaster(
          "DutySwapped",
          2,
          data -> {
            String person = data.required("person").stringValue();
            data.put("tentative", person.endsWith("?"));
            return data.put("person", person.replace("?", ""));
          });

  private final EventCodec codec = new EventCodec(new Upcasters(List.of(RENAMING, SPLITTING)));

  private static byte[] event(String type, String data) {
    return "{'data':%s,'meta':{'actor':'anna','command':'c'},'type':'%s'}"
        .formatted(data, type)
        .replace('\'', '"')
        .getBytes(UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          DutySwapped.v1 | {'entry':'e4','who':'Bo?'}
          DutySwapped.v2 | {'entry':'e4','person':'Bo?'}
          DutySwapped.v3 | {'entry':'e4','person':'Bo','tentative':true}
          """)
  void each_version_is_lifted_step_by_step_to_the_newest(String type, String data) {
    assertThat(codec.decode(event(type, data)).event())
        .isEqualTo(new DutySwapped(new EntryId(4), new PersonLabel("Bo"), true, null));
  }

  @Test
  void what_is_written_is_of_the_newest_version() {
    byte[] old = event("DutySwapped.v1", "{'entry':'e4','who':'Bo?'}");

    EventWithMeta read = codec.decode(old);

    assertThat(codec.encode(read.event(), read.meta()))
        .isEqualTo(event("DutySwapped.v3", "{'entry':'e4','person':'Bo','tentative':true}"));
  }

  @Test
  void reading_leaves_a_commit_its_bytes_and_its_hash_and_the_log_the_version_they_have() {
    byte[] old = event("DutySwapped.v1", "{'entry':'e4','who':'Bo?'}");
    byte[] recent = event("DutySwapped.v3", "{'entry':'e4','tentative':false}");
    Commit commit =
        Commit.following(null, STREAM, "c", "f", Commits.NOON, null, List.of(old, recent));

    assertThat(codec.recorded(commit)).hasSize(2);

    assertThat(commit.events().getFirst())
        .isEqualTo(event("DutySwapped.v1", "{'entry':'e4','who':'Bo?'}"));
    assertThat(commit.isIntact()).isTrue();
    assertThat(CloudEventHeaders.of(commit, 0).type()).isEqualTo("io.minutebook.DutySwapped.v1");
    assertThat(CloudEventHeaders.of(commit, 1).type()).isEqualTo("io.minutebook.DutySwapped.v3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          DutySwapped.v1 | {'entry':'e4','person':'Bo'}
          DutySwapped.v1 | {'entry':'e4','who':7}
          DutySwapped.v1 | {'entry':'e4','who':'Bo','tentative':true,'more':1}
          DutySwapped.v2 | {'entry':'e4','who':'Bo'}
          DutySwapped.v2 | ['Bo']
          DutySwapped.v3 | {'entry':'e4','person':'Bo'}
          """)
  void data_that_are_not_of_their_version_are_not_read(String type, String data) {
    byte[] bytes = event(type, data);

    assertThatThrownBy(() -> codec.decode(bytes)).isInstanceOf(LogFormatException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DutySwapped.v4 | DutySwapped.v4 was written by a newer Minutebook: this one reads DutySwapped up to v3
          SectionRemoved.v2 | SectionRemoved.v2 was written by a newer Minutebook: this one reads SectionRemoved up to v1
          Unheard.v1 | an event of the unknown type 'Unheard.v1', perhaps written by a newer Minutebook
          DutySwapped.v0 | an event of the unknown type 'DutySwapped.v0'
          DutySwapped.v03 | an event of the unknown type 'DutySwapped.v03'
          DutySwapped.v99999999999 | an event of the unknown type 'DutySwapped.v99999999999'
          DutySwapped | an event of the unknown type 'DutySwapped'
          """)
  void what_this_program_does_not_know_yet_is_said_to_be_newer(String type, String message) {
    byte[] bytes = event(type, "{}");

    assertThatThrownBy(() -> codec.decode(bytes))
        .isInstanceOf(LogFormatException.class)
        .hasMessage(message);
  }

  @Test
  void a_form_with_one_more_optional_field_takes_a_step_that_changes_nothing_but_the_name() {
    EventCodec added =
        new EventCodec(new Upcasters(List.of(Upcaster.adding("DutySwapped", 1, "person"))));
    byte[] first = event("DutySwapped.v1", "{'entry':'e4','tentative':false}");

    EventWithMeta read = added.decode(first);

    assertThat(read.event()).isEqualTo(new DutySwapped(new EntryId(4), null, false, null));
    assertThat(added.encode(read.event(), read.meta()))
        .isEqualTo(event("DutySwapped.v2", "{'entry':'e4','tentative':false}"));
  }

  @Test
  void the_form_before_such_a_step_did_not_have_the_field() {
    EventCodec added =
        new EventCodec(new Upcasters(List.of(Upcaster.adding("DutySwapped", 1, "person"))));
    byte[] first = event("DutySwapped.v1", "{'entry':'e4','person':'Bo','tentative':false}");

    assertThatThrownBy(() -> added.decode(first))
        .isInstanceOf(LogFormatException.class)
        .hasMessage("DutySwapped.v1 has no field 'person'");
  }

  @Test
  void steps_that_leave_a_version_out_or_lift_no_event_are_refused() {
    UnaryOperator<ObjectNode> nothing = data -> data;

    assertThatThrownBy(() -> new Upcasters(List.of(SPLITTING)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the step of DutySwapped from version 2 should be the one from version 1");
    assertThatThrownBy(() -> new Upcasters(List.of(RENAMING, RENAMING)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Upcaster("DutySwapped", 0, nothing))
        .isInstanceOf(IllegalArgumentException.class);
    Upcasters ofNoEvent = new Upcasters(List.of(new Upcaster("Unheard", 1, nothing)));
    assertThatThrownBy(() -> new EventCodec(ofNoEvent))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no event Unheard to lift to");
  }
}
