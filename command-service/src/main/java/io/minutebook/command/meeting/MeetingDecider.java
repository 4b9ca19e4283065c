package io.minutebook.command.meeting;

import io.minutebook.command.Refusal;
import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import io.minutebook.minutes.Minutes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Decides what is asked of the minutes of a meeting: state and commands in, events out. */
public final class MeetingDecider {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

  private MeetingDecider() {}

  /** Decides one command of a request that says nothing else. */
  public static Decision decide(Minutes minutes, MeetingId meeting, MeetingCommand command) {
    return decide(minutes, meeting, command, Circumstances.NONE);
  }

  /** Decides one command. */
  public static Decision decide(
      Minutes minutes, MeetingId meeting, MeetingCommand command, Circumstances circumstances) {
    Draft draft = new Draft(minutes, Map.of());
    new CommandDecider(meeting, draft, circumstances).decide(command);
    return draft.decision(List.of(new NamedCommand(null, command)));
  }

  /**
   * Decides a list of commands, each on the state that those before it leave, all or none.
   *
   * @throws Refusal of the first that is refused, its field prefixed with the command's position
   */
  public static Decision decideAll(
      Minutes minutes,
      MeetingId meeting,
      List<NamedCommand> commands,
      Circumstances circumstances) {
    Map<String, EntryId> names = new HashMap<>();
    Draft draft = new Draft(minutes, names);
    for (int i = 0; i < commands.size(); i++) {
      NamedCommand named = commands.get(i);
      try {
        String as = named.as();
        if (as != null && (!NAME.matcher(as).matches() || names.containsKey(as))) {
          throw Refusal.invalid(
              "as",
              names.containsKey(as)
                  ? "The name '" + as + "' is given twice in this list."
                  : "A name begins with a letter and has up to 64 letters, digits, _ and -.");
        }
        int before = draft.made().size();
        decide(named, draft, new CommandDecider(meeting, draft, circumstances));
        if (as != null) {
          if (draft.made().size() == before) {
            throw Refusal.invalid("as", "This command makes no entry that could be named.");
          }
          names.put(as, draft.namedEntry(before, named.command()));
        }
      } catch (Refusal refusal) {
        throw refusal.inList(i);
      }
    }
    return draft.decision(commands);
  }

  private static void decide(NamedCommand named, Draft draft, CommandDecider decider) {
    EntryRef turns = named.turns();
    if (turns != null) {
      Turning.check(draft.entry(turns, "turns"), named.command());
      draft.turns(draft.entry(turns, "turns").id());
    }
    decider.decide(named.command());
  }

  /** Decides on a document of a request that says nothing else. */
  public static Decision decideDocument(Minutes minutes, MeetingId meeting, String document) {
    return decideDocument(minutes, meeting, document, Circumstances.NONE);
  }

  /**
   * Decides what has to happen for the minutes to equal a Markdown document, byte for byte.
   *
   * @throws Refusal if the document cannot be the minutes of a meeting
   */
  public static Decision decideDocument(
      Minutes minutes, MeetingId meeting, String document, Circumstances circumstances) {
    Draft draft = new Draft(minutes, Map.of());
    CommandDecider decider = new CommandDecider(meeting, draft, circumstances);
    return new DocumentComparison(draft, decider, document, circumstances).decide();
  }
}
