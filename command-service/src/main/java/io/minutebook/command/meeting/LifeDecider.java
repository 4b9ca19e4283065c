package io.minutebook.command.meeting;

import io.minutebook.command.Refusal;
import io.minutebook.command.meeting.MeetingCommand.CancelMeeting;
import io.minutebook.command.meeting.MeetingCommand.ReinstateMeeting;
import io.minutebook.command.meeting.MeetingCommand.ReopenMinutes;
import io.minutebook.command.meeting.MeetingCommand.Reschedule;
import io.minutebook.command.meeting.MeetingCommand.WhilePublished;
import io.minutebook.event.MeetingEvent.MeetingCancelled;
import io.minutebook.event.MeetingEvent.MeetingReinstated;
import io.minutebook.event.MeetingEvent.MeetingRescheduled;
import io.minutebook.event.MeetingEvent.MinutesPublished;
import io.minutebook.event.MeetingEvent.MinutesReopened;
import io.minutebook.event.MeetingId;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.minutes.Minutes;
import org.jspecify.annotations.Nullable;

/** Decides the life of a meeting and its minutes, and what may be asked at which time of it. */
final class LifeDecider {

  private final MeetingId meeting;
  private final Draft draft;
  private final @Nullable String reason;

  LifeDecider(MeetingId meeting, Draft draft, @Nullable String reason) {
    this.meeting = meeting;
    this.draft = draft;
    this.reason = reason;
  }

  private Minutes minutes() {
    return draft.minutes();
  }

  /** Refuses a command that these minutes do not take at this time of their life. */
  void checkTakes(MeetingCommand command) {
    if (!minutes().exist()) {
      throw Refusal.notFound(
          null,
          "There are no minutes of "
              + meeting
              + ". Begin them with ScheduleMeeting, or PUT the document.");
    }
    switch (minutes().status()) {
      case SCHEDULED -> {}
      case CANCELLED -> {
        if (!(command instanceof ReinstateMeeting)) {
          throw Refusal.conflict(
              null,
              "The meeting " + meeting + " is cancelled. Reinstate it first (ReinstateMeeting).");
        }
      }
      case PUBLISHED -> {
        if (!(command instanceof WhilePublished)) {
          checkMayCorrect();
        }
      }
    }
  }

  /** Refuses to correct published minutes without a reason. */
  void checkMayCorrect() {
    if (minutes().status() == MeetingStatus.PUBLISHED && reason == null) {
      throw Refusal.conflict(
          "reason",
          "The minutes of "
              + meeting
              + " are published. Say why they are corrected (?reason=...), or reopen them first"
              + " (ReopenMinutes).");
    }
  }

  void reschedule(Reschedule command) {
    if (!command.date().equals(minutes().date())) {
      draft.happens(new MeetingRescheduled(command.date()));
    }
  }

  void cancel(CancelMeeting command) {
    if (minutes().status() == MeetingStatus.PUBLISHED) {
      throw Refusal.conflict(
          null,
          "The minutes of "
              + meeting
              + " are published, so the meeting took place. Reopen them first (ReopenMinutes).");
    }
    draft.happens(new MeetingCancelled(Texts.remark("reason", command.reason())));
  }

  void reinstate() {
    if (minutes().status() == MeetingStatus.CANCELLED) {
      draft.happens(new MeetingReinstated());
    }
  }

  void publish() {
    if (minutes().status() != MeetingStatus.PUBLISHED) {
      draft.happens(new MinutesPublished());
    }
  }

  void reopen(ReopenMinutes command) {
    String why = Texts.remark("reason", command.reason());
    if (minutes().status() != MeetingStatus.PUBLISHED) {
      throw Refusal.conflict(null, "The minutes of " + meeting + " are not published.");
    }
    draft.happens(new MinutesReopened(why));
  }
}
