package io.minutebook.command.meeting;

import io.minutebook.command.Refusal;
import io.minutebook.command.meeting.MeetingCommand.*;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingId;
import io.minutebook.event.Place;
import io.minutebook.event.ReleaseCount;
import io.minutebook.markdown.DocumentEntry;
import io.minutebook.markdown.MarkdownReader;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.minutes.Minutes;
import io.minutebook.minutes.Outline;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Works out the commands that make minutes equal to a Markdown document: what a person would say
 * happened between the one and the other.
 *
 * <p>The document's entries are matched with those that stand ({@link DocumentMatch}). Then they
 * are gone through in order, each put where the document has it (added, or moved unless a longest
 * run of its siblings is in place already) and changed in the fields that differ; what the document
 * does not have is retracted in the end.
 */
final class DocumentComparison {

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\r\\t]]");

  private final Minutes before;
  private final String document;
  private final Circumstances circumstances;
  private final Draft draft;
  private final CommandDecider decider;
  private final List<NamedCommand> commands = new ArrayList<>();

  /** The ids of the document's entries, as far as they have one. */
  private final IdentityHashMap<DocumentEntry, EntryId> ids = new IdentityHashMap<>();

  DocumentComparison(
      Minutes before, MeetingId meeting, String document, Circumstances circumstances) {
    this.before = before;
    this.document = document;
    this.circumstances = circumstances;
    this.draft = new Draft(before, Map.of());
    this.decider = new CommandDecider(meeting, draft, circumstances.reason());
  }

  Decision decide() {
    checkCharacters();
    checkNotCancelled();
    if (before.exist() && MarkdownWriter.write(before).equals(document)) {
      return draft.decision(commands);
    }
    decider.life().checkMayCorrect();
    List<DocumentEntry> entries = MarkdownReader.read(document);
    DocumentEntry title = check(entries);
    if (!before.exist()) {
      Content.Title text = (Content.Title) title.content();
      does(new ScheduleMeeting(text.text()), title.source());
      ids.put(title, EntryId.numbered(1));
    } else {
      ids.putAll(DocumentMatch.of(before, entries));
      before.title().ifPresent(standing -> ids.put(title, standing.id()));
    }
    Set<EntryId> kept = new HashSet<>(ids.values());
    arrange(entries, null);
    retract(kept);
    String result = MarkdownWriter.write(draft.minutes());
    if (!result.equals(document)) {
      throw new IllegalStateException("the commands worked out do not lead to the document");
    }
    return draft.decision(commands);
  }

  /** A document reinstates a cancelled meeting only where that was asked for. */
  private void checkNotCancelled() {
    if (before.status() != MeetingStatus.CANCELLED) {
      return;
    }
    if (!circumstances.reinstate()) {
      throw Refusal.conflict(
          "reinstate",
          "The meeting "
              + before.meeting()
              + " is cancelled. Say ?reinstate=true to take that back with this document.");
    }
    does(new ReinstateMeeting());
  }

  private void checkCharacters() {
    Matcher control = CONTROL.matcher(document);
    if (control.find()) {
      throw Refusal.invalid(
          "document",
          "Line "
              + lineOf(control.start())
              + " has a control character (U+"
              + String.format("%04X", (int) document.charAt(control.start()))
              + "); a document is text.");
    }
  }

  private DocumentEntry check(List<DocumentEntry> entries) {
    DocumentEntry title =
        entries.stream()
            .filter(
                entry -> entry.content() instanceof Content.Title text && !text.text().isEmpty())
            .findFirst()
            .orElseThrow(
                () ->
                    Refusal.invalid(
                        "document",
                        "It has no title: minutes begin with a heading such as"
                            + " '# Weekly meeting, 4 May 2020'."));
    checkLengths(entries, 0);
    return title;
  }

  private int checkLengths(List<DocumentEntry> entries, int start) {
    int at = start;
    for (DocumentEntry entry : entries) {
      at += entry.source().length();
      if (entry.source().getBytes(StandardCharsets.UTF_8).length > Texts.LONGEST) {
        throw Refusal.invalid(
            "document",
            "The block that ends in line " + lineOf(at - 1) + " is over the limit of 64 KiB.");
      }
      at = checkLengths(entry.children(), at);
    }
    return at;
  }

  private int lineOf(int offset) {
    return 1
        + (int) document.substring(0, offset).lines().count()
        - (offset > 0 && document.charAt(offset - 1) != '\n' ? 1 : 0);
  }

  private void does(MeetingCommand command, String... sources) {
    draft.given(List.of(sources));
    decider.decide(command);
    commands.add(new NamedCommand(null, command));
  }

  private Outline outline() {
    return draft.minutes().outline();
  }

  /** Puts entries in order under {@code parent}, and goes on with what is under them. */
  private void arrange(List<DocumentEntry> entries, @Nullable EntryId parent) {
    Set<EntryId> inPlace = inPlace(entries, parent);
    EntryId previous = null;
    for (int i = 0; i < entries.size(); i++) {
      DocumentEntry entry = entries.get(i);
      EntryId id = ids.get(entry);
      if (id == null) {
        id = add(entry, parent, previous);
      } else {
        if (!inPlace.contains(id)) {
          move(id, entry, parent, previous);
        }
        change(id, entry);
      }
      arrange(entry.children(), id);
      previous = id;
    }
  }

  /** Of the entries that stand under {@code parent} already, a longest run that need not move. */
  private Set<EntryId> inPlace(List<DocumentEntry> entries, @Nullable EntryId parent) {
    List<EntryId> standing = outline().childrenOf(parent);
    List<EntryId> wanted =
        entries.stream().map(ids::get).filter(Objects::nonNull).filter(standing::contains).toList();
    int[] position = wanted.stream().mapToInt(standing::indexOf).toArray();
    int[] length = new int[position.length];
    int[] from = new int[position.length];
    int best = -1;
    for (int i = 0; i < position.length; i++) {
      // The title never moves: it outweighs all others.
      int weight = isTitle(wanted.get(i)) ? wanted.size() : 1;
      length[i] = weight;
      from[i] = -1;
      for (int j = 0; j < i; j++) {
        if (position[j] < position[i] && length[j] + weight > length[i]) {
          length[i] = length[j] + weight;
          from[i] = j;
        }
      }
      if (best < 0 || length[i] > length[best]) {
        best = i;
      }
    }
    Set<EntryId> run = new HashSet<>();
    for (int i = best; i >= 0; i = from[i]) {
      run.add(wanted.get(i));
    }
    return run;
  }

  private boolean isTitle(EntryId id) {
    return outline().get(id).content() instanceof Content.Title;
  }

  private static @Nullable EntryRef ref(@Nullable EntryId id) {
    return id == null ? null : EntryRef.of(id);
  }

  /** The sibling to stand before: the first one, for what comes first. */
  private @Nullable EntryRef firstOf(@Nullable EntryId parent, @Nullable EntryId previous) {
    List<EntryId> siblings = outline().childrenOf(parent);
    return previous != null || siblings.isEmpty() ? null : EntryRef.of(siblings.getFirst());
  }

  private EntryId add(DocumentEntry entry, @Nullable EntryId parent, @Nullable EntryId previous) {
    EntryRef under = ref(parent);
    EntryRef after = ref(previous);
    EntryRef before = firstOf(parent, previous);
    Form form = entry.form();
    String source = entry.source();
    int made = draft.made().size();
    switch (entry.content()) {
      case Content.Title c -> throw new IllegalStateException("the title stands already");
      case Content.Coordinates c -> {
        draft.given(List.of(source));
        MeetingCommand command = new SetCoordinates(c.text());
        draft.causedBy(command);
        decider.setCoordinatesAt(new Place(parent, previous), c.text());
        commands.add(new NamedCommand(null, command));
      }
      case Content.Attendance c -> {
        draft.given(List.of(source));
        MeetingCommand command = new RecordAttendance(c.people());
        draft.causedBy(command);
        decider.recordAttendanceAt(new Place(parent, previous), c.people());
        commands.add(new NamedCommand(null, command));
      }
      case Content.Section c ->
          does(new AddSection(under, after, before, c.level(), c.title()), source);
      case Content.Note c -> does(new AddNote(under, after, before, form, c.text()), source);
      case Content.Nothing c ->
          does(new DeclareNothing(under, after, before, form, c.wording()), source);
      case Content.Announcement c ->
          does(new AddAnnouncement(under, after, before, form, c.text()), source);
      case Content.Duty c ->
          does(
              new AssignDuty(under, after, before, form, c.slot(), c.person(), c.tentative()),
              source);
      case Content.QueueCount c ->
          does(
              new RecordTicketCounts(
                  under,
                  after,
                  before,
                  null,
                  form,
                  c.queue(),
                  null,
                  c.wording(),
                  null,
                  List.of(new RecordTicketCounts.CountRow(null, c.count(), c.stated()))),
              source);
      case Content.Table c -> addTable(entry, c, under, after, before);
      case Content.TicketCount c ->
          does(
              new RecordTicketCounts(
                  null,
                  after,
                  before,
                  under,
                  null,
                  null,
                  c.board(),
                  null,
                  null,
                  List.of(new RecordTicketCounts.CountRow(c.state(), c.count(), c.stated()))),
              source);
      case Content.ReleaseTickets c ->
          does(
              new RecordReleaseCounts(
                  null,
                  after,
                  before,
                  under,
                  null,
                  null,
                  List.of(new RecordReleaseCounts.ReleaseRow(c.status(), c.columns()))),
              source);
      case Content.Release c -> does(new ScheduleRelease(under, after, before, c.plan()), source);
      case Content.Row c ->
          does(new AddRow(Objects.requireNonNull(under), after, before, c.cells()), source);
      case Content.Support c ->
          does(
              new ReportSupport(under, after, before, form, c.site(), c.people(), c.text()),
              source);
      case Content.Action c ->
          does(
              new AssignAction(
                  under, after, before, form, c.owners(), c.text(), c.tickets(), c.due()),
              source);
      case Content.Decision c -> {
        EntryAddress supersedes = c.supersedes();
        does(
            supersedes == null
                ? new RecordDecision(under, after, before, form, c.text())
                : new SupersedeDecision(under, after, before, form, c.text(), supersedes),
            source);
      }
      case Content.ListedPackage c ->
          does(new ListPackage(under, after, before, form, c.stage(), c.text()), source);
    }
    EntryId id = draft.made().get(made);
    ids.put(entry, id);
    return id;
  }

  /** Adds a table, with its rows as far as they are counted. */
  private void addTable(
      DocumentEntry entry,
      Content.Table table,
      @Nullable EntryRef under,
      @Nullable EntryRef after,
      @Nullable EntryRef before) {
    List<String> sources = new ArrayList<>(List.of(entry.source()));
    int made = draft.made().size();
    String board = table.board();
    List<DocumentEntry> counted = new ArrayList<>();
    if (board != null) {
      List<RecordTicketCounts.CountRow> rows = new ArrayList<>();
      for (DocumentEntry row : entry.children()) {
        if (!(row.content() instanceof Content.TicketCount c)) {
          break;
        }
        rows.add(new RecordTicketCounts.CountRow(c.state(), c.count(), c.stated()));
        sources.add(row.source());
        counted.add(row);
      }
      does(
          new RecordTicketCounts(
              under, after, before, null, null, null, board, null, table.header(), rows),
          sources.toArray(String[]::new));
    } else if (table.tableKind() == io.minutebook.minutes.TableKind.RELEASE_COUNTS) {
      List<RecordReleaseCounts.ReleaseRow> rows = new ArrayList<>();
      for (DocumentEntry row : entry.children()) {
        if (!(row.content() instanceof Content.ReleaseTickets c)) {
          break;
        }
        List<ReleaseCount.Counted> counts = c.columns();
        rows.add(new RecordReleaseCounts.ReleaseRow(c.status(), counts));
        sources.add(row.source());
        counted.add(row);
      }
      does(
          new RecordReleaseCounts(under, after, before, null, null, table.header(), rows),
          sources.toArray(String[]::new));
    } else {
      does(new AddTable(under, after, before, table.header()), entry.source());
    }
    for (int i = 0; i < counted.size(); i++) {
      ids.put(counted.get(i), draft.made().get(made + 1 + i));
    }
  }

  private void move(
      EntryId id, DocumentEntry entry, @Nullable EntryId parent, @Nullable EntryId previous) {
    EntryRef self = EntryRef.of(id);
    EntryRef before = firstOf(parent, previous);
    if (self.equals(before)) {
      return;
    }
    EntryRef under = ref(parent);
    EntryRef after = ref(previous);
    if (entry.content() instanceof Content.Section) {
      does(new MoveSection(self, under, after, before));
    } else if (!(entry.content() instanceof Content.Title)) {
      does(new MoveEntry(self, under, after, before));
    } else {
      throw new IllegalStateException("the title is first among what stands at the top");
    }
  }

  /** Changes the fields in which an entry differs, or else its source, if that does. */
  private void change(EntryId id, DocumentEntry entry) {
    Entry standing = outline().get(id);
    String source = entry.source();
    if (Likeness.isSame(standing.content(), entry.content())) {
      if (!source.equals(standing.source())) {
        does(new ReformatEntry(EntryRef.of(id), source));
      }
      return;
    }
    EntryRef ref = EntryRef.of(id);
    switch (entry.content()) {
      case Content.Title c -> does(new CorrectTitle(c.text()), source);
      case Content.Coordinates c -> does(new SetCoordinates(c.text()), source);
      case Content.Attendance c -> does(new RecordAttendance(c.people()), source);
      case Content.Section c -> does(new RenameSection(ref, c.title()), source);
      case Content.Note c -> does(new RewordEntry(ref, c.text()), source);
      case Content.Nothing c -> does(new RewordEntry(ref, c.wording()), source);
      case Content.Announcement c -> does(new RewordAnnouncement(ref, c.text()), source);
      case Content.Duty c -> does(new SwapDuty(ref, c.person(), c.tentative()), source);
      case Content.QueueCount c -> does(new CorrectTicketCount(ref, c.count(), c.stated()), source);
      case Content.TicketCount c ->
          does(new CorrectTicketCount(ref, c.count(), c.stated()), source);
      case Content.ReleaseTickets c -> does(new CorrectReleaseCount(ref, c.columns()), source);
      case Content.Release c -> does(new RescheduleRelease(ref, c.plan()), source);
      case Content.Row c -> does(new CorrectRow(ref, c.cells()), source);
      case Content.Support c ->
          does(new CorrectSupport(ref, c.site(), c.people(), c.text()), source);
      case Content.Action c -> changeAction(ref, (Content.Action) standing.content(), c, source);
      case Content.Decision c -> does(new RewordDecision(ref, c.text(), c.supersedes()), source);
      case Content.ListedPackage c ->
          changePackage(ref, (Content.ListedPackage) standing.content(), c, source);
      case Content.Table c -> throw new IllegalStateException("a table with another head is new");
    }
  }

  private void changePackage(
      EntryRef ref, Content.ListedPackage from, Content.ListedPackage to, String source) {
    if (from.stage() != to.stage()) {
      does(new AdvancePackage(ref, null, null, null, to.stage()));
    }
    if (!from.text().equals(to.text())) {
      does(new RewordPackage(ref, to.text()), source);
    } else if (!source.equals(entry(ref).source())) {
      does(new ReformatEntry(ref, source));
    }
  }

  private void changeAction(EntryRef ref, Content.Action from, Content.Action to, String source) {
    if (!from.owners().equals(to.owners())) {
      does(new ReassignAction(ref, to.owners()), source);
    }
    if (!from.text().equals(to.text())) {
      does(new RewordAction(ref, to.text()), source);
    }
    if (!Objects.equals(from.due(), to.due())) {
      does(new RescheduleAction(ref, to.due()), source);
    }
  }

  /** Takes out what stood before and the document does not have. */
  private void retract(Set<EntryId> kept) {
    for (Entry entry : before.outline().inOrder()) {
      if (kept.contains(entry.id()) || outline().find(entry.id()).isEmpty()) {
        continue;
      }
      EntryRef ref = EntryRef.of(entry.id());
      Boolean takeAlong = entry(ref).children().isEmpty() ? null : Boolean.TRUE;
      does(
          switch (entry.content()) {
            case Content.Section ignored -> new RemoveSection(ref, takeAlong);
            case Content.Announcement ignored -> new RetractAnnouncement(ref, null, takeAlong);
            case Content.ListedPackage ignored -> new WithdrawPackage(ref, null, takeAlong);
            default -> new RetractEntry(ref, null, takeAlong);
          });
    }
  }

  private Entry entry(EntryRef ref) {
    return draft.entry(ref, "entry");
  }
}
