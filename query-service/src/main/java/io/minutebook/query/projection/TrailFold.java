package io.minutebook.query.projection;

import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.PersonLabel;
import io.minutebook.log.RecordedEvent;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import io.minutebook.query.view.ActionStep;
import io.minutebook.query.view.ActionStep.What;
import io.minutebook.query.view.Revision;
import io.minutebook.query.view.StreamTimes;
import io.minutebook.query.view.Trail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a meeting's trail goes on with each event. */
final class TrailFold {

  private final RecordedEvent recorded;

  private TrailFold(RecordedEvent recorded) {
    this.recorded = recorded;
  }

  /** The trail after an event that made one state of the minutes of another. */
  static Trail after(
      Trail before, RecordedEvent recorded, MeetingEvent event, Minutes then, Minutes now) {
    TrailFold fold = new TrailFold(recorded);
    String file = fold.file(before.file());
    Long published =
        event instanceof MeetingEvent.MinutesPublished
            ? Long.valueOf(recorded.version())
            : before.published();
    List<Revision> revisions = fold.revisions(before.revisions());
    Map<String, List<ActionStep>> actions =
        fold.actions(before, EventSubject.entryOf(event), then, now);
    StreamTimes times = StreamTimes.after(before.times(), recorded.at(), recorded.occurredAt());
    boolean same =
        Objects.equals(file, before.file())
            && Objects.equals(published, before.published())
            && isSame(revisions, before.revisions())
            && isSame(actions, before.actions())
            && times.equals(before.times());
    return same ? before : new Trail(file, published, revisions, actions, before.standing(), times);
  }

  /** What did not change is the very same: comparing more would cost more than it saves. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Object one, Object other) {
    return one == other;
  }

  /** The latest import that named a file tells which the minutes come from. */
  private @Nullable String file(@Nullable String before) {
    String file = provenance("file");
    return file == null ? before : file;
  }

  private @Nullable String provenance(String name) {
    return recorded.meta().provenance().get(name);
  }

  /** A revision whose events come in several commits stands where its last one does. */
  private List<Revision> revisions(List<Revision> before) {
    String id = provenance("revision");
    if (id == null) {
      return before;
    }
    List<Revision> revisions = new ArrayList<>(before);
    revisions.removeIf(known -> known.revision().equals(id));
    revisions.add(
        new Revision(
            id,
            recorded.version(),
            recorded.meta().onBehalfOf(),
            recorded.occurredAt(),
            provenance("subject")));
    return revisions;
  }

  private Map<String, List<ActionStep>> actions(
      Trail before, Optional<EntryId> subject, Minutes then, Minutes now) {
    Content.Action after = action(subject, now);
    if (subject.isEmpty() || after == null) {
      return before.actions();
    }
    List<ActionStep> steps = steps(action(subject, then), after);
    if (steps.isEmpty()) {
      return before.actions();
    }
    String entry = subject.get().value();
    Map<String, List<ActionStep>> actions = new HashMap<>(before.actions());
    List<ActionStep> all = new ArrayList<>();
    if (!isBeginning(steps.getFirst())) {
      all.addAll(before.stepsOf(entry));
    }
    all.addAll(steps);
    actions.put(entry, all);
    return actions;
  }

  /** An entry that becomes an action, or another action than it was, has no life before that. */
  private static boolean isBeginning(ActionStep step) {
    return step.what() == What.ASSIGNED || step.what() == What.CARRIED_OVER;
  }

  private static Content.@Nullable Action action(Optional<EntryId> entry, Minutes minutes) {
    return entry
        .flatMap(id -> minutes.outline().find(id))
        .map(Entry::content)
        .filter(Content.Action.class::isInstance)
        .map(Content.Action.class::cast)
        .orElse(null);
  }

  /**
   * What happened is seen from the states and not from the event's name, so that an entry that
   * became an action in another way has a life as well.
   */
  private List<ActionStep> steps(Content.@Nullable Action before, Content.Action after) {
    if (before == null || !Objects.equals(before.carried(), after.carried())) {
      return List.of(
          after.carried() == null
              ? step(What.ASSIGNED, after.text())
              : step(
                  What.CARRIED_OVER,
                  after.text(),
                  new ActionStep.TakenOver(after.owners(), after.due())));
    }
    List<ActionStep> steps = new ArrayList<>();
    if (!before.owners().equals(after.owners())) {
      steps.add(step(What.REASSIGNED, PersonLabel.joined(after.owners())));
    }
    if (!before.text().equals(after.text()) || !before.tickets().equals(after.tickets())) {
      steps.add(step(What.REWORDED, after.text()));
    }
    if (!Objects.equals(before.due(), after.due())) {
      steps.add(step(What.RESCHEDULED, after.due() == null ? null : after.due().toString()));
    }
    if (before.status() != after.status() || !Objects.equals(before.remark(), after.remark())) {
      steps.add(
          step(
              switch (after.status()) {
                case OPEN -> What.REOPENED;
                case BLOCKED -> What.BLOCKED;
                case COMPLETED -> What.COMPLETED;
                case DROPPED -> What.DROPPED;
              },
              after.remark()));
    }
    return steps;
  }

  private ActionStep step(What what, @Nullable String detail) {
    return step(what, detail, null);
  }

  private ActionStep step(
      What what, @Nullable String detail, ActionStep.@Nullable TakenOver taken) {
    return new ActionStep(
        recorded.version(),
        what,
        detail,
        taken,
        recorded.at(),
        recorded.occurredAt(),
        recorded.meta().actor(),
        recorded.meta().onBehalfOf());
  }
}
