package io.minutebook.command.meeting;

import io.minutebook.command.meeting.MeetingCommand.ScheduleMeeting;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.minutes.ActionStatus;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the minutes of a meeting would begin if they were begun from their series.
 *
 * @param document what they would say before any action is carried over
 * @param previous the meeting before it; null if it is the first
 * @param actions what is open in the previous meeting's minutes
 */
public record Proposal(
    MeetingId meeting,
    String title,
    String document,
    @Nullable MeetingId previous,
    List<OpenAction> actions) {

  public Proposal {
    actions = List.copyOf(actions);
  }

  /**
   * An action that may be carried over.
   *
   * @param since the day of the meeting that first assigned it
   * @param carried how many meetings it was carried over to already
   */
  public record OpenAction(
      EntryAddress address,
      EntryAddress root,
      List<PersonLabel> owners,
      String text,
      @Nullable LocalDate due,
      ActionStatus status,
      LocalDate since,
      int carried) {

    public OpenAction {
      owners = List.copyOf(owners);
    }
  }

  /**
   * What is proposed, given the facts.
   *
   * @throws io.minutebook.command.Refusal if minutes could not begin so
   */
  public static Proposal of(MeetingId meeting, Facts facts) {
    Minutes begun =
        MeetingDecider.decide(
                Minutes.NONE,
                meeting,
                new ScheduleMeeting(null, true, null),
                Circumstances.knowing(facts))
            .after();
    return new Proposal(
        meeting,
        begun.title().map(title -> ((Content.Title) title.content()).text()).orElse(""),
        MarkdownWriter.write(begun),
        facts.previous(),
        open(facts));
  }

  private static List<OpenAction> open(Facts facts) {
    List<OpenAction> open = new ArrayList<>();
    MeetingId previous = facts.previous();
    if (previous != null) {
      for (Entry entry : facts.previousMinutes().outline().inOrder()) {
        if (entry.content() instanceof Content.Action action && action.status().isOpen()) {
          open.add(open(new EntryAddress(previous, entry.id()), action, facts));
        }
      }
    }
    return open;
  }

  private static OpenAction open(EntryAddress address, Content.Action action, Facts facts) {
    EntryAddress root = Facts.rootOf(address, action);
    return new OpenAction(
        address,
        root,
        action.owners(),
        action.text(),
        action.due(),
        action.status(),
        root.meeting().date(),
        timesCarried(action, facts));
  }

  /** Goes back from meeting to meeting, as far as their minutes are known. */
  private static int timesCarried(Content.Action action, Facts facts) {
    int times = 0;
    Content.CarriedOver carried = action.carried();
    while (carried != null) {
      times++;
      Minutes there = facts.earlier().get(carried.from().meeting());
      carried =
          there == null
              ? null
              : there
                  .outline()
                  .find(carried.from().entry())
                  .filter(entry -> entry.content() instanceof Content.Action)
                  .map(entry -> ((Content.Action) entry.content()).carried())
                  .orElse(null);
    }
    return times;
  }
}
