package io.minutebook.query.graphql;

import io.minutebook.event.MeetingId;
import io.minutebook.query.audit.Moment;
import io.minutebook.query.view.AsOf;
import io.minutebook.query.view.BadArgument;
import io.minutebook.query.view.HistoryView;
import io.minutebook.query.view.TimeKind;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * As of when a list is asked for, by its arguments {@code asOf}, {@code asOfTime} and {@code
 * asOfVersion}. Everything but the present takes the right to read the history.
 */
final class AskedMoment {

  /** A version of a meeting, which stands for the instant at which it was recorded. */
  record OfMeeting(String meeting, long version) {}

  private final HistoryView history;
  private final @Nullable Instant instant;
  private final TimeKind time;
  private final @Nullable OfMeeting version;

  AskedMoment(
      HistoryView history, @Nullable Instant instant, TimeKind time, @Nullable OfMeeting version) {
    this.history = history;
    this.instant = instant;
    this.time = time;
    this.version = version;
  }

  /**
   * For lists of entries.
   *
   * @throws BadArgument if both are given, or there is no such version; so ask for it after what
   *     has to be waited for
   */
  AsOf asOf() {
    return asOf(moment());
  }

  /** The same of what {@link #moment()} gave. */
  static AsOf asOf(Optional<Moment.At> moment) {
    return moment.<AsOf>map(AskedMoment::of).orElseGet(AsOf::now);
  }

  private static AsOf of(Moment.At at) {
    return switch (at.time()) {
      case RECORDED -> new AsOf.Recorded(at.instant());
      case OCCURRED -> new AsOf.Occurred(at.instant());
    };
  }

  /** The same for minutes; empty: now. */
  Optional<Moment.At> moment() {
    if (version != null) {
      HistoryRight.require();
      if (instant != null) {
        throw new BadArgument("asOfVersion", "give either asOf or asOfVersion");
      }
      return Optional.of(new Moment.At(TimeKind.RECORDED, recorded(version)));
    }
    if (instant != null) {
      HistoryRight.require();
      return Optional.of(new Moment.At(time, instant));
    }
    return Optional.empty();
  }

  private Instant recorded(OfMeeting of) {
    MeetingId meeting = Arguments.read("asOfVersion", of.meeting(), MeetingId::parse);
    return history
        .recorded(meeting.stream(), of.version())
        .orElseThrow(
            () -> new BadArgument("asOfVersion", meeting + " has no version " + of.version()));
  }
}
