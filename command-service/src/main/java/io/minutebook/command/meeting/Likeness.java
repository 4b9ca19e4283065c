package io.minutebook.command.meeting;

import io.minutebook.event.Ticket;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.TableKind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How likely one entry is another one edited: 0 not at all, 1 certainly. What has a key (the state
 * of a count, the version of a release, the slot of a duty) is told by it, whatever else changed;
 * what is text, by the words and letters that both have.
 */
final class Likeness {

  /** From here on two entries are taken for one. */
  static final double ENOUGH = 0.5;

  /** What is enough for two entries that are all that changed between the same two neighbours. */
  static final double ENOUGH_BETWEEN = 0.3;

  /** Texts are compared by letters only up to this length: it is for slips of the pen. */
  private static final int SHORT = 120;

  /** Letters in common mean little below this share. */
  private static final double TELLING_SHARE = 0.75;

  private static final int TELLING_WORDS = 3;

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

  static double of(Node old, Node read) {
    if (old.structure != read.structure) {
      return 0;
    }
    return switch (read.content) {
      case Content.Title ignored -> 1;
      case Content.Section ignored -> texts(old, read);
      case Content.Table to -> old.content instanceof Content.Table from ? table(from, to) : 0;
      case Content.TicketCount to ->
          old.content instanceof Content.TicketCount from ? key(from.state(), to.state()) : 0;
      case Content.ReleaseTickets to ->
          old.content instanceof Content.ReleaseTickets from ? key(from.status(), to.status()) : 0;
      case Content.Release to ->
          old.content instanceof Content.Release from
              ? key(from.plan().version(), to.plan().version())
              : 0;
      case Content.Row to -> row(old.content, to, old, read);
      case Content.Duty to ->
          old.content instanceof Content.Duty from ? (from.slot() == to.slot() ? 0.9 : 0) : 0;
      case Content.QueueCount to ->
          old.content instanceof Content.QueueCount from
              ? (Objects.equals(from.queue(), to.queue()) ? 0.9 : 0)
              : 0;
      case Content.Nothing ignored -> old.content instanceof Content.Nothing ? 0.6 : 0;
      case Content.Action to -> action(old, to, read);
      case Content.Support to ->
          old.content instanceof Content.Support from && from.site().equals(to.site())
              ? Math.max(texts(old, read), 0.6)
              : becoming(old, read);
      case Content.Note ignored -> becoming(old, read);
      case Content.Announcement ignored -> becoming(old, read);
      case Content.Coordinates ignored -> becoming(old, read);
      case Content.Attendance ignored -> becoming(old, read);
      case Content.Decision ignored -> becoming(old, read);
      case Content.ListedPackage ignored -> becoming(old, read);
    };
  }

  private static double key(String from, String to) {
    return from.equals(to) ? 1 : 0;
  }

  private static double table(Content.Table from, Content.Table to) {
    if (from.equals(to)) {
      return 1;
    }
    Set<String> shared = new HashSet<>(from.header());
    shared.retainAll(new HashSet<>(to.header()));
    double heads = 2.0 * shared.size() / (from.header().size() + to.header().size());
    boolean sameKind = from.tableKind() == to.tableKind() && from.tableKind() != TableKind.OTHER;
    boolean sameBoard = from.board() != null && from.board().equals(to.board());
    return sameBoard ? 0.9 : Math.max(heads, sameKind ? 0.6 : 0);
  }

  private static double row(Content old, Content.Row to, Node from, Node read) {
    return old instanceof Content.Row row
            && !row.cells().isEmpty()
            && !to.cells().isEmpty()
            && !to.cells().getFirst().isEmpty()
            && row.cells().getFirst().equals(to.cells().getFirst())
        ? 0.9
        : texts(from, read);
  }

  private static double action(Node old, Content.Action to, Node read) {
    if (!(old.content instanceof Content.Action from)) {
      return becoming(old, read);
    }
    double text = texts(old, read);
    Set<Ticket> shared = new HashSet<>(from.tickets());
    shared.retainAll(to.tickets());
    double likeness = shared.isEmpty() ? text : Math.max(text, 0.7);
    return from.owners().equals(to.owners()) ? likeness + 0.05 : likeness;
  }

  /**
   * How alike two texts are of which one may have become of another kind. An action that says
   * something else and is none any more was taken back, and a "nothing" was replaced.
   */
  private static double becoming(Node old, Node read) {
    if (old.content.getClass() == read.content.getClass()) {
      return texts(old, read);
    }
    return old.content instanceof Content.Note || old.content instanceof Content.Announcement
        ? texts(old, read) - 0.1
        : 0;
  }

  private static double texts(Node old, Node read) {
    if (old.wording.isEmpty() || read.wording.isEmpty()) {
      return old.wording.equals(read.wording) ? ENOUGH : 0;
    }
    double words = words(old.words(), read.words());
    // Letters can tell more only of few words, or where many words are the same.
    boolean fewWords = Math.min(old.words().size(), read.words().size()) <= TELLING_WORDS;
    return words >= ENOUGH || (words < ENOUGH_BETWEEN && !fewWords)
        ? words
        : Math.max(words, letters(old.wording, read.wording));
  }

  /** Dice's coefficient of the words; if nearly all words of one are in the other, enough. */
  private static double words(Set<String> from, Set<String> to) {
    if (from.size() > to.size()) {
      return words(to, from);
    }
    int shared = 0;
    for (String word : from) {
      if (to.contains(word)) {
        shared++;
      }
    }
    double dice = 2.0 * shared / Math.max(1, from.size() + to.size());
    boolean extended = shared >= TELLING_WORDS && shared >= 0.8 * from.size();
    return extended ? Math.max(dice, ENOUGH) : dice;
  }

  /** Dice's coefficient of the pairs of letters of two short texts, where it is telling. */
  private static double letters(String from, String to) {
    int shorter = Math.min(from.length(), to.length());
    int longer = Math.max(from.length(), to.length());
    if (longer > SHORT || shorter < 3 || 2.0 * shorter / (shorter + longer) < TELLING_SHARE) {
      return 0;
    }
    Map<String, Integer> pairs = new HashMap<>();
    String one = from.toLowerCase(Locale.ROOT);
    String other = to.toLowerCase(Locale.ROOT);
    for (int i = 0; i + 2 <= one.length(); i++) {
      pairs.merge(one.substring(i, i + 2), 1, Integer::sum);
    }
    int shared = 0;
    for (int i = 0; i + 2 <= other.length(); i++) {
      Integer left = pairs.computeIfPresent(other.substring(i, i + 2), (pair, n) -> n - 1);
      if (left != null && left >= 0) {
        shared++;
      }
    }
    double dice = 2.0 * shared / (one.length() + other.length() - 2);
    return dice >= TELLING_SHARE ? dice - 0.15 : 0;
  }

  /** Whether a text is long enough to be told apart from others that stand elsewhere. */
  static boolean isTelling(Node node) {
    return node.wording.length() >= 12;
  }

  /** The words of a text that are the rarest by {@code frequency}, at most {@code most}. */
  static List<String> rarest(Node node, Map<String, Integer> frequency, int most) {
    return node.words().stream()
        .filter(frequency::containsKey)
        .sorted(
            Comparator.comparingInt((String word) -> frequency.getOrDefault(word, 0))
                .thenComparing(word -> word))
        .limit(most)
        .toList();
  }
}
