package io.minutebook.benchmark.corpus;

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
import java.time.LocalDate;
import java.util.List;

/** How a series begins. */
final class SeriesFounder {

  private SeriesFounder() {}

  /** Its events, each of a command of its own. */
  static List<SeriesEvent> steps(SeriesId series, Cast cast, LocalDate start) {
    PersonLabel first = cast.people().getFirst();
    PersonLabel second = cast.people().get(1);
    return List.of(
        new SeriesCreated(series, cast.team() + " Team"),
        new SectionDefined("Announcements"),
        new SectionDefined(cast.team() + " Team"),
        new SectionDefined("Release Team"),
        new BoardDefined(Tables.BOARD, Tables.STATES),
        new DutyRotaSet("Triage Duty", cast.people(), start, 7),
        new PersonAliased(first, first + " of the " + cast.team() + " team"),
        new PersonAliased(second, second + " of the " + cast.team() + " team"));
  }

  /** What its people change later, likewise: one more label, and who takes turns from a day on. */
  static List<SeriesEvent> later(Cast cast, LocalDate day) {
    PersonLabel third = cast.people().get(2);
    return List.of(
        new PersonAliased(third, third + " of the " + cast.team() + " team"),
        new DutyRotaSet("Triage Duty", cast.people().reversed(), day, 7));
  }

  static String command(SeriesEvent event) {
    return switch (event) {
      case SeriesCreated _ -> "CreateSeries";
      case SeriesRenamed _ -> "RenameSeries";
      case SectionDefined _ -> "DefineSection";
      case BoardDefined _ -> "DefineBoard";
      case DutyRotaSet _ -> "SetDutyRota";
      case TemplateSet _ -> "SetTemplate";
      case PersonAliased _ -> "AliasPerson";
      case AliasRemoved _ -> "RemoveAlias";
    };
  }
}
