package io.minutebook.command.meeting;

import io.minutebook.command.meeting.MeetingCommand.*;
import io.minutebook.event.MeetingId;

/** Has one command decided on a draft by whoever knows its part of the language. */
final class CommandDecider {

  private final Draft draft;
  private final Beginning beginning;
  private final LifeDecider life;
  private final HeadDecider head;
  private final OutlineDecider outline;
  private final PlainEntryDecider plain;
  private final ActionDecider actions;
  private final CarryOverDecider carryOvers;
  private final TableDecider tables;
  private final DecisionDecider decisions;
  private final PackageDecider packages;

  CommandDecider(MeetingId meeting, Draft draft, Circumstances circumstances) {
    this.draft = draft;
    Places places = new Places(draft);
    this.beginning = new Beginning(meeting, draft, this, circumstances.facts());
    this.life = new LifeDecider(meeting, draft, circumstances.reason());
    this.head = new HeadDecider(draft);
    this.outline = new OutlineDecider(draft, places);
    this.plain = new PlainEntryDecider(draft, places);
    this.actions = new ActionDecider(draft, places);
    this.carryOvers = new CarryOverDecider(meeting, draft, places, actions, circumstances.facts());
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
      case CorrectTitle c -> head.correctTitle(c);
      case SetCoordinates c -> head.setCoordinates(c);
      case RecordAttendance c -> head.recordAttendance(c.people());
      case AddAttendee c -> head.addAttendee(c.person());
      case RemoveAttendee c -> head.removeAttendee(c.person());
      case AddSection c -> outline.addSection(c);
      case RenameSection c -> outline.renameSection(c);
      case MoveSection c -> outline.moveSection(c);
      case RemoveSection c -> outline.removeSection(c);
      case AddNote c -> plain.addNote(c);
      case MoveEntry c -> outline.moveEntry(c);
      case RewordEntry c -> plain.rewordEntry(c);
      case RetractEntry c -> outline.retractEntry(c);
      case ReformatEntry c -> outline.reformatEntry(c);
      case DeclareNothing c -> plain.declareNothing(c);
      case AddAnnouncement c -> plain.addAnnouncement(c);
      case RewordAnnouncement c -> plain.rewordAnnouncement(c);
      case RetractAnnouncement c -> plain.retractAnnouncement(c);
      case AssignDuty c -> plain.assignDuty(c);
      case SwapDuty c -> plain.swapDuty(c);
      case ReportSupport c -> plain.reportSupport(c);
      case CorrectSupport c -> plain.correctSupport(c);
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

  LifeDecider life() {
    return life;
  }

  HeadDecider head() {
    return head;
  }
}
