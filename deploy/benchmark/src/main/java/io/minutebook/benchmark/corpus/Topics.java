package io.minutebook.benchmark.corpus;

import io.minutebook.benchmark.corpus.Running.OpenAction;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingEvent.ActionAssigned;
import io.minutebook.event.MeetingEvent.ActionCarriedOver;
import io.minutebook.event.MeetingEvent.DecisionRecorded;
import io.minutebook.event.MeetingEvent.DecisionSuperseded;
import io.minutebook.event.MeetingEvent.NoteAdded;
import io.minutebook.event.MeetingEvent.PackageListed;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PackageStage;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.Ticket;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** What a team talks about: notes, actions, decisions, packages. */
final class Topics {

  private static final int LONGEST_LIFE = 9;
  private static final int SUPERSEDING_OF_TEN = 3;
  private static final List<PackageStage> STAGES =
      List.of(PackageStage.READY_FOR_TESTING, PackageStage.READY_FOR_RELEASE);

  private final Vocabulary vocabulary;
  private final Cast cast;
  private final MeetingId meeting;
  private final Running running;
  private final SplittableRandom random;
  private final Draft draft;
  private final Revisions revisions;

  Topics(
      Vocabulary vocabulary,
      Cast cast,
      MeetingId meeting,
      Running running,
      SplittableRandom random,
      Draft draft,
      Revisions revisions) {
    this.vocabulary = vocabulary;
    this.cast = cast;
    this.meeting = meeting;
    this.running = running;
    this.random = random;
    this.draft = draft;
    this.revisions = revisions;
  }

  /** Three notes, the actions that are carried over, and two new ones. */
  void team(EntryId section) {
    for (int i = 0; i < 3; i++) {
      List<MeetingEvent> made = new ArrayList<>();
      revisions.note(note(section, vocabulary.sentence(random), made));
      draft.step("AddNote", made);
    }
    for (OpenAction action : running.takeOpen()) {
      carryOver(section, action);
    }
    for (int i = 0; i < 2; i++) {
      assign(section);
    }
  }

  private EntryId note(EntryId under, String text, List<MeetingEvent> made) {
    return draft.add(under, (id, place) -> new NoteAdded(id, place, Form.BULLET, text, null), made);
  }

  private void carryOver(EntryId section, OpenAction action) {
    List<MeetingEvent> made = new ArrayList<>();
    EntryId entry =
        draft.add(
            section,
            (id, place) ->
                new ActionCarriedOver(
                    id,
                    place,
                    Form.BULLET,
                    action.last(),
                    action.root(),
                    action.owners(),
                    action.text(),
                    action.tickets(),
                    action.due(),
                    null),
            made);
    draft.step("CarryOverAction", made);
    running.keep(action.carriedTo(new EntryAddress(meeting, entry)));
  }

  private void assign(EntryId section) {
    List<MeetingEvent> made = new ArrayList<>();
    Ticket ticket = vocabulary.ticket(random);
    String text = vocabulary.sentenceAbout(ticket, random);
    List<PersonLabel> owners = List.of(cast.anyone(random));
    LocalDate due = random.nextInt(3) == 0 ? meeting.date().plusDays(random.nextInt(7, 60)) : null;
    EntryId entry =
        draft.add(
            section,
            (id, place) ->
                new ActionAssigned(
                    id, place, Form.BULLET, owners, text, List.of(ticket), due, null),
            made);
    draft.step("AssignAction", made);
    EntryAddress address = new EntryAddress(meeting, entry);
    running.keep(
        new OpenAction(
            address, address, owners, text, List.of(ticket), due, random.nextInt(LONGEST_LIFE)));
  }

  /** A decision, which may take the place of the series' last one. */
  void decision(EntryId section) {
    List<MeetingEvent> made = new ArrayList<>();
    String text = vocabulary.sentence(random);
    EntryAddress before = running.decision();
    EntryId entry =
        draft.add(
            section,
            (id, place) ->
                before != null && random.nextInt(10) < SUPERSEDING_OF_TEN
                    ? new DecisionSuperseded(id, place, Form.BULLET, text, before, null)
                    : new DecisionRecorded(id, place, Form.BULLET, text, null),
            made);
    draft.step("RecordDecision", made);
    running.decided(new EntryAddress(meeting, entry));
  }

  /** Packages in a list of each stage; each stays in its stage for some weeks. */
  void packages(EntryId section) {
    for (int i = 0; i < STAGES.size(); i++) {
      PackageStage stage = STAGES.get(i);
      List<MeetingEvent> made = new ArrayList<>();
      EntryId list = note(section, stage.wording(), made);
      draft.step("AddNote", made);
      List<MeetingEvent> listed = new ArrayList<>();
      String text = packageOf(cast, meeting.date(), i);
      draft.add(
          list,
          (id, place) -> new PackageListed(id, place, Form.BULLET, stage, text, null),
          listed);
      draft.step("ListPackage", listed);
    }
  }

  /** What a team has in a stage, by its number, on a day. */
  static String packageOf(Cast cast, LocalDate day, int stage) {
    long build = day.toEpochDay() / 7 / 3 - stage;
    return "%s-tools %d.%d".formatted(cast.team().toLowerCase(Locale.ROOT), build / 10, build % 10);
  }
}
