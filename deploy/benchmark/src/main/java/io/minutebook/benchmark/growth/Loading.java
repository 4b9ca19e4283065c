package io.minutebook.benchmark.growth;

import io.minutebook.command.eventstore.CommitTable;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingId;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.RecordedEvent;
import io.minutebook.minutes.Minutes;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** Loads streams as an aggregate that is not in memory does: reads, decodes and folds. */
final class Loading {

  private static final int LEAST_TIMES = 5;
  private static final int EVENTS_IN_ALL = 40_000;

  private final EventCodec codec = new EventCodec();
  private final Function<String, Iterable<Commit>> load;

  Loading(CommitTable table) {
    this.load = stream -> table.load(stream, 0);
  }

  /**
   * The median time that it takes, in nanoseconds.
   *
   * @throws IllegalStateException if the stream is not of that length
   */
  double median(MeetingId meeting, int length) {
    Histogram times = new Histogram(3);
    int often = Math.max(LEAST_TIMES, EVENTS_IN_ALL / length);
    for (int i = 0; i < often; i++) {
      long begin = System.nanoTime();
      int events = once(meeting);
      times.recordValue(System.nanoTime() - begin);
      if (events != length) {
        throw new IllegalStateException(
            meeting + " has " + events + " events and should have " + length);
      }
    }
    return times.getValueAtPercentile(50);
  }

  private int once(MeetingId meeting) {
    Minutes minutes = Minutes.NONE;
    int events = 0;
    for (Commit commit : load.apply(meeting.stream())) {
      for (RecordedEvent event : codec.recorded(commit)) {
        minutes = minutes.apply((MeetingEvent) event.event());
        events++;
      }
    }
    return minutes.exist() ? events : 0;
  }
}
