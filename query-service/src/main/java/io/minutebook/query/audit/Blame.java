package io.minutebook.query.audit;

import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import io.minutebook.query.view.HistoryView;
import io.minutebook.query.view.People;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.Views;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who touched each line of some minutes last, as {@code git blame} says it of a file. What counts
 * as touched is {@link TouchedLines}' to say; it is written down in decision 0027.
 */
public final class Blame {

  private final MinutesAsOf asOf;
  private final HistoryView history;

  /**
   * The lines of some minutes.
   *
   * @param version of the stream in which they are these
   */
  public record Of(MeetingId meeting, long version, List<BlamedLine> lines) {

    public Of {
      lines = List.copyOf(lines);
    }

    /**
     * Some of the lines, under their numbers.
     *
     * @param entry only those of this entry, without what stands under it; null: of all
     * @param person only those that this person touched last; null: whoever did
     */
    public Of of(@Nullable EntryId entry, People.@Nullable Who person) {
      return new Of(
          meeting,
          version,
          lines.stream()
              .filter(line -> entry == null || line.entry().equals(entry))
              .filter(
                  line ->
                      person == null
                          || person.did(
                              meeting.series(),
                              line.touched().actor(),
                              line.touched().onBehalfOf()))
              .toList());
    }
  }

  public Blame(Views views) {
    this.asOf = new MinutesAsOf(views);
    this.history = views.history();
  }

  /** The lines of a meeting's minutes; empty if there are none, or none as of that moment. */
  public Optional<Of> find(MeetingId meeting, Moment moment) {
    return asOf.find(meeting, moment).map(StoredMinutes::version).flatMap(at -> in(meeting, at));
  }

  private Optional<Of> in(MeetingId meeting, long version) {
    BlameFold fold = new BlameFold();
    history.forEach(meeting.stream(), version, fold::add);
    return fold.version() == version
        ? Optional.of(new Of(meeting, version, fold.lines()))
        : Optional.empty();
  }
}
