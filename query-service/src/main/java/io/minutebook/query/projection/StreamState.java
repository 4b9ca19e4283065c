package io.minutebook.query.projection;

import io.minutebook.event.Event;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesEvent;
import io.minutebook.event.SeriesId;
import io.minutebook.log.RecordedEvent;
import io.minutebook.minutes.Minutes;
import io.minutebook.minutes.Series;
import io.minutebook.query.view.Change;
import io.minutebook.query.view.EntryVersion;
import io.minutebook.query.view.EntryVersion.Bound;
import io.minutebook.query.view.LogPlace;
import io.minutebook.query.view.SeriesTrail;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.StoredSeries;
import io.minutebook.query.view.StreamTimes;
import io.minutebook.query.view.Trail;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream folded up to one of its versions. Projection, as-of queries and audit all fold here. */
public sealed interface StreamState {

  String stream();

  /** The version of the last event that was folded; -1 before the first. */
  long version();

  /**
   * The state after the stream's next event, and what that changed.
   *
   * @param bytes the event's canonical JSON
   * @throws IllegalArgumentException if the event does not fit: it is not the next, or not of this
   *     kind of stream, or speaks of what is not there
   */
  Step apply(RecordedEvent recorded, byte[] bytes);

  /**
   * This state as the end of a command; whoever folds on begins with the one that is given back.
   *
   * @param before the state at the end of the stream's command before this one
   * @param recorded when the command's events were recorded
   */
  Settled settle(StreamState before, Instant recorded);

  /**
   * The end of a command.
   *
   * @param begun the versions of entries that it began
   * @param ended those that it ended
   */
  record Settled(StreamState state, List<EntryVersion> begun, List<Ended> ended) {

    public Settled {
      begun = List.copyOf(begun);
      ended = List.copyOf(ended);
    }
  }

  /** The end of the version of an entry that has this name. */
  record Ended(String id, Bound end) {}

  /** What one event led to. */
  record Step(StreamState state, Change change) {}

  /**
   * A stream before its first event.
   *
   * @throws IllegalArgumentException if no stream is named like that
   */
  static StreamState none(String stream) {
    if (MeetingId.isStream(stream)) {
      return new OfMeeting(MeetingId.ofStream(stream), -1, Minutes.NONE, Trail.NONE);
    }
    return new OfSeries(SeriesId.ofStream(stream), -1, Series.NONE, SeriesTrail.NONE);
  }

  /**
   * The minutes of a meeting.
   *
   * @param trail what else the stream tells
   */
  record OfMeeting(MeetingId meeting, long version, Minutes minutes, Trail trail)
      implements StreamState {

    /** As it is stored in the views; {@code place} is where the last event lies in the log. */
    public StoredMinutes stored(@Nullable LogPlace place) {
      return new StoredMinutes(meeting, version, minutes, trail, place);
    }

    OfMeeting with(Trail other) {
      return new OfMeeting(meeting, version, minutes, other);
    }

    @Override
    public Settled settle(StreamState before, Instant recorded) {
      if (!(before instanceof OfMeeting was) || !was.meeting.equals(meeting)) {
        throw new IllegalArgumentException(before.stream() + " is not " + stream());
      }
      StreamTimes times = trail.times();
      Instant occurred = times == null ? recorded : times.occurredUpTo();
      return EntryFold.settle(was, this, new Bound(version, recorded, occurred));
    }

    @Override
    public String stream() {
      return meeting.stream();
    }

    /**
     * The state after the stream's next event.
     *
     * @throws IllegalArgumentException as {@link #apply} does
     */
    public OfMeeting after(RecordedEvent recorded) {
      return after(recorded, event(recorded));
    }

    private OfMeeting after(RecordedEvent recorded, MeetingEvent event) {
      Minutes after = minutes.apply(event);
      return new OfMeeting(
          meeting,
          recorded.version(),
          after,
          TrailFold.after(trail, recorded, event, minutes, after));
    }

    @Override
    public Step apply(RecordedEvent recorded, byte[] bytes) {
      MeetingEvent event = event(recorded);
      OfMeeting after = after(recorded, event);
      Difference difference = Difference.between(minutes, event, after.minutes);
      return new Step(
          after,
          change(
              recorded,
              bytes,
              difference,
              after.trail.times(),
              ActionRoots.of(meeting, difference.entries(), minutes, after.minutes)));
    }

    private MeetingEvent event(RecordedEvent recorded) {
      if (next(this, recorded) instanceof MeetingEvent event) {
        return event;
      }
      throw new IllegalArgumentException(recorded.id() + " is not an event of a meeting");
    }
  }

  /**
   * A series.
   *
   * @param trail what else the stream tells
   */
  record OfSeries(SeriesId id, long version, Series series, SeriesTrail trail)
      implements StreamState {

    /** As it is stored in the views; {@code place} is where the last event lies in the log. */
    public StoredSeries stored(@Nullable LogPlace place) {
      return new StoredSeries(id, version, series, trail, place);
    }

    @Override
    public String stream() {
      return id.stream();
    }

    @Override
    public Settled settle(StreamState before, Instant recorded) {
      return new Settled(this, List.of(), List.of());
    }

    /**
     * The state after the stream's next event.
     *
     * @throws IllegalArgumentException as {@link #apply} does
     */
    public OfSeries after(RecordedEvent recorded) {
      return after(recorded, event(recorded));
    }

    private OfSeries after(RecordedEvent recorded, SeriesEvent event) {
      return new OfSeries(
          id, recorded.version(), series.apply(event), trail.after(event, recorded.at()));
    }

    @Override
    public Step apply(RecordedEvent recorded, byte[] bytes) {
      SeriesEvent event = event(recorded);
      return new Step(
          after(recorded, event),
          change(recorded, bytes, Difference.between(series, event), null, List.of()));
    }

    private SeriesEvent event(RecordedEvent recorded) {
      if (next(this, recorded) instanceof SeriesEvent event) {
        return event;
      }
      throw new IllegalArgumentException(recorded.id() + " is not an event of a series");
    }
  }

  private static Event next(StreamState state, RecordedEvent recorded) {
    if (!recorded.stream().equals(state.stream()) || recorded.version() != state.version() + 1) {
      throw new IllegalArgumentException(
          recorded.id() + " does not follow " + state.stream() + "@" + state.version());
    }
    return recorded.event();
  }

  private static Change change(
      RecordedEvent recorded,
      byte[] bytes,
      Difference difference,
      @Nullable StreamTimes times,
      List<String> roots) {
    return new Change(
        recorded.stream(),
        recorded.version(),
        recorded.at(),
        recorded.occurredAt(),
        times == null ? null : times.occurredUpTo(),
        recorded.meta().actor(),
        recorded.meta().onBehalfOf(),
        recorded.meta().command(),
        recorded.event().getClass().getSimpleName(),
        difference.entry(),
        difference.entries(),
        roots,
        difference.before(),
        difference.after(),
        difference.reason(),
        recorded.meta().reason(),
        recorded.commandId(),
        new String(bytes, StandardCharsets.UTF_8));
  }
}
