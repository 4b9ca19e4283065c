package io.minutebook.command.meeting;

import io.minutebook.command.Refusal;
import io.minutebook.command.meeting.MeetingCommand.AddRow;
import io.minutebook.command.meeting.MeetingCommand.AddTable;
import io.minutebook.command.meeting.MeetingCommand.CorrectReleaseCount;
import io.minutebook.command.meeting.MeetingCommand.CorrectRow;
import io.minutebook.command.meeting.MeetingCommand.CorrectTicketCount;
import io.minutebook.command.meeting.MeetingCommand.RecordReleaseCounts;
import io.minutebook.command.meeting.MeetingCommand.RecordTicketCounts;
import io.minutebook.command.meeting.MeetingCommand.RescheduleRelease;
import io.minutebook.command.meeting.MeetingCommand.ScheduleRelease;
import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent.QueueCountRecorded;
import io.minutebook.event.MeetingEvent.ReleaseCountCorrected;
import io.minutebook.event.MeetingEvent.ReleaseCountsRecorded;
import io.minutebook.event.MeetingEvent.ReleaseRescheduled;
import io.minutebook.event.MeetingEvent.ReleaseScheduled;
import io.minutebook.event.MeetingEvent.RowAdded;
import io.minutebook.event.MeetingEvent.RowCorrected;
import io.minutebook.event.MeetingEvent.TableAdded;
import io.minutebook.event.MeetingEvent.TicketCountCorrected;
import io.minutebook.event.MeetingEvent.TicketCountsRecorded;
import io.minutebook.event.Place;
import io.minutebook.event.ReleaseCount;
import io.minutebook.event.ReleasePlan;
import io.minutebook.event.StateCount;
import io.minutebook.event.StatedDelta;
import io.minutebook.markdown.DeltaHabit;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.TableKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Decides counts of tickets and of releases, release plans and plain tables. */
final class TableDecider {

  private static final int MOST = 999_999_999;
  private static final int MOST_COLUMNS = 50;
  private static final List<String> COUNT_HEADER = List.of("# of tickets", "&Delta;", "State");
  private static final List<String> PLAN_HEADER =
      List.of("Name", "Version", "Development Freeze", "Package Freeze", "Release", "Notes");

  private final Draft draft;
  private final Places places;

  TableDecider(Draft draft, Places places) {
    this.draft = draft;
    this.places = places;
  }

  void recordTicketCounts(RecordTicketCounts command) {
    if ((command.queue() != null || command.wording() != null) && command.board() != null) {
      throw Refusal.invalid("board", "Name a queue or a board, not both.");
    }
    if (command.board() != null) {
      recordBoard(command, command.board());
    } else {
      recordQueue(command);
    }
  }

  private void recordQueue(RecordTicketCounts command) {
    if (command.into() != null || command.header() != null) {
      throw Refusal.invalid(
          command.into() != null ? "into" : "header", "This is for boards; name the board.");
    }
    if (command.rows().size() != 1 || command.rows().getFirst().state() != null) {
      throw Refusal.invalid("rows", "A queue has one row, without a state.");
    }
    RecordTicketCounts.CountRow row = command.rows().getFirst();
    checkCount("rows[0].count", row.count());
    String queue = command.queue();
    String given = command.wording();
    String wording =
        given != null ? given : queue == null ? "open tickets" : "open " + queue + " tickets";
    StatedDelta stated = row.stated();
    if (!draft.fromDocument()) {
      String form = "open " + (queue == null ? "" : queue + " ") + "tickets?";
      if (queue != null && !queue.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,60}")) {
        throw Refusal.invalid("queue", "A queue is named by up to 61 letters, digits and spaces.");
      }
      if (!wording.matches(
          queue == null
              ? "open tickets?"
              : "open " + java.util.regex.Pattern.quote(queue) + " tickets?")) {
        throw Refusal.invalid("wording", "It reads '" + form.replace("s?", "s") + "'.");
      }
      stated = stated == null ? null : habitual(null, bare(stated), true);
    }
    Form form = command.form() == null ? Form.BULLET : command.form();
    EntryId home =
        needsHome(command) ? places.section(title -> title.endsWith("duty"), "Duty") : null;
    Place place = places.forEntry(command, home, form);
    EntryId id = draft.newEntry();
    StatedDelta delta = stated;
    draft.makes(
        id,
        source ->
            new QueueCountRecorded(id, place, form, queue, row.count(), delta, wording, source));
  }

  /** A change given plainly, in a command, is written as the minutes write theirs. */
  private @Nullable StatedDelta habitual(
      @Nullable EntryId near, @Nullable StatedDelta given, boolean bracketed) {
    return draft.fromDocument() ? given : DeltaHabit.of(draft.minutes(), near, given, bracketed);
  }

  private List<ReleaseCount.Counted> habitual(
      @Nullable EntryId near, List<ReleaseCount.Counted> counts) {
    return counts.stream()
        .map(c -> new ReleaseCount.Counted(c.count(), habitual(near, c.stated(), false)))
        .toList();
  }

  /** A queue's delta stands in brackets anyway. */
  private static StatedDelta bare(StatedDelta stated) {
    String text = stated.text();
    return text.startsWith("(") && text.endsWith(")")
        ? new StatedDelta(text.substring(1, text.length() - 1))
        : stated;
  }

  private boolean needsHome(MeetingCommand.Placed command) {
    return !draft.fromDocument()
        && command.under() == null
        && command.after() == null
        && command.before() == null;
  }

  private void recordBoard(RecordTicketCounts command, String stated) {
    boolean typed = !draft.fromDocument();
    String board = typed ? Texts.heading("board", stated) : stated;
    if (typed && command.rows().isEmpty()) {
      throw Refusal.invalid("rows", "At least one state is counted.");
    }
    List<String> states = new ArrayList<>();
    EntryRef into = command.into();
    Entry table = into == null ? null : table(into, "into", TableKind.TICKET_COUNTS);
    if (table != null) {
      board = boardOf(table, board);
      table.children().forEach(row -> states.add(stateOf(row)));
    }
    for (int i = 0; i < command.rows().size(); i++) {
      RecordTicketCounts.CountRow row = command.rows().get(i);
      checkCount("rows[" + i + "].count", row.count());
      String state = row.state();
      if (state == null || state.isBlank()) {
        throw Refusal.invalid("rows[" + i + "].state", "A board's row names its state.");
      }
      if (typed) {
        Texts.cell("rows[" + i + "].state", state);
        if (states.contains(state)) {
          throw Refusal.invalid("rows[" + i + "].state", "'" + state + "' is counted already.");
        }
      }
      states.add(state);
    }
    if (table != null) {
      addCounts(command, table.id(), board, places.forRow(command, table.id()).after());
    } else {
      newBoard(command, board);
    }
  }

  private void newBoard(RecordTicketCounts command, String board) {
    String key = board.strip().toLowerCase(Locale.ROOT);
    EntryId home = needsHome(command) ? places.section(key::equals, board) : null;
    List<String> given = command.header();
    List<String> header = given == null ? COUNT_HEADER : given;
    if (!draft.fromDocument() && TableKind.of(header) != TableKind.TICKET_COUNTS) {
      throw Refusal.invalid("header", "It reads like " + COUNT_HEADER + ".");
    }
    Place place = places.forEntry(command, home, Form.PARAGRAPH);
    List<EntryId> ids = draft.newEntries(command.rows().size() + 1);
    EntryId table = ids.getFirst();
    draft.makesAll(
        ids,
        sources ->
            new TicketCountsRecorded(
                table,
                place,
                header,
                board,
                null,
                rows(place.under(), command.rows(), ids.subList(1, ids.size()), sources),
                sources.get(table)));
  }

  private void addCounts(
      RecordTicketCounts command, EntryId table, String board, @Nullable EntryId after) {
    List<EntryId> ids = draft.newEntries(command.rows().size());
    draft.makesAll(
        ids,
        sources ->
            new TicketCountsRecorded(
                table, null, null, board, after, rows(table, command.rows(), ids, sources), null));
  }

  private List<StateCount> rows(
      @Nullable EntryId near,
      List<RecordTicketCounts.CountRow> rows,
      List<EntryId> ids,
      java.util.Map<EntryId, String> sources) {
    List<StateCount> counts = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      RecordTicketCounts.CountRow row = rows.get(i);
      String state = row.state() == null ? "" : row.state().strip();
      counts.add(
          new StateCount(
              ids.get(i),
              state,
              row.count(),
              habitual(near, row.stated(), false),
              sources.get(ids.get(i))));
    }
    return counts;
  }

  private static String boardOf(Entry table, String otherwise) {
    return table.content() instanceof Content.Table t && t.board() != null ? t.board() : otherwise;
  }

  private String stateOf(EntryId row) {
    return draft.minutes().outline().get(row).content() instanceof Content.TicketCount count
        ? count.state()
        : "";
  }

  private Entry table(EntryRef ref, String field, @Nullable TableKind kind) {
    Entry entry = draft.entry(ref, field);
    if (!(entry.content() instanceof Content.Table table)
        || (kind != null && table.tableKind() != kind)) {
      throw Refusal.invalid(
          field, "The entry " + entry.id() + " is not a table of the kind that is needed.");
    }
    return entry;
  }

  private void checkCount(String field, int count) {
    if (count < 0 || count > MOST) {
      throw Refusal.invalid(field, "A count is a number from 0 to " + MOST + ".");
    }
  }

  void correctTicketCount(CorrectTicketCount command) {
    Entry entry = draft.entry(command.entry(), "entry");
    checkCount("count", command.count());
    boolean queue = entry.content() instanceof Content.QueueCount;
    StatedDelta given = command.stated();
    StatedDelta stated =
        habitual(
            entry.id(),
            given != null && queue && !draft.fromDocument() ? bare(given) : given,
            queue);
    boolean same =
        switch (entry.content()) {
          case Content.QueueCount c ->
              c.count() == command.count() && java.util.Objects.equals(c.stated(), stated);
          case Content.TicketCount c ->
              c.count() == command.count() && java.util.Objects.equals(c.stated(), stated);
          default -> throw Refusal.invalid("entry", "The entry " + entry.id() + " is not a count.");
        };
    if (!same) {
      draft.changes(
          entry.id(),
          source -> new TicketCountCorrected(entry.id(), command.count(), stated, source));
    }
  }

  void recordReleaseCounts(RecordReleaseCounts command) {
    EntryRef into = command.into();
    if (into != null) {
      Entry table = table(into, "into", TableKind.RELEASE_COUNTS);
      checkReleaseRows(command, ((Content.Table) table.content()).header());
      addReleaseCounts(command, table.id(), places.forRow(command, table.id()).after());
      return;
    }
    List<String> header = releaseHeader(command);
    checkReleaseRows(command, header);
    Place place = places.forEntry(command, null, Form.PARAGRAPH);
    List<EntryId> ids = draft.newEntries(command.rows().size() + 1);
    EntryId table = ids.getFirst();
    draft.makesAll(
        ids,
        sources ->
            new ReleaseCountsRecorded(
                table,
                place,
                header,
                null,
                releaseRows(place.under(), command.rows(), ids.subList(1, ids.size()), sources),
                sources.get(table)));
  }

  private List<String> releaseHeader(RecordReleaseCounts command) {
    List<String> given = command.header();
    if (given != null) {
      if (!draft.fromDocument() && TableKind.of(given) != TableKind.RELEASE_COUNTS) {
        throw Refusal.invalid("header", "It alternates versions and &Delta;, and ends in Status.");
      }
      checkCells("header", given);
      return given;
    }
    List<String> columns = command.columns();
    if (columns == null || columns.isEmpty() || columns.size() > MOST_COLUMNS / 2) {
      throw Refusal.invalid("columns", "Name the columns, for example a version and Total.");
    }
    List<String> header = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String column = Texts.cell("columns[" + i + "]", columns.get(i));
      if (column.isEmpty()) {
        throw Refusal.invalid("columns[" + i + "]", "It must not be empty.");
      }
      header.add(column);
      header.add("&Delta;");
    }
    header.add("Status");
    return header;
  }

  private void checkReleaseRows(RecordReleaseCounts command, List<String> header) {
    if (draft.fromDocument()) {
      return;
    }
    if (command.rows().isEmpty()) {
      throw Refusal.invalid("rows", "At least one status is counted.");
    }
    for (int i = 0; i < command.rows().size(); i++) {
      RecordReleaseCounts.ReleaseRow row = command.rows().get(i);
      if (Texts.cell("rows[" + i + "].status", row.status()).isEmpty()) {
        throw Refusal.invalid("rows[" + i + "].status", "It must not be empty.");
      }
      checkReleaseCounts("rows[" + i + "].counts", row.counts(), header);
    }
  }

  private void checkReleaseCounts(
      String field, List<ReleaseCount.Counted> counts, List<String> header) {
    int columns = TableKind.countedColumns(header).size();
    if (counts.size() != columns) {
      throw Refusal.invalid(field, "The table has " + columns + " columns of counts.");
    }
    for (int i = 0; i < counts.size(); i++) {
      checkCount(field + "[" + i + "].count", counts.get(i).count());
    }
  }

  private void addReleaseCounts(
      RecordReleaseCounts command, EntryId table, @Nullable EntryId after) {
    List<EntryId> ids = draft.newEntries(command.rows().size());
    draft.makesAll(
        ids,
        sources ->
            new ReleaseCountsRecorded(
                table, null, null, after, releaseRows(table, command.rows(), ids, sources), null));
  }

  private List<ReleaseCount> releaseRows(
      @Nullable EntryId near,
      List<RecordReleaseCounts.ReleaseRow> rows,
      List<EntryId> ids,
      java.util.Map<EntryId, String> sources) {
    List<ReleaseCount> counts = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      RecordReleaseCounts.ReleaseRow row = rows.get(i);
      counts.add(
          new ReleaseCount(
              ids.get(i),
              row.status().strip(),
              habitual(near, row.counts()),
              sources.get(ids.get(i))));
    }
    return counts;
  }

  void correctReleaseCount(CorrectReleaseCount command) {
    Entry entry = draft.entry(command.entry(), "entry");
    EntryId table = entry.parent();
    if (!(entry.content() instanceof Content.ReleaseTickets row) || table == null) {
      throw Refusal.invalid(
          "entry", "The entry " + entry.id() + " is not a row of a release's counts.");
    }
    List<String> header = ((Content.Table) draft.minutes().outline().get(table).content()).header();
    checkReleaseCounts("counts", command.counts(), header);
    List<ReleaseCount.Counted> counts = habitual(entry.id(), command.counts());
    if (!row.columns().equals(counts)) {
      draft.changes(entry.id(), source -> new ReleaseCountCorrected(entry.id(), counts, source));
    }
  }

  void scheduleRelease(ScheduleRelease command) {
    ReleasePlan plan = checked(command.plan());
    EntryRef under = command.under();
    Entry target = under == null ? null : draft.entry(under, "under");
    EntryId table;
    if (target != null && target.content() instanceof Content.Table) {
      if (!draft.fromDocument()) {
        checkFits(table(EntryRef.of(target.id()), "under", TableKind.RELEASE_PLAN), plan);
      }
      table = target.id();
    } else {
      EntryId section =
          target != null
              ? target.id()
              : places.section(title -> title.equals("release schedule"), "Release Schedule");
      table = planIn(section);
    }
    Place place = places.forRow(command, table);
    EntryId id = draft.newEntry();
    draft.makes(id, source -> new ReleaseScheduled(id, place, plan, source));
  }

  /** The table of the schedule in a section; it is made if there is none. */
  private EntryId planIn(EntryId section) {
    for (EntryId child : draft.minutes().outline().childrenOf(section)) {
      if (draft.minutes().outline().get(child).content() instanceof Content.Table table
          && table.tableKind() == TableKind.RELEASE_PLAN) {
        return child;
      }
    }
    Place place =
        places.forEntry(
            new AddTable(EntryRef.of(section), null, null, PLAN_HEADER), null, Form.PARAGRAPH);
    EntryId id = draft.newEntry();
    draft.makes(id, source -> new TableAdded(id, place, PLAN_HEADER, source));
    return id;
  }

  private ReleasePlan checked(ReleasePlan plan) {
    if (draft.fromDocument()) {
      return plan;
    }
    String version = Texts.cell("plan.version", plan.version());
    if (version.isEmpty()) {
      throw Refusal.invalid("plan.version", "It must not be empty.");
    }
    checkOrder("plan.packageFreeze", plan.developmentFreeze(), plan.packageFreeze());
    checkOrder("plan.release", plan.packageFreeze(), plan.release());
    checkOrder("plan.release", plan.developmentFreeze(), plan.release());
    return new ReleasePlan(
        cell("plan.name", plan.name()),
        version,
        plan.developmentFreeze(),
        plan.packageFreeze(),
        plan.release(),
        cell("plan.notes", plan.notes()));
  }

  private static void checkOrder(
      String field, @Nullable LocalDate earlier, @Nullable LocalDate later) {
    if (earlier != null && later != null && later.isBefore(earlier)) {
      throw Refusal.invalid(field, "It is before the step that comes first, on " + earlier + ".");
    }
  }

  private static @Nullable String cell(String field, @Nullable String text) {
    return text == null || text.isBlank() ? null : Texts.cell(field, text);
  }

  /** Refuses a plan with a field that the table has no column for. */
  private void checkFits(Entry table, ReleasePlan plan) {
    List<String> columns =
        ((Content.Table) table.content()).header().stream().map(TableKind::plain).toList();
    checkColumn(columns, "name", "plan.name", plan.name());
    checkColumn(columns, "development freeze", "plan.developmentFreeze", plan.developmentFreeze());
    checkColumn(columns, "package freeze", "plan.packageFreeze", plan.packageFreeze());
    checkColumn(columns, "notes", "plan.notes", plan.notes());
  }

  private static void checkColumn(
      List<String> columns, String column, String field, @Nullable Object value) {
    if (value != null && !columns.contains(column)) {
      throw Refusal.invalid(field, "The table has no column for it.");
    }
  }

  void rescheduleRelease(RescheduleRelease command) {
    Entry entry = draft.entry(command.entry(), "entry");
    EntryId table = entry.parent();
    if (!(entry.content() instanceof Content.Release release) || table == null) {
      throw Refusal.invalid("entry", "The entry " + entry.id() + " is not a planned release.");
    }
    ReleasePlan plan = checked(command.plan());
    if (!draft.fromDocument()) {
      checkFits(draft.minutes().outline().get(table), plan);
    }
    if (!release.plan().equals(plan)) {
      draft.changes(entry.id(), source -> new ReleaseRescheduled(entry.id(), plan, source));
    }
  }

  void addTable(AddTable command) {
    checkCells("header", command.header());
    if (!draft.fromDocument()) {
      TableKind kind = TableKind.of(command.header());
      if (kind == TableKind.TICKET_COUNTS || kind == TableKind.RELEASE_COUNTS) {
        throw Refusal.invalid(
            "header",
            "Counts have commands of their own: RecordTicketCounts, RecordReleaseCounts.");
      }
    }
    Place place = places.forEntry(command, null, Form.PARAGRAPH);
    EntryId id = draft.newEntry();
    List<String> header = command.header().stream().map(String::strip).toList();
    draft.makes(id, source -> new TableAdded(id, place, header, source));
  }

  private void checkCells(String field, List<String> cells) {
    if (draft.fromDocument()) {
      return;
    }
    if (cells.isEmpty() || cells.size() > MOST_COLUMNS) {
      throw Refusal.invalid(field, "A table has 1 to " + MOST_COLUMNS + " columns.");
    }
    for (int i = 0; i < cells.size(); i++) {
      Texts.cell(field + "[" + i + "]", cells.get(i));
    }
  }

  void addRow(AddRow command) {
    Entry table = table(command.under(), "under", null);
    List<String> cells = cells(command.cells(), table);
    Place place = places.forRow(command, table.id());
    EntryId id = draft.newEntry();
    draft.makes(id, source -> new RowAdded(id, place, cells, source));
  }

  private List<String> cells(List<String> cells, Entry table) {
    checkCells("cells", cells);
    int width = ((Content.Table) table.content()).header().size();
    if (!draft.fromDocument() && cells.size() != width) {
      throw Refusal.invalid("cells", "The table has " + width + " columns.");
    }
    return cells.stream().map(String::strip).toList();
  }

  void correctRow(CorrectRow command) {
    Entry entry = draft.entry(command.entry(), "entry");
    EntryId table = entry.parent();
    if (!(entry.content() instanceof Content.Row row) || table == null) {
      throw Refusal.invalid("entry", "The entry " + entry.id() + " is not a row of a plain table.");
    }
    List<String> cells = cells(command.cells(), draft.minutes().outline().get(table));
    if (!row.cells().equals(cells)) {
      draft.changes(entry.id(), source -> new RowCorrected(entry.id(), cells, source));
    }
  }
}
