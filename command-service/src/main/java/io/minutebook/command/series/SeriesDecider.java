package io.minutebook.command.series;

import io.minutebook.command.Refusal;
import io.minutebook.command.series.SeriesCommand.CreateSeries;
import io.minutebook.command.series.SeriesCommand.DefineBoard;
import io.minutebook.command.series.SeriesCommand.DefineSection;
import io.minutebook.command.series.SeriesCommand.RenameSeries;
import io.minutebook.event.SeriesEvent;
import io.minutebook.event.SeriesEvent.BoardDefined;
import io.minutebook.event.SeriesEvent.SectionDefined;
import io.minutebook.event.SeriesEvent.SeriesCreated;
import io.minutebook.event.SeriesEvent.SeriesRenamed;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.Series;
import java.util.List;

/** Decides commands to a series. */
public final class SeriesDecider {

  private static final int LONGEST_NAME = 200;

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

  private static String name(String field, String text) {
    String name = text.strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(c -> c < ' ')) {
      throw Refusal.invalid(field, "It must be 1 to " + LONGEST_NAME + " characters on one line.");
    }
    return name;
  }
}
