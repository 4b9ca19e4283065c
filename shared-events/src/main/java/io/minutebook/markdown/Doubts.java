package io.minutebook.markdown;

import io.minutebook.event.Form;
import io.minutebook.event.PackageStage;
import io.minutebook.event.StatedDelta;
import io.minutebook.markdown.Unrecognised.Reason;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.PackageLists;
import io.minutebook.minutes.TableKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether what was read as plain text or cells looks like something that has a type. */
final class Doubts {

  /** How much of a text is looked at. */
  private static final int BEGIN = 300;

  private static final Pattern ACTION =
      Pattern.compile(
          "(?:[*_\\[(]{0,3}(?:AIs?|TODO|To-?do|ACTION|Action"
              + " item)[*_\\])]{0,3}\\s?[:(\u2013\u2014-]|\\[[ xX]\\]\\s).*",
          Pattern.DOTALL);
  private static final Pattern DECISION =
      Pattern.compile(
          "[*_]{0,2}(?:Decision|Decided|Resolved)\\b[^:]{0,100}:.*",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final Pattern DUTY =
      Pattern.compile(
          "[*_]{0,2}(?:this|next|last) week\\b.*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final Pattern COUNT =
      Pattern.compile(".{0,60}\\btickets?\\b.{0,30}", Pattern.CASE_INSENSITIVE);
  private static final Pattern COUNTED =
      Pattern.compile("\\d{1,9}\\b.{0,40}\\bopen\\b.{0,60}\\btickets?\\b.{0,30}");
  private static final Pattern WITH_DELTA = Pattern.compile("\\d{1,9} ?\\(.*");
  private static final Pattern DEFINITION =
      Pattern.compile(" {0,3}\\[[^\\]]+\\]:.*", Pattern.DOTALL);
  private static final Pattern RULE = Pattern.compile("(?:[-*_][ \\t]*){3,}");

  private Doubts() {}

  /** What there is to say about an entry, if anything. */
  static Optional<Reason> about(DocumentEntry entry, Where where, @Nullable TableKind table) {
    return Optional.ofNullable(
        switch (entry.content()) {
          case Content.Note note ->
              entry.form().equals(Form.VERBATIM)
                  ? verbatim(note.text())
                  : note(begin(note.text()), entry, where);
          case Content.Table c -> c.tableKind() == TableKind.OTHER ? Reason.TABLE : null;
          case Content.Row row -> table == TableKind.OTHER ? null : row(row.cells(), table);
          case Content.QueueCount c -> isUnread(c.stated()) ? Reason.DELTA : null;
          case Content.TicketCount c -> isUnread(c.stated()) ? Reason.DELTA : null;
          case Content.ReleaseTickets c ->
              c.columns().stream().anyMatch(column -> isUnread(column.stated()))
                  ? Reason.DELTA
                  : null;
          case Content.Title ignored -> null;
          case Content.Coordinates ignored -> null;
          case Content.Attendance ignored -> null;
          case Content.Section ignored -> null;
          case Content.Nothing ignored -> null;
          case Content.Announcement c -> text(begin(c.text()));
          case Content.Duty ignored -> null;
          case Content.Release ignored -> null;
          case Content.Support ignored -> null;
          case Content.Action ignored -> null;
          case Content.Decision ignored -> null;
          case Content.ListedPackage c -> text(begin(c.text()));
        });
  }

  private static String begin(String text) {
    return text.substring(0, Math.min(BEGIN, text.length()));
  }

  private static boolean isUnread(@Nullable StatedDelta stated) {
    return stated != null && stated.value().isEmpty();
  }

  private static @Nullable Reason verbatim(String text) {
    String begin = begin(text).stripLeading();
    if (begin.startsWith(">")) {
      return Reason.QUOTE;
    }
    if (begin.startsWith("<")) {
      return Reason.HTML;
    }
    if (DEFINITION.matcher(begin).matches()) {
      return Reason.LINK_DEFINITION;
    }
    if (begin.startsWith("```") || begin.startsWith("~~~") || Lines.indent(text) >= 4) {
      return Reason.CODE;
    }
    return RULE.matcher(begin(text.strip())).matches() ? null : Reason.VERBATIM;
  }

  private static @Nullable Reason note(String text, DocumentEntry entry, Where where) {
    if (text.isBlank()) {
      return null;
    }
    Reason anywhere = text(text);
    if (anywhere != null) {
      return anywhere;
    }
    if (where.section() == null) {
      return Reason.HEAD;
    }
    if (where.isDuty()) {
      return duty(text);
    }
    if (where.isSupport()) {
      return Reason.SUPPORT;
    }
    return groupsWithoutStage(text, entry, where) ? Reason.PACKAGES : null;
  }

  private static @Nullable Reason text(String text) {
    if (ACTION.matcher(text).matches()) {
      return Reason.ACTION;
    }
    if (DECISION.matcher(text).matches()) {
      return Reason.DECISION;
    }
    return COUNTED.matcher(text).matches() ? count(text) : null;
  }

  private static Reason count(String text) {
    return WITH_DELTA.matcher(text).matches() ? Reason.DELTA : Reason.COUNT;
  }

  private static @Nullable Reason duty(String text) {
    if (DUTY.matcher(text).matches()) {
      return Reason.DUTY;
    }
    return COUNT.matcher(text).matches() ? count(text) : null;
  }

  /** An item such as "Both" with items of plain text under it, in no stage's list. */
  private static boolean groupsWithoutStage(String text, DocumentEntry entry, Where where) {
    return where.stage() == null
        && entry.form().isItem()
        && PackageStage.named(text).isEmpty()
        && PackageLists.groups(text, where.title())
        && entry.children().stream()
            .anyMatch(
                child ->
                    child.form().isItem()
                        && child.content() instanceof Content.Note(String item)
                        && PackageStage.named(item).isEmpty());
  }

  private static Reason row(List<String> cells, @Nullable TableKind table) {
    boolean counted =
        table == TableKind.TICKET_COUNTS
            && cells.size() == 3
            && cells.getFirst().matches("\\d{1,9}")
            && !cells.getLast().isEmpty();
    return counted ? Reason.DELTA : Reason.ROW;
  }
}
