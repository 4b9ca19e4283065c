package io.minutebook.command.series;

import io.minutebook.command.Refusal;
import io.minutebook.command.meeting.MeetingTemplate;
import io.minutebook.command.meeting.Persons;
import io.minutebook.command.series.SeriesCommand.AliasPerson;
import io.minutebook.command.series.SeriesCommand.CreateSeries;
import io.minutebook.command.series.SeriesCommand.DefineBoard;
import io.minutebook.command.series.SeriesCommand.DefineSection;
import io.minutebook.command.series.SeriesCommand.RemoveAlias;
import io.minutebook.command.series.SeriesCommand.RenameSeries;
import io.minutebook.command.series.SeriesCommand.SetDutyRota;
import io.minutebook.command.series.SeriesCommand.SetTemplate;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesEvent;
import io.minutebook.event.SeriesEvent.AliasRemoved;
import io.minutebook.event.SeriesEvent.BoardDefined;
import io.minutebook.event.SeriesEvent.DutyRotaSet;
import io.minutebook.event.SeriesEvent.PersonAliased;
import io.minutebook.event.SeriesEvent.SectionDefined;
import io.minutebook.event.SeriesEvent.SeriesCreated;
import io.minutebook.event.SeriesEvent.SeriesRenamed;
import io.minutebook.event.SeriesEvent.TemplateSet;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.DutyRota;
import io.minutebook.minutes.Series;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Decides commands to a series. */
public final class SeriesDecider {

  private static final int LONGEST_NAME = 200;
  private static final int DAYS_OF_A_TURN = 7;
  private static final int MOST_DAYS = 366;

  private SeriesDecider() {}

  /**
   * The events that a command leads to; none if what it asks for is so already.
   *
   * @throws Refusal if a rule is broken
   */
  public static List<SeriesEvent> decide(Series series, SeriesId id, SeriesCommand command) {
    if (command instanceof CreateSeries create) {
      if (series.exists()) {
        throw Refusal.conflict(null, "The series '" + id + "' exists already.");
      }
      return List.of(new SeriesCreated(id, name("name", create.name())));
    }
    if (!series.exists()) {
      throw Refusal.notFound(
          null, "There is no series '" + id + "'. Create it first, with the command CreateSeries.");
    }
    return switch (command) {
      case CreateSeries ignored -> throw new IllegalStateException("decided above");
      case RenameSeries rename -> rename(series, name("name", rename.name()));
      case DefineSection define -> section(series, name("title", define.title()));
      case DefineBoard define -> board(series, define);
      case SetDutyRota set -> rota(series, set);
      case SetTemplate set ->
          template(series, MeetingTemplate.checked("markdown", id, set.markdown()));
      case AliasPerson alias -> alias(series, alias.label(), name("person", alias.person()));
      case RemoveAlias remove -> removeAlias(series, remove.label());
    };
  }

  private static List<SeriesEvent> rename(Series series, String name) {
    return name.equals(series.name()) ? List.of() : List.of(new SeriesRenamed(name));
  }

  private static List<SeriesEvent> section(Series series, String title) {
    return series.sections().contains(title) ? List.of() : List.of(new SectionDefined(title));
  }

  private static List<SeriesEvent> board(Series series, DefineBoard define) {
    String board = name("board", define.board());
    if (define.states().isEmpty()) {
      throw Refusal.invalid("states", "A board has at least one state.");
    }
    for (int i = 0; i < define.states().size(); i++) {
      name("states[" + i + "]", define.states().get(i));
    }
    List<String> states = define.states().stream().map(String::strip).toList();
    if (states.stream().distinct().count() < states.size()) {
      throw Refusal.invalid("states", "A board names each state once.");
    }
    return states.equals(series.boards().get(board))
        ? List.of()
        : List.of(new BoardDefined(board, states));
  }

  private static List<SeriesEvent> rota(Series series, SetDutyRota set) {
    String section = name("section", set.section());
    if (!section.toLowerCase(Locale.ROOT).endsWith("duty")) {
      throw Refusal.invalid(
          "section", "Turns of duty stand in a section whose title ends in Duty.");
    }
    Persons.check("people", set.people());
    int days = set.days() == null ? DAYS_OF_A_TURN : set.days();
    if (days < 1 || days > MOST_DAYS) {
      throw Refusal.invalid("days", "A turn lasts 1 to " + MOST_DAYS + " days.");
    }
    DutyRota rota = new DutyRota(set.people(), set.start(), days);
    return rota.equals(series.rotas().get(section))
        ? List.of()
        : List.of(new DutyRotaSet(section, rota.people(), rota.start(), rota.days()));
  }

  private static List<SeriesEvent> template(Series series, String markdown) {
    return markdown.equals(series.template()) ? List.of() : List.of(new TemplateSet(markdown));
  }

  /** Nobody is looked up twice: whom a label means is no label of somebody else. */
  private static List<SeriesEvent> alias(Series series, PersonLabel label, String person) {
    String key = new PersonLabel(person).key();
    if (series.personOf(label).equals(Optional.of(person))) {
      return List.of();
    }
    if (label.label().equals(person)) {
      throw Refusal.invalid("label", "A person's own name needs no alias.");
    }
    series
        .personOf(new PersonLabel(person))
        .filter(other -> !key.equals(label.key()) && !other.equals(person))
        .ifPresent(
            other -> {
              throw Refusal.conflict(
                  "person", person + " is a label of " + other + "; say whom it means at once.");
            });
    boolean isPerson =
        series.people().entrySet().stream()
            .filter(known -> !new PersonLabel(known.getKey()).key().equals(label.key()))
            .anyMatch(known -> new PersonLabel(known.getValue()).key().equals(label.key()));
    if (isPerson && !key.equals(label.key())) {
      throw Refusal.conflict(
          "label", label + " is a person that other labels mean; give those another one first.");
    }
    return List.of(new PersonAliased(label, person));
  }

  private static List<SeriesEvent> removeAlias(Series series, PersonLabel label) {
    if (series.personOf(label).isEmpty()) {
      throw Refusal.notFound("label", "There is no alias for " + label + ".");
    }
    return List.of(new AliasRemoved(label));
  }

  private static String name(String field, String text) {
    String name = text.strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(c -> c < ' ')) {
      throw Refusal.invalid(field, "It must be 1 to " + LONGEST_NAME + " characters on one line.");
    }
    return name;
  }
}
