package io.minutebook.command.meeting;

import io.minutebook.command.Refusal;
import io.minutebook.command.meeting.MeetingCommand.*;
import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent.*;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
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
import org.jspecify.annotations.Nullable;

/** Decides one command on a draft: the life of the meeting, its outline and its plain entries. */
final class CommandDecider {

  private final Draft draft;
  private final Places places;
  private final Beginning beginning;
  private final LifeDecider life;
  private final ActionDecider actions;
  private final CarryOverDecider carryOvers;
  private final TableDecider tables;
  private final DecisionDecider decisions;
  private final PackageDecider packages;

  CommandDecider(MeetingId meeting, Draft draft, Circumstances circumstances) {
    this.draft = draft;
    this.places = new Places(draft);
    this.beginning = new Beginning(meeting, draft, this, circumstances.facts());
    this.life = new LifeDecider(meeting, draft, circumstances.reason());
    this.actions = new ActionDecider(draft, places);
    this.carryOvers =
        new CarryOverDecider(meeting, draft, places, actions, circumstances.facts());
    this.tables = new TableDecider(draft, places);
    this.decisions = new DecisionDecider(meeting, draft, places);
    this.packages = new PackageDecider(draft, places);
  }

  void decide(MeetingCommand command) {
    draft.causedBy(command);
    if (command instanceof ScheduleMeeting schedule) {
      beginning.schedule(schedule);
      return;
    }
    life.checkTakes(command);
    switch (command) {
      case ScheduleMeeting ignored -> throw new IllegalStateException("decided above");
      case Reschedule c -> life.reschedule(c);
      case CancelMeeting c -> life.cancel(c);
      case ReinstateMeeting ignored -> life.reinstate();
      case PublishMinutes ignored -> life.publish();
      case ReopenMinutes c -> life.reopen(c);
      case CorrectTitle c -> correctTitle(c);
      case SetCoordinates c -> setCoordinates(c);
      case RecordAttendance c -> recordAttendance(c.people());
      case AddAttendee c -> addAttendee(c.person());
      case RemoveAttendee c -> removeAttendee(c.person());
      case AddSection c -> addSection(c);
      case RenameSection c -> renameSection(c);
      case MoveSection c -> moveSection(c);
      case RemoveSection c -> removeSection(c);
      case AddNote c -> addNote(c);
      case MoveEntry c -> moveEntry(c);
      case RewordEntry c -> rewordEntry(c);
      case RetractEntry c -> retractEntry(c);
      case ReformatEntry c -> reformatEntry(c);
      case DeclareNothing c -> declareNothing(c);
      case AddAnnouncement c -> addAnnouncement(c);
      case RewordAnnouncement c -> rewordAnnouncement(c);
      case RetractAnnouncement c -> retractAnnouncement(c);
      case AssignDuty c -> assignDuty(c);
      case SwapDuty c -> swapDuty(c);
      case ReportSupport c -> reportSupport(c);
      case CorrectSupport c -> correctSupport(c);
      case RecordTicketCounts c -> tables.recordTicketCounts(c);
      case CorrectTicketCount c -> tables.correctTicketCount(c);
      case RecordReleaseCounts c -> tables.recordReleaseCounts(c);
      case CorrectReleaseCount c -> tables.correctReleaseCount(c);
      case ScheduleRelease c -> tables.scheduleRelease(c);
      case RescheduleRelease c -> tables.rescheduleRelease(c);
      case AddTable c -> tables.addTable(c);
      case AddRow c -> tables.addRow(c);
      case CorrectRow c -> tables.correctRow(c);
      case AssignAction c -> actions.assign(c);
      case CarryOverAction c -> carryOvers.carryOver(c);
      case ReassignAction c -> actions.reassign(c);
      case RewordAction c -> actions.reword(c);
      case RescheduleAction c -> actions.reschedule(c);
      case BlockAction c -> actions.block(c);
      case CompleteAction c -> actions.complete(c);
      case DropAction c -> actions.drop(c);
      case ReopenAction c -> actions.reopen(c);
      case RecordDecision c -> decisions.record(c);
      case SupersedeDecision c -> decisions.supersede(c);
      case RewordDecision c -> decisions.reword(c);
      case ListPackage c -> packages.list(c);
      case RewordPackage c -> packages.reword(c);
      case AdvancePackage c -> packages.advance(c);
      case WithdrawPackage c -> packages.withdraw(c);
    }
  }

  private Minutes minutes() {
    return draft.minutes();
  }

  LifeDecider life() {
    return life;
  }

  private void correctTitle(CorrectTitle command) {
    Entry title =
        minutes()
            .title()
            .orElseThrow(() -> Refusal.notFound("title", "The minutes have no title."));
    String text = draft.fromDocument() ? command.title() : Texts.heading("title", command.title());
    if (!title.content().equals(new Content.Title(text))) {
      draft.changes(title.id(), source -> new TitleCorrected(title.id(), text, source));
    }
  }

  private void setCoordinates(SetCoordinates command) {
    String text = text("text", command.text(), Form.PARAGRAPH);
    Entry known = minutes().coordinates().orElse(null);
    if (known == null) {
      EntryId id = draft.newEntry();
      Place place = new Place(null, minutes().title().map(Entry::id).orElse(null));
      draft.makes(id, source -> new CoordinatesSet(id, place, text, source));
    } else if (!known.content().equals(new Content.Coordinates(text))) {
      draft.changes(known.id(), source -> new CoordinatesSet(known.id(), null, text, source));
    }
  }

  /** As {@link #setCoordinates}, at a place that a document says. */
  void setCoordinatesAt(Place place, String text) {
    EntryId id = draft.newEntry();
    draft.makes(id, source -> new CoordinatesSet(id, place, text, source));
  }

  /** As {@link #recordAttendance}, at a place that a document says. */
  void recordAttendanceAt(Place place, List<PersonLabel> people) {
    EntryId id = draft.newEntry();
    draft.makes(id, source -> new AttendanceRecorded(id, place, people, source));
  }

  private void recordAttendance(List<PersonLabel> people) {
    if (!draft.fromDocument()) {
      for (int i = 0; i < people.size(); i++) {
        checkAttendee("people[" + i + "]", people.get(i));
        if (people.indexOf(people.get(i)) < i) {
          throw Refusal.invalid("people[" + i + "]", people.get(i) + " is named twice.");
        }
      }
    }
    Entry known = minutes().attendance().orElse(null);
    if (known != null) {
      if (!known.content().equals(new Content.Attendance(people))) {
        draft.changes(
            known.id(), source -> new AttendanceRecorded(known.id(), null, people, source));
      }
      return;
    }
    EntryId after = minutes().coordinates().or(() -> minutes().title()).map(Entry::id).orElse(null);
    recordAttendanceAt(new Place(null, after), people);
  }

  private static void checkAttendee(String field, PersonLabel person) {
    Texts.line(field, person.label());
    if (person.label().contains(",")) {
      throw Refusal.invalid(field, "A name has no comma: it would read as two.");
    }
  }

  private void addAttendee(PersonLabel person) {
    checkAttendee("person", person);
    Entry known = minutes().attendance().orElse(null);
    if (known == null) {
      recordAttendance(List.of(person));
    } else if (!people(known).contains(person)) {
      draft.changes(known.id(), source -> new AttendeeAdded(known.id(), person, source));
    }
  }

  private void removeAttendee(PersonLabel person) {
    Entry known = minutes().attendance().orElse(null);
    if (known == null || !people(known).contains(person)) {
      throw Refusal.notFound("person", person + " is not on the list of those who attended.");
    }
    draft.changes(known.id(), source -> new AttendeeRemoved(known.id(), person, source));
  }

  private static List<PersonLabel> people(Entry attendance) {
    return ((Content.Attendance) attendance.content()).people();
  }

  private void addSection(AddSection command) {
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

  private void renameSection(RenameSection command) {
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
      draft.changes(
          section.id(), source -> new SectionRenamed(section.id(), level, title, source));
    }
  }

  private void moveSection(MoveSection command) {
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

  private void removeSection(RemoveSection command) {
    Entry section = section(command.section());
    checkTakesAlong(section, command.takeAlong());
    draft.takesOut(section.id(), sources -> new SectionRemoved(section.id(), sources));
  }

  private static void checkTakesAlong(Entry entry, @Nullable Boolean takeAlong) {
    if (!entry.children().isEmpty() && !Boolean.TRUE.equals(takeAlong)) {
      throw Refusal.conflict(
          "takeAlong",
          "There are entries under " + entry.id() + "; they go with it only if takeAlong is true.");
    }
  }

  private static Form form(@Nullable Form form) {
    return form == null ? Form.BULLET : form;
  }

  private String text(String field, String text, Form form) {
    return draft.fromDocument() ? text : Texts.block(field, text, form);
  }

  private static @Nullable String optional(@Nullable String reason) {
    return reason == null || reason.isBlank() ? null : Texts.remark("reason", reason);
  }

  private void addNote(AddNote command) {
    Form form = form(command.form());
    String text = text("text", command.text(), form);
    Place place = places.forEntry(command, null, form);
    EntryId id = draft.newEntry();
    draft.makes(id, source -> new NoteAdded(id, place, form, text, source));
  }

  private boolean isSameSpot(EntryId id, Place place) {
    return place.equals(minutes().outline().placeOf(id))
        || (id.equals(place.after())
            && Objects.equals(place.under(), minutes().outline().get(id).parent()));
  }

  /** A place right behind the entry that moves is the place behind the one before it. */
  private Place behindItself(EntryId id, Place place) {
    return id.equals(place.after())
        ? new Place(place.under(), minutes().outline().placeOf(id).after())
        : place;
  }

  private void moveEntry(MoveEntry command) {
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
    if (place.under() != null && minutes().outline().isWithin(place.under(), entry.id())) {
      throw Refusal.invalid("under", "An entry cannot stand under itself.");
    }
    if (isSameSpot(entry.id(), place)) {
      return;
    }
    Place target = behindItself(entry.id(), place);
    draft.moves(
        entry.id(),
        sources -> new EntryMoved(entry.id(), target, sources),
        draft.fromDocument() ? Map.of() : Reindent.moved(minutes(), entry.id(), target));
  }

  private void checkKeepsStage(Entry entry, Content.ListedPackage listed, MoveEntry command) {
    EntryRef under = command.under();
    if (draft.fromDocument() || under == null) {
      return;
    }
    EntryId parent = draft.entry(under, "under").id();
    if (!PackageLists.stageUnder(minutes().outline(), parent).equals(Optional.of(listed.stage()))) {
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

  private void rewordEntry(RewordEntry command) {
    Entry entry = draft.entry(command.entry(), "entry");
    String text = text("text", command.text(), entry.form());
    String now =
        switch (entry.content()) {
          case Content.Note note -> note.text();
          case Content.Nothing nothing -> nothing.wording();
          default ->
              throw Refusal.invalid(
                  "entry",
                  "The entry " + entry.id() + " is not a note; it has a command of its own.");
        };
    if (!now.equals(text)) {
      draft.changes(entry.id(), source -> new EntryReworded(entry.id(), text, source));
    }
  }

  private void retractEntry(RetractEntry command) {
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
    checkTakesAlong(entry, command.takeAlong());
    String reason = optional(command.reason());
    draft.takesOut(entry.id(), sources -> new EntryRetracted(entry.id(), reason, sources));
  }

  private void reformatEntry(ReformatEntry command) {
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
      Minutes after = minutes().apply(event);
      boolean same =
          form == null
              ? saySame(
                  MarkdownReader.read(MarkdownWriter.write(minutes())),
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

  private void declareNothing(DeclareNothing command) {
    Form form = command.form() == null ? Form.PARAGRAPH : command.form();
    String stated = command.wording();
    String wording = text("wording", stated == null ? "None this week" : stated, form);
    Place place = places.forEntry(command, null, form);
    EntryId id = draft.newEntry();
    draft.makes(id, source -> new NothingDeclared(id, place, form, wording, source));
  }

  private void addAnnouncement(AddAnnouncement command) {
    Form form = form(command.form());
    String text = text("text", command.text(), form);
    EntryId home =
        needsHome(command)
            ? places.section(title -> title.startsWith("announcement"), "Announcements")
            : null;
    Place place = places.forEntry(command, home, form);
    EntryId id = draft.newEntry();
    draft.makes(id, source -> new AnnouncementAdded(id, place, form, text, source));
  }

  private boolean needsHome(Placed command) {
    return !draft.fromDocument()
        && command.under() == null
        && command.after() == null
        && command.before() == null;
  }

  private Entry announcement(EntryRef ref) {
    Entry entry = draft.entry(ref, "entry");
    if (!(entry.content() instanceof Content.Announcement)) {
      throw Refusal.invalid("entry", "The entry " + entry.id() + " is not an announcement.");
    }
    return entry;
  }

  private void rewordAnnouncement(RewordAnnouncement command) {
    Entry entry = announcement(command.entry());
    String text = text("text", command.text(), entry.form());
    if (!entry.content().equals(new Content.Announcement(text))) {
      draft.changes(entry.id(), source -> new AnnouncementReworded(entry.id(), text, source));
    }
  }

  private void retractAnnouncement(RetractAnnouncement command) {
    Entry entry = announcement(command.entry());
    checkTakesAlong(entry, command.takeAlong());
    String reason = optional(command.reason());
    draft.takesOut(entry.id(), sources -> new AnnouncementRetracted(entry.id(), reason, sources));
  }

  private void assignDuty(AssignDuty command) {
    Form form = form(command.form());
    checkPerson(command.person());
    EntryId home =
        needsHome(command) ? places.section(title -> title.endsWith("duty"), "Duty") : null;
    Place place = places.forEntry(command, home, form);
    EntryId id = draft.newEntry();
    draft.makes(
        id,
        source ->
            new DutyAssigned(
                id,
                place,
                form,
                command.slot(),
                command.person(),
                Boolean.TRUE.equals(command.tentative()),
                source));
  }

  private void checkPerson(@Nullable PersonLabel person) {
    if (person != null && !draft.fromDocument()) {
      Persons.check("person", person);
    }
  }

  private void swapDuty(SwapDuty command) {
    Entry entry = draft.entry(command.entry(), "entry");
    if (!(entry.content() instanceof Content.Duty duty)) {
      throw Refusal.invalid("entry", "The entry " + entry.id() + " is not a turn of duty.");
    }
    checkPerson(command.person());
    boolean tentative = Boolean.TRUE.equals(command.tentative());
    if (!duty.equals(new Content.Duty(duty.slot(), command.person(), tentative))) {
      draft.changes(
          entry.id(), source -> new DutySwapped(entry.id(), command.person(), tentative, source));
    }
  }

  private Content.Support support(String site, List<PersonLabel> people, String text, Form form) {
    if (draft.fromDocument()) {
      return new Content.Support(site, people, text);
    }
    String where = Texts.line("site", site);
    if (where.matches(".*[():].*") || where.length() > 100) {
      throw Refusal.invalid("site", "A site has up to 100 characters and no brackets or colon.");
    }
    Persons.check("people", people);
    return new Content.Support(where, people, Texts.block("text", text, form));
  }

  private void reportSupport(ReportSupport command) {
    Form form = form(command.form());
    Content.Support support = support(command.site(), command.people(), command.text(), form);
    EntryId home =
        needsHome(command)
            ? places.section(title -> title.startsWith("support"), "Support Update")
            : null;
    Place place = places.forEntry(command, home, form);
    EntryId id = draft.newEntry();
    draft.makes(
        id,
        source ->
            new SupportReported(
                id, place, form, support.site(), support.people(), support.text(), source));
  }

  private void correctSupport(CorrectSupport command) {
    Entry entry = draft.entry(command.entry(), "entry");
    if (!(entry.content() instanceof Content.Support)) {
      throw Refusal.invalid("entry", "The entry " + entry.id() + " is not a support update.");
    }
    Content.Support support =
        support(command.site(), command.people(), command.text(), entry.form());
    if (!entry.content().equals(support)) {
      draft.changes(
          entry.id(),
          source ->
              new SupportCorrected(
                  entry.id(), support.site(), support.people(), support.text(), source));
    }
  }
}
