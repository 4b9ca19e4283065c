package io.minutebook.command.meeting;

import io.minutebook.event.Ticket;
import io.minutebook.minutes.Content;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How likely one entry is another one edited: 0 not at all, 1 certainly. */
final class Likeness {

  /** From here on two entries are taken for one. */
  static final double ENOUGH = 0.5;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  private Likeness() {}

  /** Whether two contents say the same; what happened to an action since is not in a document. */
  static boolean isSame(Content old, Content read) {
    return asRead(old).equals(read);
  }

  /** The content as a document would say it. */
  static Content asRead(Content content) {
    return content instanceof Content.Action action
        ? new Content.Action(action.owners(), action.text(), action.tickets(), action.due())
        : content;
  }

  static double of(Content old, Content read) {
    return switch (read) {
      case Content.Title ignored -> old instanceof Content.Title ? 1 : 0;
      case Content.Coordinates ignored -> old instanceof Content.Coordinates ? 1 : 0;
      case Content.Attendance ignored -> old instanceof Content.Attendance ? 1 : 0;
      case Content.Section to ->
          old instanceof Content.Section from && from.level() == to.level()
              ? words(from.title(), to.title())
              : 0;
      case Content.Note to -> old instanceof Content.Note from ? words(from.text(), to.text()) : 0;
      case Content.Nothing ignored -> old instanceof Content.Nothing ? 0.6 : 0;
      case Content.Announcement to ->
          old instanceof Content.Announcement from ? words(from.text(), to.text()) : 0;
      case Content.Duty to ->
          old instanceof Content.Duty from && from.slot() == to.slot() ? 0.9 : 0;
      case Content.QueueCount to ->
          old instanceof Content.QueueCount from
                  && Objects.equals(from.queue(), to.queue())
                  && from.wording().equals(to.wording())
              ? 0.9
              : 0;
      case Content.Table to -> old.equals(to) ? 0.9 : 0;
      case Content.TicketCount to ->
          old instanceof Content.TicketCount from
                  && from.state().equals(to.state())
                  && from.board().equals(to.board())
              ? 1
              : 0;
      case Content.ReleaseTickets to ->
          old instanceof Content.ReleaseTickets from
                  && from.status().equals(to.status())
                  && from.columns().size() == to.columns().size()
              ? 1
              : 0;
      case Content.Release to ->
          old instanceof Content.Release from
              ? release(from.plan().version(), to.plan().version())
              : 0;
      case Content.Row to ->
          old instanceof Content.Row from && from.cells().size() == to.cells().size()
              ? row(from, to)
              : 0;
      case Content.Support to ->
          old instanceof Content.Support from
              ? Math.max(words(from.text(), to.text()), from.site().equals(to.site()) ? 0.7 : 0)
              : 0;
      case Content.Action to -> old instanceof Content.Action from ? action(from, to) : 0;
      case Content.Decision to ->
          old instanceof Content.Decision from ? words(from.text(), to.text()) : 0;
      case Content.ListedPackage to ->
          old instanceof Content.ListedPackage from ? words(from.text(), to.text()) : 0;
    };
  }

  private static double release(String from, String to) {
    return from.equals(to) ? 1 : 0;
  }

  private static double row(Content.Row from, Content.Row to) {
    return from.cells().getFirst().equals(to.cells().getFirst())
        ? 0.9
        : words(String.join(" ", from.cells()), String.join(" ", to.cells()));
  }

  private static double action(Content.Action from, Content.Action to) {
    double text =
        from.text().isEmpty() && to.text().isEmpty() ? 0.4 : words(from.text(), to.text());
    Set<Ticket> shared = new HashSet<>(from.tickets());
    shared.retainAll(to.tickets());
    double likeness = shared.isEmpty() ? text : Math.max(text, 0.7);
    return from.owners().equals(to.owners()) ? likeness + 0.1 : likeness;
  }

  /** Dice's coefficient of the words of two texts. */
  private static double words(String from, String to) {
    Set<String> one = words(from);
    Set<String> other = words(to);
    if (one.isEmpty() || other.isEmpty()) {
      return from.equals(to) ? 1 : 0;
    }
    if (Collections.disjoint(one, other)) {
      return 0;
    }
    long shared = one.stream().filter(other::contains).count();
    return 2.0 * shared / (one.size() + other.size());
  }

  private static Set<String> words(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }
}
