package io.minutebook.command.meeting;

import io.minutebook.command.Refusal;
import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent.SectionAdded;
import io.minutebook.event.Place;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Outline;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Works out where the entry of a command goes, and whether it may stand there. */
final class Places {

  private static final int TOP_SECTION_LEVEL = 2;

  private final Draft draft;

  Places(Draft draft) {
    this.draft = draft;
  }

  private Outline outline() {
    return draft.minutes().outline();
  }

  /** How an entry is set unless its command says otherwise. */
  static Form form(@Nullable Form stated) {
    return stated == null ? Form.BULLET : stated;
  }

  /** Whether a typed command leaves it open where its entry goes. */
  boolean needsHome(MeetingCommand.Placed command) {
    return !draft.fromDocument()
        && command.under() == null
        && command.after() == null
        && command.before() == null;
  }

  /** Refuses to take out an entry with others below it, unless that was asked for. */
  static void checkTakesAlong(Entry entry, @Nullable Boolean takeAlong) {
    if (!entry.children().isEmpty() && !Boolean.TRUE.equals(takeAlong)) {
      throw Refusal.conflict(
          "takeAlong",
          "There are entries under " + entry.id() + "; they go with it only if takeAlong is true.");
    }
  }

  /** The first section whose title, in lower case, is one of those that are sought. */
  Optional<EntryId> find(Predicate<String> title) {
    return outline().inOrder().stream()
        .filter(
            entry ->
                entry.content() instanceof Content.Section heading
                    && title.test(heading.title().strip().toLowerCase(Locale.ROOT)))
        .map(Entry::id)
        .findFirst();
  }

  /** The section that commands of a kind go to by default; it is made if there is none. */
  EntryId section(Predicate<String> title, String otherwise) {
    Optional<EntryId> turned = draft.turned();
    if (turned.isPresent()) {
      return turned.get(); // It stays where it stands; no section is needed.
    }
    Optional<EntryId> section = find(title);
    if (section.isPresent()) {
      return section.get();
    }
    EntryId id = draft.newEntry();
    Place place = new Place(null, last(null, true));
    draft.makes(id, source -> new SectionAdded(id, place, TOP_SECTION_LEVEL, otherwise, source));
    return id;
  }

  /** The place for a block of text or a table; {@code home} is the section if none is given. */
  Place forEntry(MeetingCommand.Placed command, @Nullable EntryId home, Form form) {
    Optional<Place> turned = draft.turnedPlace();
    if (turned.isPresent()) {
      return turned.get();
    }
    EntryId parent = parent(command);
    if (parent == null && !namesSibling(command)) {
      parent = home;
    }
    if (!draft.fromDocument()) {
      checkParent(parent, form);
    }
    Place place = among(command, parent, false);
    if (!draft.fromDocument() && place.after() != null && isSection(place.after())) {
      throw Refusal.invalid(
          command.before() != null ? "before" : "after",
          "Behind the section "
              + place.after()
              + " it would belong to that section; say under: "
              + place.after()
              + ".");
    }
    return place;
  }

  /** The place for a row of the table {@code table}. */
  Place forRow(MeetingCommand.Placed command, EntryId table) {
    return draft.turnedPlace().orElseGet(() -> among(command, table, false));
  }

  /** The place for a section of a level, or (null) of one below what it stands under. */
  Place forSection(MeetingCommand.Placed command, @Nullable EntryId moved) {
    EntryId parent = parent(command);
    if (!draft.fromDocument() && parent != null && !isSection(parent)) {
      throw Refusal.invalid("under", "A section stands under a section, or (absent) at the top.");
    }
    if (moved != null && parent != null && outline().isWithin(parent, moved)) {
      throw Refusal.invalid("under", "A section cannot stand under itself.");
    }
    return among(command, parent, true);
  }

  /** Refuses a heading whose level would make it, or its neighbours, belong elsewhere. */
  void checkLevel(Place place, int level, @Nullable EntryId moved) {
    EntryId parent = place.under();
    if (parent != null && levelOf(parent) >= level) {
      throw Refusal.invalid(
          "level",
          "Under a section of level " + levelOf(parent) + " the level is higher than that.");
    }
    List<EntryId> siblings =
        outline().childrenOf(parent).stream().filter(id -> !id.equals(moved)).toList();
    int index = place.after() == null ? 0 : siblings.indexOf(place.after()) + 1;
    if (place.after() != null && isSection(place.after()) && levelOf(place.after()) < level) {
      throw Refusal.invalid(
          "level",
          "Behind " + place.after() + ", of a lower level, it would belong to that section.");
    }
    if (index < siblings.size()) {
      EntryId next = siblings.get(index);
      if (!isSection(next)) {
        throw Refusal.invalid("before", "The entry " + next + " would then belong to the section.");
      }
      if (levelOf(next) > level) {
        throw Refusal.invalid("level", "The section " + next + " would then belong to this one.");
      }
    }
  }

  /** Refuses another level for a heading that would make it, or what is near, belong elsewhere. */
  void checkKeepsPlace(Entry section, int level) {
    checkLevel(outline().placeOf(section.id()), level, section.id());
    for (EntryId child : section.children()) {
      if (isSection(child) && levelOf(child) <= level) {
        throw Refusal.invalid("level", "The section " + child + " would no longer belong to it.");
      }
    }
  }

  private @Nullable EntryId parent(MeetingCommand.Placed command) {
    EntryRef under = command.under();
    if (under != null) {
      return draft.entry(under, "under").id();
    }
    // A sibling says as well under what it stands.
    if (command.after() != null) {
      return draft.entry(command.after(), "after").parent();
    }
    if (command.before() != null) {
      return draft.entry(command.before(), "before").parent();
    }
    return null;
  }

  private static boolean namesSibling(MeetingCommand.Placed command) {
    return command.under() == null && (command.after() != null || command.before() != null);
  }

  private Place among(MeetingCommand.Placed command, @Nullable EntryId parent, boolean section) {
    EntryRef after = command.after();
    EntryRef before = command.before();
    if (after != null && before != null) {
      throw Refusal.invalid("before", "Say after or before, not both.");
    }
    if (after != null) {
      return new Place(parent, sibling(after, "after", parent).id());
    }
    if (before != null) {
      EntryId next = sibling(before, "before", parent).id();
      return new Place(parent, outline().placeOf(next).after());
    }
    return new Place(parent, last(parent, section || draft.fromDocument()));
  }

  private Entry sibling(EntryRef ref, String field, @Nullable EntryId parent) {
    Entry sibling = draft.entry(ref, field);
    EntryId under = sibling.parent();
    if (parent == null ? under != null : !parent.equals(under)) {
      throw Refusal.invalid(
          field,
          "The entry "
              + sibling.id()
              + " does not stand right under "
              + (parent == null ? "the document" : parent)
              + ".");
    }
    return sibling;
  }

  /** The last child, or the last before the first section: what comes later belongs to that. */
  private @Nullable EntryId last(@Nullable EntryId parent, boolean behindSections) {
    EntryId last = null;
    for (EntryId child : outline().childrenOf(parent)) {
      if (!behindSections && isSection(child)) {
        break;
      }
      last = child;
    }
    return last;
  }

  void checkParent(@Nullable EntryId parent, Form form) {
    if (parent == null) {
      boolean hasSections = outline().childrenOf(null).stream().anyMatch(this::isSection);
      if (hasSections) {
        throw Refusal.invalid("under", "Say under which section or entry it belongs.");
      }
      return;
    }
    Entry entry = outline().get(parent);
    switch (entry.content()) {
      case Content.Section ignored -> {}
      case Content.Title ignored -> throw cannotHold(parent, "the title");
      case Content.Coordinates ignored -> throw cannotHold(parent, "the coordinates");
      case Content.Attendance ignored -> throw cannotHold(parent, "the attendance");
      case Content.Table ignored -> throw cannotHold(parent, "a table");
      case Content.TicketCount ignored -> throw cannotHold(parent, "a row");
      case Content.ReleaseTickets ignored -> throw cannotHold(parent, "a row");
      case Content.Release ignored -> throw cannotHold(parent, "a row");
      case Content.Row ignored -> throw cannotHold(parent, "a row");
      case Content.Note ignored -> checkText(entry, form);
      case Content.Nothing ignored -> checkText(entry, form);
      case Content.Announcement ignored -> checkText(entry, form);
      case Content.Duty ignored -> checkText(entry, form);
      case Content.QueueCount ignored -> checkText(entry, form);
      case Content.Support ignored -> checkText(entry, form);
      case Content.Action ignored -> checkText(entry, form);
      case Content.Decision ignored -> checkText(entry, form);
      case Content.ListedPackage ignored -> checkText(entry, form);
    }
  }

  private static void checkText(Entry entry, Form form) {
    if (entry.form().equals(Form.VERBATIM)) {
      throw cannotHold(entry.id(), "a verbatim block");
    }
    if (!entry.form().isItem() && !form.isItem()) {
      throw Refusal.invalid(
          "form", "Under the paragraph " + entry.id() + " only items of a list can stand.");
    }
  }

  private static Refusal cannotHold(EntryId parent, String what) {
    return Refusal.invalid("under", parent + " is " + what + "; nothing can stand under it.");
  }

  private boolean isSection(EntryId id) {
    return outline().get(id).content() instanceof Content.Section;
  }

  int levelOf(EntryId id) {
    return outline().get(id).content() instanceof Content.Section section ? section.level() : 0;
  }
}
