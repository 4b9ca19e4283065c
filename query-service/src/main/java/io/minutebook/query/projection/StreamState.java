package io.minutebook.query.projection;

import io.minutebook.event.Event;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesEvent;
import io.minutebook.event.SeriesId;
import io.minutebook.log.Meta;
import io.minutebook.log.RecordedEvent;
import io.minutebook.minutes.Minutes;
import io.minutebook.minutes.Series;
import io.minutebook.query.view.Change;
import io.minutebook.query.view.LogPlace;
import io.minutebook.query.view.StoredMinutes;
import java.nio.charset.StandardCharsets;
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

  /** What one event led to. */
  record Step(StreamState state, Change change) {}

  /**
   * A stream before its first event.
   *
   * @throws IllegalArgumentException if no stream is named like that
   */
  static StreamState none(String stream) {
    if (MeetingId.isStream(stream)) {
      return new OfMeeting(MeetingId.ofStream(stream), -1, Minutes.NONE, null);
    }
    String prefix = "series/";
    if (stream.startsWith(prefix)) {
      return new OfSeries(new SeriesId(stream.substring(prefix.length())), -1, Series.NONE);
    }
    throw new IllegalArgumentException("'" + stream + "' is neither a meeting's nor a series'");
  }

  /**
   * The minutes of a meeting.
   *
   * @param file the file that they were last imported from; null if they were not
   */
  record OfMeeting(MeetingId meeting, long version, Minutes minutes, @Nullable String file)
      implements StreamState {

    /** As it is stored in the views; {@code place} is where the last event lies in the log. */
    public StoredMinutes stored(@Nullable LogPlace place) {
      return new StoredMinutes(meeting, version, minutes, file, place);
    }

    @Override
    public String stream() {
      return meeting.stream();
    }

    @Override
    public Step apply(RecordedEvent recorded, byte[] bytes) {
      if (!(next(this, recorded) instanceof MeetingEvent event)) {
        throw new IllegalArgumentException(recorded.id() + " is not an event of a meeting");
      }
      Minutes after = minutes.apply(event);
      return new Step(
          new OfMeeting(meeting, recorded.version(), after, fileAfter(recorded.meta(), file)),
          change(recorded, bytes, Difference.between(minutes, event, after)));
    }
  }

  /** A series. */
  record OfSeries(SeriesId id, long version, Series series) implements StreamState {

    @Override
    public String stream() {
      return id.stream();
    }

    @Override
    public Step apply(RecordedEvent recorded, byte[] bytes) {
      if (!(next(this, recorded) instanceof SeriesEvent event)) {
        throw new IllegalArgumentException(recorded.id() + " is not an event of a series");
      }
      return new Step(
          new OfSeries(id, recorded.version(), series.apply(event)),
          change(recorded, bytes, Difference.between(series, event)));
    }
  }

  /** The file that minutes come from, after an event: the latest import that named one tells it. */
  static @Nullable String fileAfter(Meta meta, @Nullable String before) {
    String file = meta.provenance().get("file");
    return file == null ? before : file;
  }

  private static Event next(StreamState state, RecordedEvent recorded) {
    if (!recorded.stream().equals(state.stream()) || recorded.version() != state.version() + 1) {
      throw new IllegalArgumentException(
          recorded.id() + " does not follow " + state.stream() + "@" + state.version());
    }
    return recorded.event();
  }

  private static Change change(RecordedEvent recorded, byte[] bytes, Difference difference) {
    return new Change(
        recorded.stream(),
        recorded.version(),
        recorded.at(),
        recorded.occurredAt(),
        recorded.meta().actor(),
        recorded.meta().onBehalfOf(),
        recorded.meta().command(),
        recorded.event().getClass().getSimpleName(),
        difference.entry(),
        difference.entries(),
        difference.before(),
        difference.after(),
        difference.reason(),
        recorded.commandId(),
        new String(bytes, StandardCharsets.UTF_8));
  }
}
