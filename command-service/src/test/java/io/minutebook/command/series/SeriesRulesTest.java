package io.minutebook.command.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.command.Refusal;
import io.minutebook.command.series.SeriesCommand.*;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesEvent;
import io.minutebook.event.SeriesEvent.*;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.Series;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is set for a series of meetings, and what is refused. */
class SeriesRulesTest {

  private static final SeriesId HARBOUR = new SeriesId("harbour");
  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

  private Series series = Series.NONE.apply(new SeriesCreated(HARBOUR, "The harbour crew"));

  private List<SeriesEvent> does(SeriesCommand command) {
    List<SeriesEvent> events = SeriesDecider.decide(series, HARBOUR, command);
    events.forEach(event -> series = series.apply(event));
    return events;
  }

  private void refuses(SeriesCommand command, Refusal.Kind kind, @Nullable String field) {
    assertThatThrownBy(() -> does(command))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.kind()).isEqualTo(kind);
              assertThat(refusal.field()).isEqualTo(field);
              assertThat(refusal.getMessage()).isNotBlank();
            });
  }

  private void refuses(SeriesCommand command, String field) {
    refuses(command, Refusal.Kind.INVALID, field);
  }

  private static List<PersonLabel> people(String... labels) {
    return Stream.of(labels).map(PersonLabel::new).toList();
  }

  private static AliasPerson alias(String label, String person) {
    return new AliasPerson(new PersonLabel(label), person);
  }

  private static RemoveAlias noAlias(String label) {
    return new RemoveAlias(new PersonLabel(label));
  }

  @Test
  void nothing_is_set_for_a_series_that_is_not_there() {
    series = Series.NONE;
    refuses(new SetTemplate("# A\n"), Refusal.Kind.NOT_FOUND, null);
    refuses(alias("Bo", "Bo Berg"), Refusal.Kind.NOT_FOUND, null);
  }

  @Test
  void a_rota_says_who_takes_a_duty_in_turn() {
    SetDutyRota rota = new SetDutyRota("Pier Duty", people("Ada", "Bo"), MONDAY, null);
    assertThat(does(rota))
        .containsExactly(new DutyRotaSet("Pier Duty", people("Ada", "Bo"), MONDAY, 7));
    assertThat(does(rota)).isEmpty();
    assertThat(does(new SetDutyRota("Pier Duty", people("Bo", "Ada"), MONDAY, 14))).hasSize(1);
    assertThat(does(new SetDutyRota("Night Duty", people("Cy"), MONDAY, 1))).hasSize(1);
    assertThat(series.rotas()).containsOnlyKeys("Pier Duty", "Night Duty");
  }

  @Test
  void a_rota_has_people_who_are_named_once_and_turns_of_some_days() {
    refuses(new SetDutyRota(" ", people("Ada"), MONDAY, null), "section");
    refuses(new SetDutyRota("Duty", List.of(), MONDAY, null), "people");
    refuses(new SetDutyRota("Duty", people("Ada", "a/b"), MONDAY, null), "people[1]");
    refuses(new SetDutyRota("Duty", people("Ada", "Bo", "Ada"), MONDAY, null), "people[2]");
    refuses(new SetDutyRota("Duty", people("Ada"), MONDAY, 0), "days");
    refuses(new SetDutyRota("Duty", people("Ada"), MONDAY, -7), "days");
    refuses(new SetDutyRota("Duty", people("Ada"), MONDAY, 367), "days");
  }

  @Test
  void a_template_is_a_document_that_minutes_can_begin_with() {
    assertThat(does(new SetTemplate("# Harbour crew, {date}\r\n\r\n## Pier\r\n\r\n\r\n")))
        .containsExactly(new TemplateSet("# Harbour crew, {date}\n\n## Pier\n"));
    assertThat(does(new SetTemplate("# Harbour crew, {date}\n\n## Pier"))).isEmpty();
    refuses(new SetTemplate(""), "markdown");
    refuses(new SetTemplate("## Pier\n"), "markdown");
    refuses(new SetTemplate("# A\n\n\u0007\n"), "markdown");
    refuses(new SetTemplate("# A\n\n" + "x\n\n".repeat(30_000)), "markdown");
  }

  @Test
  void a_label_means_one_person() {
    assertThat(does(alias("BoB", "Bo Berg")))
        .containsExactly(new PersonAliased(new PersonLabel("BoB"), "Bo Berg"));
    assertThat(does(alias("bob", "Bo Berg"))).isEmpty();
    assertThat(does(alias("Bo", "Bo Berg"))).hasSize(1);
    assertThat(does(alias("BoB", "Bobby"))).hasSize(1);
    assertThat(series.personOf(new PersonLabel("bob (remote)"))).contains("Bobby");

    assertThat(does(noAlias("BOB"))).containsExactly(new AliasRemoved(new PersonLabel("BOB")));
    assertThat(series.people()).containsOnlyKeys("Bo");
    refuses(noAlias("BoB"), Refusal.Kind.NOT_FOUND, "label");
  }

  @Test
  void a_person_is_no_label_of_somebody_else() {
    refuses(alias("Bo", " "), "person");
    refuses(alias("Bo", "Bo"), "label");
    does(alias("Bo", "Bo Berg"));
    refuses(alias("Captain", "Bo"), Refusal.Kind.CONFLICT, "person");
    refuses(alias("Bo Berg", "Captain"), Refusal.Kind.CONFLICT, "label");
    assertThat(does(alias("bo", "BO"))).hasSize(1);
    assertThat(does(alias("Skipper", "BO"))).hasSize(1);
  }
}
