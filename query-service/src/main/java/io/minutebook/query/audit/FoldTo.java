package io.minutebook.query.audit;

import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.LogFormatException;
import io.minutebook.log.RecordedEvent;
import io.minutebook.query.projection.StreamState;
import io.minutebook.query.projection.StreamState.OfMeeting;
import io.minutebook.query.projection.StreamState.Step;
import io.minutebook.query.view.TimeKind;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;

/** One stream while it is folded to a moment. */
final class FoldTo {

  private static final EventCodec CODEC = new EventCodec();

  private final Moment to;
  private final Consumer<Step> steps;
  private StreamState state;

  /** As it stood at the moment, where that shows only later. */
  private StreamState kept;

  private boolean past;
  private long events;

  /**
   * @param steps is told of every event that is folded
   * @throws IllegalArgumentException if there can be no such stream
   */
  FoldTo(String stream, Moment to, Consumer<Step> steps) {
    this.to = to;
    this.steps = steps;
    this.state = StreamState.none(stream);
    this.kept = state;
  }

  /** The version that was folded last; -1 before any. */
  long version() {
    return state.version();
  }

  /** How many events were folded. */
  long events() {
    return events;
  }

  /** Whether what follows is later than the moment. */
  boolean isPast() {
    return past;
  }

  /** The stream as of the moment; of version -1 if it was not there. */
  StreamState result() {
    return switch (to) {
      case Moment.Now _, Moment.Version _, Moment.At _ -> state;
      case Moment.Published _, Moment.Revision _ -> kept;
    };
  }

  /**
   * Folds what is new of a commit and not later than the moment; a repeated one has nothing.
   *
   * @throws AuditImpossible if it cannot be folded
   */
  void add(Commit commit) {
    if (past || commit.lastVersion() <= state.version()) {
      return;
    }
    if (to instanceof Moment.At at && isLater(commit, at)) {
      past = true;
      return;
    }
    try {
      int index = 0;
      for (RecordedEvent event : CODEC.recorded(commit)) {
        byte[] bytes = commit.events().get(index++);
        if (event.version() > state.version() && !isBeyond(event.version())) {
          Step step = state.apply(event, bytes);
          state = step.state();
          events++;
          steps.accept(step);
          keep();
        }
      }
    } catch (LogFormatException | IllegalArgumentException e) {
      throw broken(commit.stream(), state.version() + 1, e);
    }
    past = isBeyond(state.version() + 1);
  }

  /**
   * By what was recorded, times only grow in a stream. By what occurred they may go back: then
   * everything before has to have occurred, so that the first later one ends it as well.
   */
  private static boolean isLater(Commit commit, Moment.At at) {
    Instant recorded = commit.at();
    Instant time =
        at.time() == TimeKind.RECORDED
            ? recorded
            : Objects.requireNonNullElse(commit.occurredAt(), recorded);
    return time.isAfter(at.instant());
  }

  private boolean isBeyond(long version) {
    return to instanceof Moment.Version last && version > last.version();
  }

  /** After each event: more may follow the one that published, in the same commit. */
  private void keep() {
    if (!(state instanceof OfMeeting meeting)) {
      return;
    }
    boolean isIt =
        switch (to) {
          case Moment.Revision(String id) ->
              meeting.trail().versionOf(id).filter(v -> v == meeting.version()).isPresent();
          case Moment.Published _ -> Objects.equals(meeting.trail().published(), meeting.version());
          case Moment.Now _, Moment.Version _, Moment.At _ -> false;
        };
    if (isIt) {
      kept = state;
    }
  }

  static AuditImpossible broken(String stream, long version, RuntimeException e) {
    return new AuditImpossible(
        "%s cannot be replayed from version %d on: %s".formatted(stream, version, e.getMessage()),
        e);
  }
}
