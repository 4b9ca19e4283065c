package io.minutebook.minutes;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingEvent.*;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.Place;
import io.minutebook.event.ReleaseCount;
import io.minutebook.event.StateCount;
import io.minutebook.minutes.Content.Action;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The minutes of one meeting, as its events leave them. {@link #apply} is the only place that says
 * what an event does: the aggregate decides on this state, the projection stores it, an as-of query
 * and the audit fold it afresh.
 *
 * @param meeting which meeting; null before the first event
 * @param date the day it takes place; null before the first event
 * @param lastEntry the number of the newest entry; ids are never given twice
 */
public record Minutes(
    @Nullable MeetingId meeting,
    @Nullable LocalDate date,
    MeetingStatus status,
    int lastEntry,
    Outline outline) {

  /** The state of a meeting that nobody has scheduled. */
  public static final Minutes NONE =
      new Minutes(null, null, MeetingStatus.SCHEDULED, 0, Outline.EMPTY);

  /** The minutes that a sequence of events gives. */
  public static Minutes fold(Iterable<? extends MeetingEvent> events) {
    Minutes minutes = NONE;
    for (MeetingEvent event : events) {
      minutes = minutes.apply(event);
    }
    return minutes;
  }

  /** Whether the meeting was ever scheduled. */
  @JsonIgnore
  public boolean exist() {
    return meeting != null;
  }

  /** The id that the next entry will get. */
  public EntryId nextEntry() {
    return new EntryId(lastEntry + 1);
  }

  public Optional<Entry> title() {
    return only(Content.Title.class);
  }

  public Optional<Entry> coordinates() {
    return only(Content.Coordinates.class);
  }

  public Optional<Entry> attendance() {
    return only(Content.Attendance.class);
  }

  /** The section that an entry stands in: the nearest heading above it, if any. */
  public Optional<Entry> sectionOf(EntryId id) {
    for (EntryId at = outline.get(id).parent(); at != null; at = outline.get(at).parent()) {
      Entry entry = outline.get(at);
      if (entry.content() instanceof Content.Section) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  /** These minutes with every entry's source left out, so that all is written canonically. */
  public Minutes withoutSources() {
    return with(outline.replaceAll(entry -> entry.writtenAs(null)));
  }

  /**
   * What the minutes are after an event.
   *
   * @throws IllegalArgumentException if the event does not fit these minutes, as after a gap
   */
  public Minutes apply(MeetingEvent event) {
    return switch (event) {
      case MeetingScheduled e ->
          new Minutes(e.meeting(), e.meeting().date(), MeetingStatus.SCHEDULED, 0, Outline.EMPTY)
              .add(
                  e.entry(),
                  new Place(null, null),
                  Form.PARAGRAPH,
                  new Content.Title(e.title()),
                  e.source());
      case MeetingRescheduled e -> new Minutes(meeting, e.date(), status, lastEntry, outline);
      case MeetingCancelled e ->
          new Minutes(meeting, date, MeetingStatus.CANCELLED, lastEntry, outline);
      case MeetingReinstated e ->
          new Minutes(meeting, date, MeetingStatus.SCHEDULED, lastEntry, outline);
      case MinutesPublished e ->
          new Minutes(meeting, date, MeetingStatus.PUBLISHED, lastEntry, outline);
      case MinutesReopened e ->
          new Minutes(meeting, date, MeetingStatus.SCHEDULED, lastEntry, outline);
      case TitleCorrected e -> change(e.entry(), new Content.Title(e.title()), e.source());
      case CoordinatesSet e ->
          addOrChange(e.entry(), e.place(), new Content.Coordinates(e.text()), e.source());
      case AttendanceRecorded e ->
          addOrChange(e.entry(), e.place(), new Content.Attendance(e.people()), e.source());
      case AttendeeAdded e ->
          change(e.entry(), attendance(e.entry(), people -> people.add(e.person())), e.source());
      case AttendeeRemoved e ->
          change(e.entry(), attendance(e.entry(), people -> people.remove(e.person())), e.source());
      case SectionAdded e ->
          add(
              e.entry(),
              e.place(),
              Form.PARAGRAPH,
              new Content.Section(e.level(), e.title()),
              e.source());
      case SectionRenamed e -> {
        Content.Section section = content(e.entry(), Content.Section.class);
        int level = e.level() == null ? section.level() : e.level();
        yield change(e.entry(), new Content.Section(level, e.title()), e.source());
      }
      case SectionMoved e -> with(resourced(outline.move(e.entry(), e.place()), e.sources()));
      case SectionRemoved e -> with(resourced(outline.remove(e.entry()), e.sources()));
      case NoteAdded e ->
          add(e.entry(), e.place(), e.form(), new Content.Note(e.text()), e.source());
      case EntryReworded e -> change(e.entry(), reworded(e.entry(), e.text()), e.source());
      case EntryMoved e -> with(resourced(outline.move(e.entry(), e.place()), e.sources()));
      case EntryRetracted e -> with(resourced(outline.remove(e.entry()), e.sources()));
      case EntryReformatted e ->
          with(outline.replace(e.entry(), entry -> entry.writtenAs(e.form(), e.source())));
      case NothingDeclared e ->
          add(e.entry(), e.place(), e.form(), new Content.Nothing(e.wording()), e.source());
      case AnnouncementAdded e ->
          add(e.entry(), e.place(), e.form(), new Content.Announcement(e.text()), e.source());
      case AnnouncementReworded e ->
          change(e.entry(), new Content.Announcement(e.text()), e.source());
      case AnnouncementRetracted e -> with(resourced(outline.remove(e.entry()), e.sources()));
      case DutyAssigned e ->
          add(
              e.entry(),
              e.place(),
              e.form(),
              new Content.Duty(e.slot(), e.person(), e.tentative()),
              e.source());
      case DutySwapped e ->
          change(
              e.entry(),
              new Content.Duty(
                  content(e.entry(), Content.Duty.class).slot(), e.person(), e.tentative()),
              e.source());
      case QueueCountRecorded e ->
          add(
              e.entry(),
              e.place(),
              e.form(),
              new Content.QueueCount(e.queue(), e.count(), e.stated(), e.wording()),
              e.source());
      case TicketCountsRecorded e -> counted(e);
      case TicketCountCorrected e -> change(e.entry(), corrected(e), e.source());
      case ReleaseCountsRecorded e -> counted(e);
      case ReleaseCountCorrected e ->
          change(
              e.entry(),
              new Content.ReleaseTickets(
                  content(e.entry(), Content.ReleaseTickets.class).status(), e.columns()),
              e.source());
      case ReleaseScheduled e ->
          add(e.entry(), e.place(), Form.PARAGRAPH, new Content.Release(e.plan()), e.source());
      case ReleaseRescheduled e -> change(e.entry(), new Content.Release(e.plan()), e.source());
      case TableAdded e ->
          add(
              e.entry(),
              e.place(),
              Form.PARAGRAPH,
              new Content.Table(e.header(), null),
              e.source());
      case RowAdded e ->
          add(e.entry(), e.place(), Form.PARAGRAPH, new Content.Row(e.cells()), e.source());
      case RowCorrected e -> change(e.entry(), new Content.Row(e.cells()), e.source());
      case SupportReported e ->
          add(
              e.entry(),
              e.place(),
              e.form(),
              new Content.Support(e.site(), e.people(), e.text()),
              e.source());
      case SupportCorrected e ->
          change(e.entry(), new Content.Support(e.site(), e.people(), e.text()), e.source());
      case ActionAssigned e ->
          add(
              e.entry(),
              e.place(),
              e.form(),
              new Action(e.owners(), e.text(), e.tickets(), e.due()),
              e.source());
      case ActionReassigned e ->
          change(e.entry(), action(e.entry()).withOwners(e.owners()), e.source());
      case ActionReworded e ->
          change(e.entry(), action(e.entry()).withText(e.text(), e.tickets()), e.source());
      case ActionRescheduled e -> change(e.entry(), action(e.entry()).withDue(e.due()), e.source());
      case ActionBlocked e -> progress(e.entry(), ActionStatus.BLOCKED, e.reason());
      case ActionCompleted e -> progress(e.entry(), ActionStatus.COMPLETED, e.remark());
      case ActionDropped e -> progress(e.entry(), ActionStatus.DROPPED, e.reason());
      case ActionReopened e -> progress(e.entry(), ActionStatus.OPEN, e.reason());
      case ActionCarriedOver e ->
          add(
              e.entry(),
              e.place(),
              e.form(),
              new Action(e.owners(), e.text(), e.tickets(), e.due())
                  .carriedOver(e.from(), e.root()),
              e.source());
      case DecisionRecorded e ->
          add(e.entry(), e.place(), e.form(), new Content.Decision(e.text(), null), e.source());
      case DecisionSuperseded e ->
          add(
              e.entry(),
              e.place(),
              e.form(),
              new Content.Decision(e.text(), e.supersedes()),
              e.source());
      case DecisionReworded e ->
          change(e.entry(), new Content.Decision(e.text(), e.supersedes()), e.source());
      case PackageListed e ->
          add(
              e.entry(),
              e.place(),
              e.form(),
              new Content.ListedPackage(e.stage(), e.text()),
              e.source());
      case PackageReworded e ->
          change(
              e.entry(),
              new Content.ListedPackage(
                  content(e.entry(), Content.ListedPackage.class).stage(), e.text()),
              e.source());
      case PackageAdvanced e -> advanced(e);
      case PackageWithdrawn e -> with(resourced(outline.remove(e.entry()), e.sources()));
    };
  }

  private Minutes advanced(PackageAdvanced e) {
    Content.ListedPackage listed = content(e.entry(), Content.ListedPackage.class);
    Outline moved = e.place() == null ? outline : outline.move(e.entry(), e.place());
    Content.ListedPackage advanced = new Content.ListedPackage(e.stage(), listed.text());
    return with(
        resourced(
            moved.replace(e.entry(), entry -> entry.saying(advanced, entry.source())),
            e.sources()));
  }

  private static Outline resourced(Outline outline, Map<EntryId, String> sources) {
    Outline changed = outline;
    for (Map.Entry<EntryId, String> source : sources.entrySet()) {
      changed = changed.replace(source.getKey(), entry -> entry.writtenAs(source.getValue()));
    }
    return changed;
  }

  private Minutes counted(TicketCountsRecorded e) {
    Minutes minutes = this;
    if (e.place() != null && e.header() != null) {
      minutes =
          add(
              e.table(),
              e.place(),
              Form.PARAGRAPH,
              new Content.Table(e.header(), e.board()),
              e.source());
    }
    EntryId after = e.after();
    for (StateCount row : e.rows()) {
      minutes =
          minutes.add(
              row.entry(),
              new Place(e.table(), after),
              Form.PARAGRAPH,
              new Content.TicketCount(e.board(), row.state(), row.count(), row.stated()),
              row.source());
      after = row.entry();
    }
    return minutes;
  }

  private Minutes counted(ReleaseCountsRecorded e) {
    Minutes minutes = this;
    if (e.place() != null && e.header() != null) {
      minutes =
          add(
              e.table(),
              e.place(),
              Form.PARAGRAPH,
              new Content.Table(e.header(), null),
              e.source());
    }
    EntryId after = e.after();
    for (ReleaseCount row : e.rows()) {
      minutes =
          minutes.add(
              row.entry(),
              new Place(e.table(), after),
              Form.PARAGRAPH,
              new Content.ReleaseTickets(row.status(), row.columns()),
              row.source());
      after = row.entry();
    }
    return minutes;
  }

  private Content corrected(TicketCountCorrected e) {
    return switch (outline.get(e.entry()).content()) {
      case Content.QueueCount c ->
          new Content.QueueCount(c.queue(), e.count(), e.stated(), c.wording());
      case Content.TicketCount c ->
          new Content.TicketCount(c.board(), c.state(), e.count(), e.stated());
      default -> throw new IllegalArgumentException(e.entry() + " is not a count");
    };
  }

  private Content reworded(EntryId id, String text) {
    return outline.get(id).content() instanceof Content.Nothing
        ? new Content.Nothing(text)
        : new Content.Note(text);
  }

  private Content attendance(EntryId id, java.util.function.Consumer<List<PersonLabel>> change) {
    List<PersonLabel> people = new ArrayList<>(content(id, Content.Attendance.class).people());
    change.accept(people);
    return new Content.Attendance(people);
  }

  private Minutes progress(EntryId id, ActionStatus to, @Nullable String why) {
    Entry entry = outline.get(id);
    return change(id, action(id).withStatus(to, why), entry.source());
  }

  private Action action(EntryId id) {
    return content(id, Action.class);
  }

  private <T extends Content> T content(EntryId id, Class<T> kind) {
    Content content = outline.get(id).content();
    if (!kind.isInstance(content)) {
      throw new IllegalArgumentException(
          id + " is not of the kind " + kind.getSimpleName().toLowerCase(java.util.Locale.ROOT));
    }
    return kind.cast(content);
  }

  private Minutes addOrChange(
      EntryId id, @Nullable Place place, Content content, @Nullable String source) {
    return place == null
        ? change(id, content, source)
        : add(id, place, Form.PARAGRAPH, content, source);
  }

  private Minutes add(
      EntryId id, Place place, Form form, Content content, @Nullable String source) {
    Optional<Entry> standing = outline.find(id);
    if (standing.isPresent()) {
      return turned(standing.get(), place, form, content, source);
    }
    Entry entry = new Entry(id, place.under(), List.of(), form, content, source);
    return new Minutes(
        meeting,
        date,
        status,
        Math.max(lastEntry, id.number()),
        outline.insert(entry, place.after()));
  }

  /** An entry that stands already is from now on what the event says, with all that is under it. */
  private Minutes turned(
      Entry entry, Place place, Form form, Content content, @Nullable String source) {
    if (entry.content().equals(content) || !place.equals(outline.placeOf(entry.id()))) {
      throw new IllegalArgumentException("there is an entry " + entry.id() + " already");
    }
    Outline turned = outline.replace(entry.id(), was -> was.turned(form, content, source));
    if (content instanceof Content.Table table && table.board() != null) {
      for (EntryId row : entry.children()) {
        if (outline.get(row).content() instanceof Content.TicketCount count) {
          Content counted =
              new Content.TicketCount(table.board(), count.state(), count.count(), count.stated());
          turned = turned.replace(row, was -> was.saying(counted, was.source()));
        }
      }
    }
    return with(turned);
  }

  private Minutes change(EntryId id, Content content, @Nullable String source) {
    UnaryOperator<Entry> change = entry -> entry.saying(content, source);
    return with(outline.replace(id, change));
  }

  private Minutes with(Outline changed) {
    return new Minutes(meeting, date, status, lastEntry, changed);
  }

  private Optional<Entry> only(Class<? extends Content> kind) {
    return outline.childrenOf(null).stream()
        .map(outline::get)
        .filter(entry -> kind.isInstance(entry.content()))
        .findFirst();
  }
}
