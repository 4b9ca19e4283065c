package io.minutebook.command.meeting;

import io.minutebook.command.Refusal;
import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.Place;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The state of a decision that is being made: the minutes so far and the events that led there. */
final class Draft {

  private static final int MOST_ENTRIES = 10_000;

  private Minutes minutes;
  private final Map<String, EntryId> names;
  private final List<MeetingEvent> events = new ArrayList<>();
  private final List<String> causes = new ArrayList<>();
  private final List<EntryId> made = new ArrayList<>();
  private String cause = "";

  /**
   * The sources that a document gives for the command at hand; null: it came without a document.
   */
  private @Nullable Deque<String> given;

  /** The sources that a document gives to other entries than those that the command is about. */
  private Map<EntryId, String> beside = Map.of();

  /** The standing entry that the command at hand turns into what it would otherwise make anew. */
  private @Nullable EntryId turned;

  Draft(Minutes minutes, Map<String, EntryId> names) {
    this.minutes = minutes;
    this.names = names;
  }

  Minutes minutes() {
    return minutes;
  }

  List<EntryId> made() {
    return made;
  }

  /** Whether the command at hand comes from a document. */
  boolean fromDocument() {
    return given != null;
  }

  /** The text of a command, checked unless a document has it so. */
  String text(String field, String text, Form form) {
    return fromDocument() ? text : Texts.block(field, text, form);
  }

  /** How many events there are so far. */
  int events() {
    return events.size();
  }

  /**
   * The sources that a document has for the next command.
   *
   * @param turns the standing entry that the command turns into what it says; null: none
   * @param sources those of the entries that it makes or changes, in order
   * @param beside those that change where it moves or takes out an entry
   */
  void given(@Nullable EntryId turns, List<String> sources, Map<EntryId, String> beside) {
    this.turned = turns;
    this.given = new ArrayDeque<>(sources);
    this.beside = beside;
  }

  /** What comes next does not come from a document. */
  void endOfDocument() {
    turned = null;
    given = null;
    beside = Map.of();
  }

  /** The next command turns a standing entry into what it says. */
  void turns(EntryId entry) {
    turned = entry;
  }

  /** Where the command at hand has its entry already, if it turns one that stands. */
  Optional<Place> turnedPlace() {
    return turned().map(minutes.outline()::placeOf);
  }

  /** The entry that the command at hand turns into what it says, if it does. */
  Optional<EntryId> turned() {
    return Optional.ofNullable(turned);
  }

  Decision decision(List<NamedCommand> commands) {
    return new Decision(events, causes, made, commands, minutes);
  }

  /** The entry that a command's name stands for: of those it made, what the command is about. */
  EntryId namedEntry(int firstMade, MeetingCommand command) {
    // A command that makes its section first is about what it put there.
    boolean madeSection =
        made.size() > firstMade + 1
            && !(command instanceof MeetingCommand.AddSection)
            && minutes.outline().get(made.get(firstMade)).content()
                instanceof io.minutebook.minutes.Content.Section;
    return made.get(madeSection ? firstMade + 1 : firstMade);
  }

  /**
   * The entry that a command addresses.
   *
   * @throws Refusal naming {@code field} if there is none
   */
  Entry entry(EntryRef ref, String field) {
    EntryId id = ref.isName() ? names.get(ref.text().substring(1)) : new EntryId(ref.text());
    if (id == null) {
      throw Refusal.invalid(
          field, "No earlier command of this list has the name " + ref.text().substring(1) + ".");
    }
    return minutes
        .outline()
        .find(id)
        .orElseThrow(
            () ->
                id.number() <= minutes.lastEntry()
                    ? Refusal.conflict(field, "The entry " + id + " has been retracted.")
                    : Refusal.notFound(field, "There is no entry " + id + " in these minutes."));
  }

  /** A fresh id, or that of the entry that is turned into what the command says. */
  EntryId newEntry() {
    return newEntries(1).getFirst();
  }

  List<EntryId> newEntries(int count) {
    if (turned == null && minutes.outline().size() + count > MOST_ENTRIES) {
      throw Refusal.invalid(
          fromDocument() ? "document" : "entries",
          "Minutes have at most " + MOST_ENTRIES + " entries; begin another meeting's.");
    }
    List<EntryId> ids = new ArrayList<>();
    if (turned != null) {
      ids.add(turned);
      turned = null;
    }
    for (int i = 1; ids.size() < count; i++) {
      ids.add(new EntryId(minutes.lastEntry() + i));
    }
    return ids;
  }

  void happens(MeetingEvent event) {
    minutes = minutes.apply(event);
    events.add(event);
    causes.add(cause);
  }

  /** What happens from now on comes from this command. */
  void causedBy(MeetingCommand command) {
    cause = command.getClass().getSimpleName();
  }

  /** An entry is made, or a standing one turned; {@code event} is given its source. */
  void makes(EntryId entry, Function<@Nullable String, MeetingEvent> event) {
    String old = minutes.outline().find(entry).map(Entry::source).orElse(null);
    String source =
        given == null
            ? Seams.fitted(minutes, entry, rendered(entry, event.apply(null), old), event)
            : given.removeFirst();
    happens(event.apply(source));
    made.add(entry);
  }

  /**
   * An entry goes, with all that stands under it; {@code event} is given its neighbours' sources.
   */
  void takesOut(EntryId entry, Function<Map<EntryId, String>, MeetingEvent> event) {
    moves(entry, event, Map.of());
  }

  /** An entry moves; {@code event} is given the sources that change, {@code own} among them. */
  void moves(
      EntryId entry, Function<Map<EntryId, String>, MeetingEvent> event, Map<EntryId, String> own) {
    happens(event.apply(given == null ? Seams.mended(minutes, entry, own, event) : beside));
  }

  /** The fields of an entry change, and with them its source. */
  void changes(EntryId entry, Function<@Nullable String, MeetingEvent> event) {
    String old = minutes.outline().get(entry).source();
    String source =
        given == null
            ? Seams.closed(minutes, entry, rendered(entry, event.apply(null), old), event)
            : given.removeFirst();
    happens(event.apply(source));
  }

  private String rendered(EntryId entry, MeetingEvent event, @Nullable String old) {
    return MarkdownWriter.render(minutes.apply(event), entry, old);
  }

  /** Several entries are made at once; {@code event} is given a source for each. */
  void makesAll(List<EntryId> entries, Function<Map<EntryId, String>, MeetingEvent> event) {
    Map<EntryId, String> sources;
    if (given == null) {
      Minutes drafted = minutes.apply(event.apply(Map.of()));
      sources =
          entries.stream()
              .collect(Collectors.toMap(id -> id, id -> MarkdownWriter.render(drafted, id, null)));
    } else {
      Deque<String> left = given;
      sources = entries.stream().collect(Collectors.toMap(id -> id, id -> left.removeFirst()));
    }
    happens(event.apply(sources));
    made.addAll(entries);
  }
}
