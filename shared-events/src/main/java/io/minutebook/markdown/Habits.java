package io.minutebook.markdown;

import io.minutebook.event.DutySlot;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.ReleaseCount;
import io.minutebook.event.ReleasePlan;
import io.minutebook.event.StatedDelta;
import io.minutebook.event.Ticket;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.TableKind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How minutes are habitually worded: recognises typed content in the text of a block. What is not
 * recognised, or could not be written again from its fields without losing a word or a number,
 * stays a note.
 */
final class Habits {

  private static final String OWNERS = "(?<owners>[^()]*(?:\\([^()]*\\)[^()]*)*)";
  private static final Pattern ACTION =
      Pattern.compile("AI\\s?\\(" + OWNERS + "\\)\\s*:\\s*(?<text>.*)", Pattern.DOTALL);
  private static final Pattern ACTION_WITH_DASH =
      Pattern.compile(
          "AI:\\s+(?<owners>[\\p{L}][\\p{L}\\p{N} .,/&]{0,60}?)\\s+[-\u2013\u2014]\\s+(?<text>.*)",
          Pattern.DOTALL);
  private static final Pattern DUE = Pattern.compile("\\(due (?<due>\\d{4}-\\d{2}-\\d{2})\\)");
  private static final int DUE_LENGTH = "(due 2026-03-09)".length();

  /** Longer lines are neither turns of duty nor counts. */
  private static final int SHORT = 300;

  private static final Pattern NOTHING =
      Pattern.compile(
          "(?:none|nothing|no updates?)(?: (?:yet|this week|last week|to report))*\\.?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DUTY = Pattern.compile("(?<slot>This|Next) week:\\s*(?<who>.*)");
  private static final Pattern UNSURE = Pattern.compile("(?<who>.*?)\\s*\\(?\\?+\\)?");
  private static final Pattern QUEUE =
      Pattern.compile(
          "(?<count>\\d{1,9})(?: \\((?<stated>[^()]*)\\))? (?<wording>open (?:(?<queue>\\S.*?) )?tickets?)");
  private static final Pattern SUPPORT =
      Pattern.compile(
          "(?<site>[^():]{1,100}?) \\((?<people>[^()]{1,100})\\)(?::| [-\u2013])\\s+(?<text>.*)",
          Pattern.DOTALL);
  private static final Pattern LABEL =
      Pattern.compile("[\\p{L}][\\p{L}\\p{N}.'-]*(?: [\\p{L}\\p{N}.'-]+){0,3}");
  private static final Pattern COORDINATES =
      Pattern.compile("\\*\\*Coordinates:\\*\\*\\s*(?<text>.*)", Pattern.DOTALL);
  private static final Pattern ATTENDING =
      Pattern.compile("\\*\\*Attending:\\*\\*\\s*(?<people>.*)", Pattern.DOTALL);

  /** Where an action item begins within a line that said something else before. */
  static final Pattern ACTION_WITHIN =
      Pattern.compile("(?<=[.;!?])\\s*(?<action>AI\\s?\\([^()]+(?:\\([^()]*\\))?\\)\\s*:)");

  /** A line that begins an entry of its own within a paragraph. */
  static final Pattern ACTION_LINE =
      Pattern.compile("(?:AI\\s?\\([^()]+(?:\\([^()]*\\))?\\)\\s*:|AI:\\s).*");

  static final Pattern HEAD_LINE = Pattern.compile("\\*\\*[\\p{Lu}][^*]{0,60}:\\*\\*.*");

  private Habits() {}

  /**
   * The content of a block of text.
   *
   * @param section the title of the section that it stands in; null above all sections
   * @param direct whether it stands right under that section, not under another entry
   */
  static Content read(String text, @Nullable String section, boolean direct) {
    Content note = new Content.Note(text);
    return candidates(text, section, direct)
        .filter(content -> Words.areSame(CanonicalText.of(content), text))
        .findFirst()
        .orElse(note);
  }

  private static Stream<Content> candidates(String text, @Nullable String section, boolean direct) {
    if (section == null) {
      return Stream.of(coordinates(text), attendance(text), action(text)).flatMap(Optional::stream);
    }
    String title = section.strip().toLowerCase(Locale.ROOT);
    return Stream.of(
            action(text),
            nothing(text),
            direct && title.endsWith("duty") ? duty(text) : Optional.<Content>empty(),
            queueCount(text),
            direct && title.startsWith("support") ? support(text) : Optional.<Content>empty(),
            direct && title.startsWith("announcement")
                ? Optional.<Content>of(new Content.Announcement(text))
                : Optional.<Content>empty())
        .flatMap(Optional::stream);
  }

  private static Optional<Content> coordinates(String text) {
    Matcher matcher = COORDINATES.matcher(text);
    return matcher.matches()
        ? Optional.of(new Content.Coordinates(matcher.group("text")))
        : Optional.empty();
  }

  private static Optional<Content> attendance(String text) {
    Matcher matcher = ATTENDING.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    List<PersonLabel> people =
        Stream.of(onOneLine(matcher.group("people")).split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty() && name.length() <= 200)
            .map(PersonLabel::new)
            .toList();
    return Optional.of(new Content.Attendance(people));
  }

  private static String onOneLine(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining(" "));
  }

  private static Optional<Content> action(String text) {
    Matcher matcher = ACTION.matcher(text);
    if (!matcher.matches()) {
      matcher = ACTION_WITH_DASH.matcher(text);
    }
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Optional<List<PersonLabel>> owners = people(matcher.group("owners"), "[,/&]| and ");
    if (owners.isEmpty() || owners.get().isEmpty()) {
      return Optional.empty();
    }
    String what = matcher.group("text");
    // Looked for at the end alone: a pattern over the whole text would try every blank in it.
    Matcher due = DUE.matcher(what.substring(Math.max(0, what.length() - DUE_LENGTH)));
    Optional<LocalDate> day = due.matches() ? day(due.group("due")) : Optional.empty();
    String wording =
        day.isPresent() ? what.substring(0, what.length() - DUE_LENGTH).stripTrailing() : what;
    return Optional.of(
        new Content.Action(owners.get(), wording, Ticket.mentionedIn(wording), day.orElse(null)));
  }

  private static Optional<Content> nothing(String text) {
    return NOTHING.matcher(text).matches()
        ? Optional.of(new Content.Nothing(text))
        : Optional.empty();
  }

  private static Optional<Content> duty(String text) {
    Matcher matcher = DUTY.matcher(text);
    if (text.length() > SHORT || !matcher.matches()) {
      return Optional.empty();
    }
    DutySlot slot = matcher.group("slot").equals("This") ? DutySlot.THIS_WEEK : DutySlot.NEXT_WEEK;
    String who = matcher.group("who");
    Matcher unsure = UNSURE.matcher(who);
    boolean tentative = unsure.matches();
    String person = tentative ? unsure.group("who") : who;
    if (person.isEmpty()) {
      return Optional.of(new Content.Duty(slot, null, tentative));
    }
    return label(person).map(label -> new Content.Duty(slot, label, tentative));
  }

  private static Optional<Content> queueCount(String text) {
    Matcher matcher = QUEUE.matcher(text);
    if (text.length() > SHORT || !matcher.matches()) {
      return Optional.empty();
    }
    String stated = matcher.group("stated");
    if (stated != null && !StatedDelta.isDelta(stated)) {
      return Optional.empty();
    }
    return Optional.of(
        new Content.QueueCount(
            matcher.group("queue"),
            Integer.parseInt(matcher.group("count")),
            stated == null ? null : new StatedDelta(stated),
            matcher.group("wording")));
  }

  private static Optional<Content> support(String text) {
    Matcher matcher = SUPPORT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return people(matcher.group("people"), "[,/&]| and ")
        .filter(people -> !people.isEmpty())
        .map(people -> new Content.Support(matcher.group("site"), people, matcher.group("text")));
  }

  /** The content of a table's row, as the head of the table tells. */
  static Content row(List<String> cells, Content.Table table) {
    Optional<Content> typed =
        switch (table.tableKind()) {
          case TICKET_COUNTS -> ticketCount(cells, table.board() == null ? "" : table.board());
          case RELEASE_COUNTS -> releaseTickets(cells, table.header().size());
          case RELEASE_PLAN -> release(cells, table.header());
          case OTHER -> Optional.empty();
        };
    return typed
        .filter(
            row ->
                Words.areSame(
                    CanonicalText.row(CanonicalText.cells(row, table.header())),
                    CanonicalText.row(cells)))
        .orElseGet(() -> new Content.Row(cells));
  }

  private static Optional<Content> ticketCount(List<String> cells, String board) {
    if (cells.size() != 3 || cells.get(2).isEmpty()) {
      return Optional.empty();
    }
    return counted(cells.get(0), cells.get(1))
        .map(c -> new Content.TicketCount(board, cells.get(2), c.count(), c.stated()));
  }

  private static Optional<Content> releaseTickets(List<String> cells, int width) {
    if (cells.size() != width || cells.getLast().isEmpty()) {
      return Optional.empty();
    }
    List<ReleaseCount.Counted> columns = new ArrayList<>();
    for (int i = 0; i + 1 < width; i += 2) {
      Optional<ReleaseCount.Counted> counted = counted(cells.get(i), cells.get(i + 1));
      if (counted.isEmpty()) {
        return Optional.empty();
      }
      columns.add(counted.get());
    }
    return Optional.of(new Content.ReleaseTickets(cells.getLast(), columns));
  }

  private static Optional<ReleaseCount.Counted> counted(String count, String delta) {
    if (!count.matches("\\d{1,9}") || !(delta.isEmpty() || StatedDelta.isDelta(delta))) {
      return Optional.empty();
    }
    return Optional.of(
        new ReleaseCount.Counted(
            Integer.parseInt(count), delta.isEmpty() ? null : new StatedDelta(delta)));
  }

  private static Optional<Content> release(List<String> cells, List<String> header) {
    if (cells.size() != header.size()) {
      return Optional.empty();
    }
    Map<String, String> byColumn = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      byColumn.put(TableKind.plain(header.get(i)), cells.get(i));
    }
    for (String column : List.of("development freeze", "package freeze", "release")) {
      String cell = byColumn.getOrDefault(column, "");
      if (!cell.isEmpty() && day(cell).isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Content.Release(
            new ReleasePlan(
                text(byColumn.get("name")),
                byColumn.getOrDefault("version", ""),
                dayIn(byColumn.get("development freeze")),
                dayIn(byColumn.get("package freeze")),
                dayIn(byColumn.get("release")),
                text(byColumn.get("notes")))));
  }

  private static @Nullable String text(@Nullable String cell) {
    return cell == null || cell.isEmpty() ? null : cell;
  }

  private static @Nullable LocalDate dayIn(@Nullable String cell) {
    return cell == null ? null : day(cell).orElse(null);
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException notADay) {
      return Optional.empty();
    }
  }

  private static Optional<List<PersonLabel>> people(String text, String separator) {
    List<PersonLabel> people = new ArrayList<>();
    for (String part : text.split(separator, -1)) {
      String name = part.strip();
      if (!name.isEmpty()) {
        Optional<PersonLabel> label = label(name);
        if (label.isEmpty()) {
          return Optional.empty();
        }
        people.add(label.get());
      }
    }
    return Optional.of(people);
  }

  private static Optional<PersonLabel> label(String text) {
    String bare = text.replaceFirst("\\s*\\([^()]*\\)$", "");
    return LABEL.matcher(bare).matches() ? Optional.of(new PersonLabel(text)) : Optional.empty();
  }
}
