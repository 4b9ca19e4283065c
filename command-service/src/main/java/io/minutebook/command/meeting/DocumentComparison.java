package io.minutebook.command.meeting;

import io.minutebook.command.Refusal;
import io.minutebook.command.meeting.MeetingCommand.*;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import io.minutebook.event.Place;
import io.minutebook.markdown.DocumentEntry;
import io.minutebook.markdown.MarkdownReader;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.minutes.Minutes;
import io.minutebook.minutes.Outline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Works out the commands that make minutes equal to a Markdown document: what a person would say
 * happened between the one and the other.
 *
 * <p>The document's entries are matched with those that stand ({@link DocumentMatch}). What the
 * document does not have is retracted, except what still holds something that it has. Then its
 * entries are gone through in order, each put where the document has it (added, or moved unless a
 * longest run of its siblings is in place already) and changed in the fields that differ; what was
 * left standing for the sake of others is retracted in the end. This is the edit script of Chawathe
 * et al. ("Change detection in hierarchically structured information", SIGMOD 1996) with the
 * commands of minutes in the place of insert, delete, update and move.
 */
final class DocumentComparison {

  /** Moving the title is worth more than moving anything else; fewer moves more than small ones. */
  private static final long TITLE = 1L << 60;

  private static final long MOVE = 1L << 30;

  private final Minutes before;
  private final String document;
  private final Circumstances circumstances;
  private final Draft draft;
  private final CommandDecider decider;
  private final List<NamedCommand> commands = new ArrayList<>();

  /** The ids of the document's entries, as far as they have one, and the other way round. */
  private final IdentityHashMap<DocumentEntry, EntryId> ids = new IdentityHashMap<>();

  private final Map<EntryId, DocumentEntry> kept = new HashMap<>();

  /** The new actions that stood in the previous meeting's minutes. */
  private IdentityHashMap<DocumentEntry, EntryAddress> carried = new IdentityHashMap<>();

  /** Goes on with a draft, whose commands another one decides. */
  DocumentComparison(
      Draft draft, CommandDecider decider, String document, Circumstances circumstances) {
    this.before = draft.minutes();
    this.document = document;
    this.circumstances = circumstances;
    this.draft = draft;
    this.decider = decider;
  }

  Decision decide() {
    DocumentCheck check = new DocumentCheck(document);
    check.checkCharacters();
    reinstate();
    if (before.exist() && MarkdownWriter.write(before).equals(document)) {
      return draft.decision(commands);
    }
    decider.life().checkMayCorrect();
    List<DocumentEntry> entries = MarkdownReader.read(document);
    DocumentEntry title = check.title(entries);
    if (!before.exist()) {
      Content.Title text = (Content.Title) title.content();
      does(new ScheduleMeeting(text.text()), title.source());
      ids.put(title, new EntryId(1));
    } else {
      ids.putAll(DocumentMatch.of(before, entries));
    }
    ids.forEach((entry, id) -> kept.put(id, entry));
    carried = CarriedActions.of(circumstances.facts(), draft.minutes(), entries, ids);
    retractWhatIsGone();
    arrange(entries);
    retractWhatIsLeft();
    String result = MarkdownWriter.write(draft.minutes());
    if (!result.equals(document)) {
      throw new IllegalStateException("the commands worked out do not lead to the document");
    }
    return draft.decision(commands);
  }

  /** A document reinstates a cancelled meeting only where that was asked for. */
  private void reinstate() {
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

  private void does(MeetingCommand command, String... sources) {
    does(null, command, List.of(sources), Map.of());
  }

  private void does(
      @Nullable EntryId turns,
      MeetingCommand command,
      List<String> sources,
      Map<EntryId, String> beside) {
    int events = draft.events();
    draft.given(turns, sources, beside);
    decider.decide(command);
    if (draft.events() > events) {
      commands.add(new NamedCommand(null, turns == null ? null : EntryRef.of(turns), command));
    }
  }

  private Outline outline() {
    return draft.minutes().outline();
  }

  /** Some siblings of the document that are being put in order under their parent. */
  private static final class Level {
    private final List<DocumentEntry> entries;
    private final @Nullable EntryId parent;
    private final Set<EntryId> inPlace;
    private int next;
    private @Nullable EntryId previous;

    private Level(List<DocumentEntry> entries, @Nullable EntryId parent, Set<EntryId> inPlace) {
      this.entries = entries;
      this.parent = parent;
      this.inPlace = inPlace;
    }
  }

  /** Puts entries in order, each before what is under it. */
  private void arrange(List<DocumentEntry> top) {
    Deque<Level> open = new ArrayDeque<>();
    open.push(new Level(top, null, inPlace(top, null)));
    while (!open.isEmpty()) {
      Level level = open.peek();
      if (level.next == level.entries.size()) {
        open.pop();
        continue;
      }
      DocumentEntry entry = level.entries.get(level.next++);
      EntryId id = ids.get(entry);
      if (id == null) {
        id = add(entry, level.parent, level.previous);
      } else {
        if (!level.inPlace.contains(id)) {
          move(id, entry, level.parent, level.previous);
        }
        change(id, entry);
      }
      level.previous = id;
      if (!entry.children().isEmpty()) {
        open.push(new Level(entry.children(), id, inPlace(entry.children(), id)));
      }
    }
  }

  /** Of the entries that stand under {@code parent} already, a longest run that need not move. */
  private Set<EntryId> inPlace(List<DocumentEntry> entries, @Nullable EntryId parent) {
    List<EntryId> standing = outline().childrenOf(parent);
    Map<EntryId, Integer> positions = HashMap.newHashMap(standing.size());
    for (int i = 0; i < standing.size(); i++) {
      positions.put(standing.get(i), i);
    }
    List<EntryId> wanted = entries.stream().map(ids::get).filter(positions::containsKey).toList();
    BitSet run =
        LongestRun.of(
            wanted.stream().mapToInt(positions::get).toArray(),
            wanted.stream().mapToLong(this::weight).toArray());
    Set<EntryId> inPlace = new HashSet<>();
    run.stream().forEach(i -> inPlace.add(wanted.get(i)));
    return inPlace;
  }

  private long weight(EntryId id) {
    Entry entry = outline().get(id);
    return entry.content() instanceof Content.Title ? TITLE : MOVE + entry.children().size();
  }

  private EntryId add(DocumentEntry entry, @Nullable EntryId parent, @Nullable EntryId previous) {
    Addition addition =
        addition(entry, Spot.of(outline(), parent, previous), row -> !ids.containsKey(row));
    int made = draft.made().size();
    happens(null, addition, new Place(parent, previous));
    EntryId id = draft.made().get(made);
    ids.put(entry, id);
    for (int i = 0; i < addition.rows().size(); i++) {
      ids.put(addition.rows().get(i), draft.made().get(made + 1 + i));
    }
    return id;
  }

  private Addition addition(DocumentEntry entry, Spot spot, Predicate<DocumentEntry> isNew) {
    Addition addition = Addition.of(entry, spot, isNew);
    EntryAddress from = carried.get(entry);
    return from == null ? addition : addition.carryingOver(from);
  }

  private void happens(@Nullable EntryId turns, Addition addition, Place place) {
    switch (addition.command()) {
      case SetCoordinates c -> {
        draft.given(turns, addition.sources(), Map.of());
        draft.causedBy(c);
        decider.head().setCoordinatesAt(place, c.text());
        commands.add(new NamedCommand(null, turns == null ? null : EntryRef.of(turns), c));
      }
      case RecordAttendance c -> {
        draft.given(turns, addition.sources(), Map.of());
        draft.causedBy(c);
        decider.head().recordAttendanceAt(place, c.people());
        commands.add(new NamedCommand(null, turns == null ? null : EntryRef.of(turns), c));
      }
      default -> does(turns, addition.command(), addition.sources(), Map.of());
    }
  }

  private void move(
      EntryId id, DocumentEntry entry, @Nullable EntryId parent, @Nullable EntryId previous) {
    EntryRef self = EntryRef.of(id);
    Spot spot = Spot.of(outline(), parent, previous);
    if (self.equals(spot.before())) {
      return;
    }
    MeetingCommand command =
        switch (entry.content()) {
          case Content.Title ignored ->
              throw new IllegalStateException("the title is first among what stands at the top");
          case Content.Section ignored ->
              new MoveSection(self, spot.under(), spot.after(), spot.before());
          case Content.ListedPackage to
              when outline().get(id).content() instanceof Content.ListedPackage from
                  && from.stage() != to.stage() ->
              new AdvancePackage(self, spot.under(), spot.after(), spot.before(), to.stage());
          default -> new MoveEntry(self, spot.under(), spot.after(), spot.before());
        };
    does(null, command, List.of(), layoutWithin(id));
  }

  /** The sources that differ, of what moves along and says what it said. */
  private Map<EntryId, String> layoutWithin(EntryId id) {
    Map<EntryId, String> layout = new HashMap<>();
    for (Entry entry : outline().within(id)) {
      putLayout(entry, layout);
    }
    return layout;
  }

  private void putLayout(Entry entry, Map<EntryId, String> layout) {
    DocumentEntry read = kept.get(entry.id());
    if (read != null
        && read.form().equals(entry.form())
        && Likeness.isSame(entry.content(), read.content())
        && !read.source().equals(entry.source())) {
      layout.put(entry.id(), read.source());
    }
  }

  /** Changes the fields in which an entry differs, and then its layout, if that does. */
  private void change(EntryId id, DocumentEntry entry) {
    Entry standing = outline().get(id);
    if (!Likeness.isSame(standing.content(), entry.content())) {
      Place place = outline().placeOf(id);
      List<MeetingCommand> changes =
          Changes.of(standing, entry.content(), Spot.of(outline(), place.under(), place.after()));
      if (changes.isEmpty()) {
        turn(id, entry);
      } else {
        changes.forEach(command -> does(command, entry.source()));
      }
    }
    Entry changed = outline().get(id);
    Form form = changed.form().equals(entry.form()) ? null : entry.form();
    if (form != null || !entry.source().equals(changed.source())) {
      does(new ReformatEntry(EntryRef.of(id), form, entry.source()));
    }
  }

  /** An entry has become something else; it keeps its identity, its place and what is under it. */
  private void turn(EntryId id, DocumentEntry entry) {
    Place place = outline().placeOf(id);
    EntryId table = Node.isRow(entry.content()) ? place.under() : null;
    Spot spot = new Spot(table == null ? null : EntryRef.of(table), null, null);
    happens(id, addition(entry, spot, row -> false), place);
  }

  /** Takes out what the document has nothing of, with the layout of what follows it. */
  private void retractWhatIsGone() {
    List<Entry> order = before.outline().inOrder();
    Set<EntryId> holding = new HashSet<>();
    for (Entry entry : order.reversed()) {
      EntryId parent = entry.parent();
      if (parent != null && (kept.containsKey(entry.id()) || holding.contains(entry.id()))) {
        holding.add(parent);
      }
    }
    for (int i = 0; i < order.size(); i++) {
      EntryId id = order.get(i).id();
      if (!kept.containsKey(id) && !holding.contains(id) && outline().find(id).isPresent()) {
        int behind = i + outline().within(id).size();
        Map<EntryId, String> layout = new HashMap<>();
        if (behind < order.size()) {
          putLayout(order.get(behind), layout);
        }
        retract(outline().get(id), layout);
      }
    }
  }

  private void retractWhatIsLeft() {
    for (Entry entry : before.outline().inOrder()) {
      if (!kept.containsKey(entry.id())) {
        outline().find(entry.id()).ifPresent(standing -> retract(standing, Map.of()));
      }
    }
  }

  private void retract(Entry entry, Map<EntryId, String> layout) {
    EntryRef ref = EntryRef.of(entry.id());
    Boolean takeAlong = entry.children().isEmpty() ? null : Boolean.TRUE;
    MeetingCommand command =
        switch (entry.content()) {
          case Content.Section ignored -> new RemoveSection(ref, takeAlong);
          case Content.Announcement ignored -> new RetractAnnouncement(ref, null, takeAlong);
          case Content.ListedPackage ignored -> new WithdrawPackage(ref, null, takeAlong);
          default -> new RetractEntry(ref, null, takeAlong);
        };
    does(null, command, List.of(), layout);
  }
}
