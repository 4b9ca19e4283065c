package io.minutebook.simulation;

import io.minutebook.command.Context;
import io.minutebook.command.Expected;
import io.minutebook.command.Request;
import io.minutebook.command.meeting.MeetingCommand;
import io.minutebook.command.meeting.MeetingCommand.AddAttendee;
import io.minutebook.command.meeting.MeetingCommand.AddNote;
import io.minutebook.command.meeting.MeetingCommand.CorrectTitle;
import io.minutebook.command.meeting.MeetingCommand.RemoveAttendee;
import io.minutebook.command.meeting.MeetingCommand.ScheduleMeeting;
import io.minutebook.command.meeting.NamedCommand;
import io.minutebook.command.series.SeriesCommand;
import io.minutebook.command.series.SeriesCommand.AliasPerson;
import io.minutebook.command.series.SeriesCommand.CreateSeries;
import io.minutebook.command.series.SeriesCommand.RemoveAlias;
import io.minutebook.command.series.SeriesCommand.RenameSeries;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The streams of a run, a series and some meetings, and what may be asked of them. */
final class Streams {

  private static final SeriesId SERIES = new SeriesId("crew");
  private static final List<String> NAMES = List.of("Crew", "Watch", "Deck");
  private static final List<PersonLabel> LABELS =
      List.of(new PersonLabel("Ada"), new PersonLabel("Bo"), new PersonLabel("Cy"));

  private final Dice dice;
  private final List<MeetingId> meetings = new ArrayList<>();

  Streams(Dice dice) {
    this.dice = dice;
    int count = 1 + dice.below(dice.chance(0.4) ? 6 : 2);
    for (int day = 1; day <= count; day++) {
      meetings.add(MeetingId.of(SERIES, "2020-05-0" + day));
    }
  }

  static String series() {
    return SERIES.stream();
  }

  /** A command without its context, which each attempt has its own. */
  record Asked(String stream, Function<Context, Request> inContext) {}

  /** What makes it possible to ask for anything else. */
  static Asked beginning(Expected expected) {
    return ofSeries(new CreateSeries("Crew"), expected);
  }

  /** Something that changes every stream that exists. */
  List<Asked> endings(Ledger ledger) {
    List<Asked> endings = new ArrayList<>();
    if (ledger.stream(SERIES.stream()).headVersion() >= 0) {
      endings.add(ofSeries(new RenameSeries("The end"), new Expected.Unstated()));
    }
    for (MeetingId meeting : meetings) {
      if (ledger.stream(meeting.stream()).headVersion() >= 0) {
        endings.add(ofMeeting(meeting, List.of(note("The end")), false, new Expected.Unstated()));
      }
    }
    return endings;
  }

  Asked any(Function<String, Expected> expected, Ledger ledger) {
    if (dice.chance(0.3)) {
      return ofSeries(seriesCommand(), expected.apply(SERIES.stream()));
    }
    MeetingId meeting = dice.pick(meetings);
    Expected seen = expected.apply(meeting.stream());
    if (ledger.stream(meeting.stream()).headVersion() < 0 || dice.chance(0.1)) {
      return ofMeeting(meeting, List.of(new ScheduleMeeting("Weekly")), false, seen);
    }
    if (dice.chance(0.5)) {
      List<MeetingCommand> several = new ArrayList<>();
      int count = 2 + dice.below(2);
      for (int i = 0; i < count; i++) {
        several.add(note("Note " + dice.below(100)));
      }
      return ofMeeting(meeting, several, true, seen);
    }
    return ofMeeting(meeting, List.of(meetingCommand()), false, seen);
  }

  private static AddNote note(String text) {
    return new AddNote(null, null, null, null, text);
  }

  private SeriesCommand seriesCommand() {
    return switch (dice.below(5)) {
      case 0, 1 -> new RenameSeries(dice.pick(NAMES));
      case 2, 3 -> new AliasPerson(dice.pick(LABELS), dice.pick(NAMES));
      default -> new RemoveAlias(dice.pick(LABELS));
    };
  }

  private MeetingCommand meetingCommand() {
    return switch (dice.below(5)) {
      case 0 -> new CorrectTitle(dice.pick(NAMES));
      case 1, 2 -> new AddAttendee(dice.pick(LABELS));
      case 3 -> new RemoveAttendee(dice.pick(LABELS));
      default -> note("Note " + dice.below(100));
    };
  }

  private static Asked ofSeries(SeriesCommand command, Expected expected) {
    return new Asked(
        SERIES.stream(), context -> new Request.ForSeries(SERIES, command, expected, context));
  }

  private static Asked ofMeeting(
      MeetingId meeting, List<? extends MeetingCommand> commands, boolean list, Expected expected) {
    List<NamedCommand> named =
        commands.stream().map(command -> new NamedCommand(null, command)).toList();
    return new Asked(
        meeting.stream(),
        context -> new Request.ForMeeting(meeting, named, list, expected, context));
  }
}
