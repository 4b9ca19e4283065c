package io.minutebook.command.meeting;

import io.minutebook.command.Refusal;
import io.minutebook.command.meeting.MeetingCommand.AssignDuty;
import io.minutebook.command.meeting.MeetingCommand.CarryOverAction;
import io.minutebook.command.meeting.MeetingCommand.ScheduleMeeting;
import io.minutebook.event.DutySlot;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingEvent.MeetingScheduled;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.DutyRota;
import io.minutebook.minutes.Outline;
import io.minutebook.minutes.Series;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides how minutes begin: with a title, or with what is set for their series. */
final class Beginning {

  private final MeetingId meeting;
  private final Draft draft;
  private final CommandDecider decider;
  private final Facts facts;

  Beginning(MeetingId meeting, Draft draft, CommandDecider decider, Facts facts) {
    this.meeting = meeting;
    this.draft = draft;
    this.decider = decider;
    this.facts = facts;
  }

  void schedule(ScheduleMeeting command) {
    if (draft.minutes().exist()) {
      throw Refusal.conflict(null, "The minutes of " + meeting + " have been begun already.");
    }
    if (Boolean.TRUE.equals(command.template())) {
      begin(MeetingTemplate.document(facts.series(), meeting, title(command.title())));
      takeTurns(facts.series());
    } else {
      begin(command);
    }
    List<EntryAddress> carry = command.carry();
    if (carry != null) {
      carryOver(carry);
    }
  }

  private static @Nullable String title(@Nullable String stated) {
    return stated == null ? null : Texts.heading("title", stated);
  }

  private void begin(ScheduleMeeting command) {
    String stated = command.title();
    if (stated == null) {
      throw Refusal.invalid(
          "title", "Say a title, or template: true to begin with what is set for the series.");
    }
    String title = draft.fromDocument() ? stated : Texts.heading("title", stated);
    EntryId id = new EntryId(1);
    draft.makes(id, source -> new MeetingScheduled(meeting, id, title, source));
  }

  private void begin(String document) {
    new DocumentComparison(draft, decider, document, Circumstances.NONE).decide();
    draft.endOfDocument();
  }

  /** Whose turn it is this time and next time, in each section that has a rota. */
  private void takeTurns(Series series) {
    LocalDate day = meeting.date();
    for (Map.Entry<String, DutyRota> set : series.rotas().entrySet()) {
      EntryId section = section(set.getKey());
      if (!hasTurns(section)) {
        takeTurn(section, DutySlot.THIS_WEEK, set.getValue().on(day));
        takeTurn(section, DutySlot.NEXT_WEEK, set.getValue().after(day));
      }
    }
  }

  private EntryId section(String title) {
    return new Places(draft).section(title.strip().toLowerCase(Locale.ROOT)::equals, title);
  }

  private boolean hasTurns(EntryId section) {
    Outline outline = draft.minutes().outline();
    return outline.childrenOf(section).stream()
        .anyMatch(id -> outline.get(id).content() instanceof Content.Duty);
  }

  private void takeTurn(EntryId section, DutySlot slot, PersonLabel person) {
    decider.decide(new AssignDuty(EntryRef.of(section), null, null, null, slot, person, null));
  }

  private void carryOver(List<EntryAddress> carry) {
    for (int i = 0; i < carry.size(); i++) {
      try {
        decider.decide(new CarryOverAction(null, null, null, null, carry.get(i), null, null, null));
      } catch (Refusal refusal) {
        throw new Refusal(refusal.kind(), "carry[" + i + "]", String.valueOf(refusal.getMessage()));
      }
    }
  }
}
