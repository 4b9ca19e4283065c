package io.minutebook.benchmark.crash;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * The meetings that commands are for, and the commands: minutes grow to a few entries, which are
 * worded anew from then on, so that a decision costs the same at the end as at the beginning.
 */
final class Meetings {

  private static final int MOST_ENTRIES = 12;
  private static final LocalDate FIRST = LocalDate.of(2020, 1, 6);
  private static final int MEETINGS_A_SERIES = 20;

  private final AtomicLong numbers = new AtomicLong();
  private final List<Meeting> meetings = new ArrayList<>();

  private record Meeting(String stream, List<String> notes) {}

  Meetings(int number) {
    for (int i = 0; i < number; i++) {
      meetings.add(
          new Meeting(
              "meeting/%s/%s"
                  .formatted(series(i / MEETINGS_A_SERIES), FIRST.plusWeeks(i % MEETINGS_A_SERIES)),
              new CopyOnWriteArrayList<>()));
    }
  }

  private static String series(int number) {
    return "crash-" + number;
  }

  /** The commands that make the series, to be followed by those for the meetings. */
  List<Command> creating() {
    List<Command> commands = new ArrayList<>();
    for (int i = 0; i * MEETINGS_A_SERIES < meetings.size(); i++) {
      commands.add(command("series/" + series(i), "CreateSeries", "{\"name\":\"Weekly %s\"}"));
    }
    return commands;
  }

  /** The commands that make the meetings. */
  List<Command> scheduling() {
    return meetings.stream()
        .map(
            meeting ->
                command(
                    meeting.stream(),
                    "ScheduleMeeting",
                    "{\"title\":\"Weekly %s\",\"template\":false}"))
        .toList();
  }

  private Command command(String stream, String name, String body) {
    long number = numbers.incrementAndGet();
    return new Command(number, stream, name, body.formatted(Command.mark(number)));
  }

  /** A command that nobody has sent yet. */
  Command next(RandomGenerator random) {
    Meeting meeting = meetings.get(random.nextInt(meetings.size()));
    long number = numbers.incrementAndGet();
    String text = "It was said %s again.".formatted(Command.mark(number));
    List<String> notes = List.copyOf(meeting.notes());
    if (notes.size() < MOST_ENTRIES) {
      return new Command(number, meeting.stream(), "AddNote", "{\"text\":\"%s\"}".formatted(text));
    }
    return new Command(
        number,
        meeting.stream(),
        "RewordEntry",
        "{\"entry\":\"%s\",\"text\":\"%s\"}"
            .formatted(notes.get(random.nextInt(notes.size())), text));
  }

  /** Once a command was accepted: its entry may be worded anew. */
  void accepted(Command command, Acknowledgement answer) {
    if (command.name().equals("AddNote")) {
      meetings.stream()
          .filter(meeting -> meeting.stream().equals(command.stream()))
          .forEach(meeting -> meeting.notes().addAll(answer.entries()));
    }
  }
}
