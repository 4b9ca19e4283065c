package io.minutebook.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @ParameterizedTest
  @CsvSource({
    "+4, 4",
    "-4, -4",
    "(-4), -4",
    "(+0), 0",
    "0, 0",
    "&minus;1, -1",
    "&#x2014;15, -15",
    "&#x2212;1, -1",
    "&plus;7, 7",
    "\u22123, -3",
    "\u20149, -9"
  })
  void a_delta_is_read_in_any_writing_and_kept_in_its_own(String text, int value) {
    StatedDelta delta = new StatedDelta(text);
    assertThat(delta.value()).hasValue(value);
    assertThat(delta.text()).isEqualTo(text);
  }

  @Test
  void a_sign_alone_states_no_number() {
    assertThat(new StatedDelta("+").value()).isEqualTo(OptionalInt.empty());
    assertThat(new StatedDelta("&minus;").value()).isEqualTo(OptionalInt.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "four", "+4 or so", "()", "4.5", "--4", "12345678901"})
  void what_is_no_delta_is_refused(String text) {
    assertThat(StatedDelta.isDelta(text)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new StatedDelta(text));
  }

  @ParameterizedTest
  @CsvSource({"e1, 1", "e9, 9", "e10, 10", "e1023, 1023", "e1024, 1024", "e999999999, 999999999"})
  void an_entry_is_named_by_its_number(String name, int number) {
    assertThat(new EntryId(name)).isEqualTo(new EntryId(number)).hasToString(name);
    assertThat(new EntryId(name).number()).isEqualTo(number);
    assertThat(new EntryId(number).value()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "e",
        "e0",
        "e01",
        "E1",
        "1",
        "e-1",
        "e+1",
        "e1 ",
        "e\u0661",
        "e1a",
        "e1000000000"
      })
  void what_names_no_entry_is_refused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EntryId(name))
        .withMessageContaining("'" + name + "'");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1_000_000_000, Integer.MAX_VALUE})
  void what_is_no_entrys_number_is_refused(int number) {
    assertThatIllegalArgumentException().isThrownBy(() -> new EntryId(number));
  }

  @Test
  void a_meeting_is_named_by_series_and_day() {
    MeetingId first = MeetingId.parse("weekly/2020-05-04");
    MeetingId second = MeetingId.parse("weekly/2020-05-04-2");
    assertThat(first.date()).isEqualTo(LocalDate.of(2020, 5, 4));
    assertThat(second.number()).isEqualTo(2);
    assertThat(second).hasToString("weekly/2020-05-04-2").isGreaterThan(first);
    assertThat(MeetingId.ofStream(second.stream())).isEqualTo(second);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "weekly",
        "weekly/2020-02-30",
        "weekly/20200504",
        "Weekly/2020-05-04",
        "weekly/2020-05-04-0",
        "/2020-05-04",
        "weekly/2020-05-04-",
        "weekly/2020-05-04-100"
      })
  void what_is_no_meeting_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> MeetingId.parse(text));
  }

  @Test
  void tickets_are_found_in_a_text_once_each_and_in_order() {
    assertThat(Ticket.mentionedIn("Fix NET-7 (PIER-12, NET-7), not EL-x or xNET-8y"))
        .containsExactly(new Ticket("NET-7"), new Ticket("PIER-12"));
  }

  @Test
  void two_spellings_of_a_label_have_one_key() {
    assertThat(new PersonLabel("Tim T").key()).isEqualTo(new PersonLabel("timt").key());
    assertThat(new PersonLabel("Brian (not here)").key()).isEqualTo("brian");
    assertThatIllegalArgumentException().isThrownBy(() -> new PersonLabel(" "));
  }

  @Test
  void a_form_is_one_of_those_that_documents_have() {
    assertThat(new Form("2.").isNumbered()).isTrue();
    assertThat(Form.BULLET.isItem()).isTrue();
    assertThat(Form.PARAGRAPH.isItem()).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new Form("star"));
  }
}
