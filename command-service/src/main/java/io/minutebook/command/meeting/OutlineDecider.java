package io.minutebook.command.meeting;

import io.minutebook.command.Refusal;
import io.minutebook.command.meeting.MeetingCommand.AddSection;
import io.minutebook.command.meeting.MeetingCommand.MoveEntry;
import io.minutebook.command.meeting.MeetingCommand.MoveSection;
import io.minutebook.command.meeting.MeetingCommand.ReformatEntry;
import io.minutebook.command.meeting.MeetingCommand.RemoveSection;
import io.minutebook.command.meeting.MeetingCommand.RenameSection;
import io.minutebook.command.meeting.MeetingCommand.RetractEntry;
import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent.EntryMoved;
import io.minutebook.event.MeetingEvent.EntryReformatted;
import io.minutebook.event.MeetingEvent.EntryRetracted;
import io.minutebook.event.MeetingEvent.SectionAdded;
import io.minutebook.event.MeetingEvent.SectionMoved;
import io.minutebook.event.MeetingEvent.SectionRemoved;
import io.minutebook.event.MeetingEvent.SectionRenamed;
import io.minutebook.event.Place;
import io.minutebook.markdown.DocumentEntry;
import io.minutebook.markdown.MarkdownReader;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.markdown.RoundTrip;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import io.minutebook.minutes.PackageLists;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Decides the outline: its sections, and where entries stand and how they are written. */
final class OutlineDecider {

  private final Draft draft;
  private final Places places;

  OutlineDecider(Draft draft, Places places) {
    this.draft = draft;
    this.places = places;
  }

  void addSection(AddSection command) {
    String title = draft.fromDocument() ? command.title() : Texts.heading("title", command.title());
    Place place = places.forSection(command, null);
    Integer stated = command.level();
    EntryId under = place.under();
    int level = stated != null ? stated : under == null ? 2 : places.levelOf(under) + 1;
    if (level < 1 || level > 6) {
      throw Refusal.invalid("level", "A heading has a level from 1 to 6.");
    }
    if (!draft.fromDocument()) {
      places.checkLevel(place, level, null);
    }
    EntryId id = draft.newEntry();
    draft.makes(id, source -> new SectionAdded(id, place, level, title, source));
  }

  private Entry section(EntryRef ref) {
    Entry entry = draft.entry(ref, "section");
    if (!(entry.content() instanceof Content.Section)) {
      throw Refusal.invalid("section", "The entry " + entry.id() + " is not a section.");
    }
    return entry;
  }

  void renameSection(RenameSection command) {
    Entry section = section(command.section());
    String title = draft.fromDocument() ? command.title() : Texts.heading("title", command.title());
    Content.Section standing = (Content.Section) section.content();
    Integer stated = command.level();
    Integer level = stated == null || stated == standing.level() ? null : stated;
    if (level != null && (level < 1 || level > 6)) {
      throw Refusal.invalid("level", "A heading has a level from 1 to 6.");
    }
    if (level != null && !draft.fromDocument()) {
      places.checkKeepsPlace(section, level);
    }
    if (level != null || !standing.title().equals(title)) {
      draft.changes(section.id(), source -> new SectionRenamed(section.id(), level, title, source));
    }
  }

  void moveSection(MoveSection command) {
    Entry section = section(command.section());
    Place place = places.forSection(command, section.id());
    if (isSameSpot(section.id(), place)) {
      return;
    }
    if (!draft.fromDocument()) {
      places.checkLevel(place, places.levelOf(section.id()), section.id());
    }
    Place target = behindItself(section.id(), place);
    draft.moves(section.id(), sources -> new SectionMoved(section.id(), target, sources), Map.of());
  }

  void removeSection(RemoveSection command) {
    Entry section = section(command.section());
    Places.checkTakesAlong(section, command.takeAlong());
    draft.takesOut(section.id(), sources -> new SectionRemoved(section.id(), sources));
  }

  private boolean isSameSpot(EntryId id, Place place) {
    return place.equals(draft.minutes().outline().placeOf(id))
        || (id.equals(place.after())
            && Objects.equals(place.under(), draft.minutes().outline().get(id).parent()));
  }

  /** A place right behind the entry that moves is the place behind the one before it. */
  private Place behindItself(EntryId id, Place place) {
    return id.equals(place.after())
        ? new Place(place.under(), draft.minutes().outline().placeOf(id).after())
        : place;
  }

  void moveEntry(MoveEntry command) {
    Entry entry = draft.entry(command.entry(), "entry");
    switch (entry.content()) {
      case Content.Title ignored -> throw fixed(entry);
      case Content.Section ignored ->
          throw Refusal.invalid("entry", "Sections are moved with MoveSection.");
      case Content.ListedPackage listed -> checkKeepsStage(entry, listed, command);
      default -> {}
    }
    boolean row = isRow(entry);
    EntryId parent = entry.parent();
    EntryRef under = command.under();
    Place place =
        row && parent != null
            ? places.forRow(
                command,
                // A document may have moved it to another table.
                draft.fromDocument() && under != null ? draft.entry(under, "under").id() : parent)
            : places.forEntry(command, parent, entry.form());
    if (place.under() != null && draft.minutes().outline().isWithin(place.under(), entry.id())) {
      throw Refusal.invalid("under", "An entry cannot stand under itself.");
    }
    if (isSameSpot(entry.id(), place)) {
      return;
    }
    Place target = behindItself(entry.id(), place);
    draft.moves(
        entry.id(),
        sources -> new EntryMoved(entry.id(), target, sources),
        draft.fromDocument() ? Map.of() : Reindent.moved(draft.minutes(), entry.id(), target));
  }

  private void checkKeepsStage(Entry entry, Content.ListedPackage listed, MoveEntry command) {
    EntryRef under = command.under();
    if (draft.fromDocument() || under == null) {
      return;
    }
    EntryId parent = draft.entry(under, "under").id();
    if (!PackageLists.stageUnder(draft.minutes().outline(), parent)
        .equals(Optional.of(listed.stage()))) {
      throw Refusal.invalid(
          "under", entry.id() + " is a package; it comes to another list with AdvancePackage.");
    }
  }

  private static boolean isRow(Entry entry) {
    return switch (entry.content()) {
      case Content.TicketCount ignored -> true;
      case Content.ReleaseTickets ignored -> true;
      case Content.Release ignored -> true;
      case Content.Row ignored -> true;
      default -> false;
    };
  }

  private static Refusal fixed(Entry entry) {
    return Refusal.invalid("entry", entry.id() + " is the title; it stays where it is.");
  }

  void retractEntry(RetractEntry command) {
    Entry entry = draft.entry(command.entry(), "entry");
    switch (entry.content()) {
      case Content.Title ignored ->
          throw Refusal.invalid("entry", "The title cannot be retracted; correct it.");
      case Content.Section ignored ->
          throw Refusal.invalid("entry", "Sections are removed with RemoveSection.");
      case Content.Announcement ignored ->
          throw Refusal.invalid("entry", "Announcements are retracted with RetractAnnouncement.");
      case Content.ListedPackage ignored ->
          throw Refusal.invalid("entry", "Packages are withdrawn with WithdrawPackage.");
      default -> {}
    }
    Places.checkTakesAlong(entry, command.takeAlong());
    String reason = Texts.optional(command.reason());
    draft.takesOut(entry.id(), sources -> new EntryRetracted(entry.id(), reason, sources));
  }

  void reformatEntry(ReformatEntry command) {
    Entry entry = draft.entry(command.entry(), "entry");
    String source = command.source();
    Form stated = command.form();
    Form form = stated == null || stated.equals(entry.form()) ? null : stated;
    if (form == null && source.equals(entry.source())) {
      return;
    }
    EntryReformatted event = new EntryReformatted(entry.id(), form, source);
    if (!draft.fromDocument()) {
      Texts.remark("source", source);
      Minutes after = draft.minutes().apply(event);
      boolean same =
          form == null
              ? saySame(
                  MarkdownReader.read(MarkdownWriter.write(draft.minutes())),
                  MarkdownReader.read(MarkdownWriter.write(after)))
              : RoundTrip.holds(after);
      if (!same) {
        throw Refusal.invalid(
            "source", "It says something else than the entry now does; use the entry's commands.");
      }
    }
    draft.happens(event);
  }

  private static boolean saySame(List<DocumentEntry> before, List<DocumentEntry> after) {
    if (before.size() != after.size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      if (!before.get(i).saysTheSameAs(after.get(i))) {
        return false;
      }
    }
    return true;
  }
}
