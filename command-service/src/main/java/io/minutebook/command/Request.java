package io.minutebook.command;

import io.minutebook.command.meeting.NamedCommand;
import io.minutebook.command.series.SeriesCommand;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import java.util.List;

/** One request for one stream, decided and stored as one commit, all or nothing. */
public sealed interface Request {

  Expected expected();

  Context context();

  /** The stream that is asked to change. */
  String stream();

  /** A command for a series. */
  record ForSeries(SeriesId series, SeriesCommand command, Expected expected, Context context)
      implements Request {
    @Override
    public String stream() {
      return series.stream();
    }
  }

  /** One or more commands for the minutes of a meeting; {@code list} says how they were sent. */
  record ForMeeting(
      MeetingId meeting,
      List<NamedCommand> commands,
      boolean list,
      Expected expected,
      Context context)
      implements Request {

    public ForMeeting {
      commands = List.copyOf(commands);
    }

    @Override
    public String stream() {
      return meeting.stream();
    }
  }

  /**
   * The minutes are to equal a Markdown document; with {@code dryRun} only the commands that this
   * takes are worked out; with {@code reinstate} a cancelled meeting takes place after all.
   */
  record ForDocument(
      MeetingId meeting,
      String markdown,
      boolean dryRun,
      boolean reinstate,
      Expected expected,
      Context context)
      implements Request {
    @Override
    public String stream() {
      return meeting.stream();
    }
  }
}
