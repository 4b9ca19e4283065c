package io.minutebook.command.meeting;

import io.minutebook.command.meeting.MeetingCommand.*;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.Form;
import io.minutebook.markdown.DocumentEntry;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.TableKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The command that adds an entry of a document, or that says what a standing entry turned into.
 *
 * @param rows the rows of a table that are added with it
 */
record Addition(MeetingCommand command, DocumentEntry entry, List<DocumentEntry> rows) {

  Addition {
    rows = List.copyOf(rows);
  }

  /**
   * The command that adds an entry.
   *
   * @param isNew whether a row of the entry's, if it is a table, is new as well
   */
  static Addition of(DocumentEntry entry, Spot spot, Predicate<DocumentEntry> isNew) {
    return entry.content() instanceof Content.Table table
        ? table(entry, table, spot, isNew)
        : new Addition(command(entry, spot), entry, List.of());
  }

  /** The same action, carried over from where it stands in earlier minutes. */
  Addition carryingOver(EntryAddress from) {
    AssignAction action = (AssignAction) command;
    return new Addition(
        new CarryOverAction(
            action.under(),
            action.after(),
            action.before(),
            action.form(),
            from,
            action.owners(),
            action.text(),
            action.due()),
        entry,
        rows);
  }

  /** The sources of the entry and of its rows, in the order in which they are made. */
  List<String> sources() {
    List<String> sources = new ArrayList<>(List.of(entry.source()));
    rows.forEach(row -> sources.add(row.source()));
    return sources;
  }

  private static MeetingCommand command(DocumentEntry entry, Spot spot) {
    EntryRef under = spot.under();
    EntryRef after = spot.after();
    EntryRef before = spot.before();
    Form form = entry.form();
    return switch (entry.content()) {
      case Content.Title c -> throw new IllegalArgumentException("the title stands already");
      case Content.Table c -> throw new IllegalArgumentException("a table comes with its rows");
      case Content.Coordinates c -> new SetCoordinates(c.text());
      case Content.Attendance c -> new RecordAttendance(c.people());
      case Content.Section c -> new AddSection(under, after, before, c.level(), c.title());
      case Content.Note c -> new AddNote(under, after, before, form, c.text());
      case Content.Nothing c -> new DeclareNothing(under, after, before, form, c.wording());
      case Content.Announcement c -> new AddAnnouncement(under, after, before, form, c.text());
      case Content.Duty c ->
          new AssignDuty(under, after, before, form, c.slot(), c.person(), c.tentative());
      case Content.QueueCount c -> queueCount(c, form, spot);
      case Content.TicketCount c ->
          boardCounts(new Spot(null, after, before), under, c.board(), List.of(row(c)));
      case Content.ReleaseTickets c ->
          new RecordReleaseCounts(null, after, before, under, null, null, List.of(row(c)));
      case Content.Release c -> new ScheduleRelease(under, after, before, c.plan());
      case Content.Row c -> new AddRow(Objects.requireNonNull(under), after, before, c.cells());
      case Content.Support c ->
          new ReportSupport(under, after, before, form, c.site(), c.people(), c.text());
      case Content.Action c -> action(c, form, spot);
      case Content.Decision c -> decision(c, form, spot);
      case Content.ListedPackage c ->
          new ListPackage(under, after, before, form, c.stage(), c.text());
    };
  }

  private static MeetingCommand action(Content.Action action, Form form, Spot spot) {
    return new AssignAction(
        spot.under(),
        spot.after(),
        spot.before(),
        form,
        action.owners(),
        action.text(),
        action.tickets(),
        action.due());
  }

  private static MeetingCommand decision(Content.Decision decision, Form form, Spot spot) {
    EntryAddress supersedes = decision.supersedes();
    return supersedes == null
        ? new RecordDecision(spot.under(), spot.after(), spot.before(), form, decision.text())
        : new SupersedeDecision(
            spot.under(), spot.after(), spot.before(), form, decision.text(), supersedes);
  }

  private static MeetingCommand queueCount(Content.QueueCount count, Form form, Spot spot) {
    return new RecordTicketCounts(
        spot.under(),
        spot.after(),
        spot.before(),
        null,
        form,
        count.queue(),
        null,
        count.wording(),
        null,
        List.of(new RecordTicketCounts.CountRow(null, count.count(), count.stated())));
  }

  private static RecordTicketCounts boardCounts(
      Spot spot, @Nullable EntryRef into, String board, List<RecordTicketCounts.CountRow> rows) {
    return new RecordTicketCounts(
        spot.under(), spot.after(), spot.before(), into, null, null, board, null, null, rows);
  }

  private static RecordTicketCounts.CountRow row(Content.TicketCount count) {
    return new RecordTicketCounts.CountRow(count.state(), count.count(), count.stated());
  }

  private static RecordReleaseCounts.ReleaseRow row(Content.ReleaseTickets row) {
    return new RecordReleaseCounts.ReleaseRow(row.status(), row.columns());
  }

  /** A table is added with its rows as far as they are counted, and new like it. */
  private static Addition table(
      DocumentEntry entry, Content.Table table, Spot spot, Predicate<DocumentEntry> isNew) {
    List<DocumentEntry> rows = new ArrayList<>();
    String board = table.board();
    if (board != null) {
      List<RecordTicketCounts.CountRow> counts = new ArrayList<>();
      for (DocumentEntry row : entry.children()) {
        if (!(row.content() instanceof Content.TicketCount count) || !isNew.test(row)) {
          break;
        }
        counts.add(row(count));
        rows.add(row);
      }
      return new Addition(
          new RecordTicketCounts(
              spot.under(),
              spot.after(),
              spot.before(),
              null,
              null,
              null,
              board,
              null,
              table.header(),
              counts),
          entry,
          rows);
    }
    if (table.tableKind() == TableKind.RELEASE_COUNTS) {
      List<RecordReleaseCounts.ReleaseRow> counts = new ArrayList<>();
      for (DocumentEntry row : entry.children()) {
        if (!(row.content() instanceof Content.ReleaseTickets count) || !isNew.test(row)) {
          break;
        }
        counts.add(row(count));
        rows.add(row);
      }
      return new Addition(
          new RecordReleaseCounts(
              spot.under(), spot.after(), spot.before(), null, null, table.header(), counts),
          entry,
          rows);
    }
    return new Addition(
        new AddTable(spot.under(), spot.after(), spot.before(), table.header()), entry, List.of());
  }
}
