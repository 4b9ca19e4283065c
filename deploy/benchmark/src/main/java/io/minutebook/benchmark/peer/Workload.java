package io.minutebook.benchmark.peer;

import io.minutebook.command.Context;
import io.minutebook.command.Expected;
import io.minutebook.command.Request;
import io.minutebook.command.meeting.Circumstances;
import io.minutebook.command.meeting.Decision;
import io.minutebook.command.meeting.EntryRef;
import io.minutebook.command.meeting.Facts;
import io.minutebook.command.meeting.MeetingCommand;
import io.minutebook.command.meeting.MeetingCommand.AddNote;
import io.minutebook.command.meeting.MeetingCommand.AddSection;
import io.minutebook.command.meeting.MeetingCommand.RewordEntry;
import io.minutebook.command.meeting.MeetingCommand.ScheduleMeeting;
import io.minutebook.command.meeting.MeetingDecider;
import io.minutebook.command.meeting.NamedCommand;
import io.minutebook.command.series.SeriesCommand.CreateSeries;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.Minutes;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every peer is asked: in each of so many small meetings, in turn, a note is worded anew. A
 * command makes exactly one event, and the minutes do not grow.
 *
 * @param meetings how many streams are written to, at least 1
 * @param run makes the ids of commands differ from those of other runs
 */
public record Workload(int meetings, String run) {

  /** The series that all meetings belong to. */
  public static final SeriesId SERIES = new SeriesId("benchmark");

  private static final LocalDate FIRST_DAY = LocalDate.of(2001, 1, 1);
  private static final Expected UNSTATED = new Expected.Unstated();

  /** How the minutes of each meeting begin; the last note is the one that is worded anew. */
  private static final List<NamedCommand> BEGINNING =
      List.of(
          named(null, new ScheduleMeeting("Weekly meeting")),
          named("news", new AddSection(null, null, null, null, "Announcements")),
          named(null, note("$news", "The release candidate is on the mirrors")),
          named("talk", new AddSection(null, null, null, null, "Discussion")),
          named(null, note("$talk", "Whether the tests should run on the new machines")),
          named(null, note("$talk", "Build 0 waits for a second pair of eyes")));

  /** The same as the body of a request to the command API. */
  public static final String BEGINNING_AS_JSON =
      """
      [{"command": "ScheduleMeeting", "title": "Weekly meeting"},
       {"command": "AddSection", "as": "news", "title": "Announcements"},
       {"command": "AddNote", "under": "$news", "text": "The release candidate is on the mirrors"},
       {"command": "AddSection", "as": "talk", "title": "Discussion"},
       {"command": "AddNote", "under": "$talk",
        "text": "Whether the tests should run on the new machines"},
       {"command": "AddNote", "under": "$talk", "text": "Build 0 waits for a second pair of eyes"}]
      """;

  /** The request that creates the series. */
  public Request series() {
    return new Request.ForSeries(
        SERIES, new CreateSeries("Benchmark"), UNSTATED, context("series"));
  }

  /** The request that begins the minutes of a meeting, as one commit of several events. */
  public Request beginning(int meeting) {
    return new Request.ForMeeting(
        meeting(meeting), BEGINNING, true, UNSTATED, context("begin-" + meeting));
  }

  /** How the minutes of a meeting begin, decided. */
  public Decision begun(MeetingId meeting) {
    return MeetingDecider.decideAll(
        Minutes.NONE, meeting, BEGINNING, new Circumstances(null, false, Facts.NONE));
  }

  /** The meeting that a command goes to. */
  public int turn(long number) {
    return (int) (number % meetings);
  }

  /** The request that makes one event. */
  public Request reword(long number, EntryRef note) {
    return new Request.ForMeeting(
        meeting(turn(number)),
        List.of(named(null, command(number, note))),
        false,
        UNSTATED,
        context(Long.toString(number)));
  }

  /** The command of {@link #reword}. */
  public static RewordEntry command(long number, EntryRef note) {
    return new RewordEntry(note, text(number));
  }

  /** The wording that a command gives the note; no two give the same. */
  public static String text(long number) {
    return "Build " + (number + 1) + " waits for a second pair of eyes, since Tuesday at least";
  }

  /** The idempotency key of a command. */
  public String key(String command) {
    return run + "-" + command;
  }

  /** The event that a command makes in minutes that have just begun. */
  public MeetingEvent event(MeetingId meeting, long number) {
    Decision begun = begun(meeting);
    Minutes minutes = Minutes.NONE;
    for (MeetingEvent each : begun.events()) {
      minutes = minutes.apply(each);
    }
    EntryRef note = EntryRef.of(begun.entries().getLast());
    return MeetingDecider.decide(minutes, meeting, command(number, note)).events().getFirst();
  }

  public static MeetingId meeting(int number) {
    return new MeetingId(SERIES, FIRST_DAY.plusDays(number), 1);
  }

  private Context context(String key) {
    String id = key(key);
    return new Context(
        "scribe@example.org",
        null,
        null,
        id,
        // as long as the HTTP layer's, which is a SHA-256 in hexadecimal digits
        "%1$64s".formatted(id).replace(' ', '0'),
        null,
        null,
        Map.of());
  }

  private static AddNote note(String under, String text) {
    return new AddNote(new EntryRef(under), null, null, null, text);
  }

  private static NamedCommand named(@Nullable String as, MeetingCommand command) {
    return new NamedCommand(as, command);
  }
}
