package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.descending;

import com.mongodb.client.MongoCursor;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import io.minutebook.query.view.TicketTally.Previous;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The counts of tickets. */
public final class CountsView {

  private final EntriesView entries;

  CountsView(EntriesView entries) {
    this.entries = entries;
  }

  /** Which counts are wanted; null: whatever it is. Case does not matter in the names. */
  public record Filter(
      SeriesId series,
      @Nullable String counter,
      @Nullable String queue,
      @Nullable String board,
      @Nullable String state,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {

    private List<Bson> conditions() {
      List<Bson> conditions = new ArrayList<>(List.of(eq("series", series.slug())));
      conditions.add(counters());
      if (from != null) {
        conditions.add(gte("date", from.toString()));
      }
      if (to != null) {
        conditions.add(lte("date", to.toString()));
      }
      return conditions;
    }

    /** Which keys of counters can be wanted. */
    private Bson counters() {
      if (counter != null) {
        return eq("counter", TicketNumber.key(counter));
      }
      if (queue != null) {
        return eq("counter", TicketNumber.key("queue:" + queue));
      }
      if (board == null) {
        return gte("counter", "");
      }
      String prefix = TicketNumber.key(board.toLowerCase(Locale.ROOT) + ":");
      return state == null
          ? and(gte("counter", prefix), lt("counter", prefix + Character.MAX_VALUE))
          : eq("counter", TicketNumber.key(prefix + state));
    }

    private boolean matches(TicketNumber number) {
      return (counter == null
              || TicketNumber.key(number.counter()).equals(TicketNumber.key(counter)))
          && (queue == null
              || (number.board() == null && queue.equalsIgnoreCase(number.queueName())))
          && (board == null || board.equalsIgnoreCase(number.board()))
          && (state == null || state.equalsIgnoreCase(number.state()));
    }
  }

  /**
   * The counts of a series with what was counted before, in the order of the meetings' days and of
   * their minutes.
   */
  public Page<TicketTally> tallies(Filter filter, AsOf asOf, Page.Wanted wanted) {
    Optional<DayKey> after = wanted.after().map(DayKey::parse);
    List<Bson> conditions = filter.conditions();
    after.ifPresent(key -> conditions.add(gte("date", key.date())));
    Tallying tallying = new Tallying(filter.series(), asOf);
    try (MongoCursor<Document> cursor =
        entries.find(conditions, asOf).sort(ascending("date", "stream", "place")).iterator()) {
      return Page.of(
          Cursors.stream(cursor)
              .map(EntryVersion::from)
              .filter(version -> after.isEmpty() || after.get().isBefore(version))
              .filter(version -> filter.matches(TicketNumber.of(version)))
              .map(tallying::next)
              .iterator(),
          wanted);
    }
  }

  /** Keeps what was counted last while it goes through a series' meetings in order. */
  private final class Tallying {
    private final SeriesId series;
    private final AsOf asOf;
    private final Map<String, Counted> last = new HashMap<>();

    Tallying(SeriesId series, AsOf asOf) {
      this.series = series;
      this.asOf = asOf;
    }

    Page.Edge<TicketTally> next(EntryVersion version) {
      TicketNumber number = TicketNumber.of(version);
      String counter = TicketNumber.key(number.counter());
      MeetingId meeting = version.meeting();
      LocalDate date = version.facts().date();
      Counted known = last.get(counter);
      Previous previous;
      if (known == null) {
        previous = before(counter, version).orElse(null);
      } else {
        // one counter twice in the same minutes: both are compared with the meeting before
        previous = known.here().meeting().equals(meeting) ? known.before() : known.here();
      }
      last.put(counter, new Counted(new Previous(meeting, date, number.count()), previous));
      return new Page.Edge<>(
          DayKey.of(version).text(), new TicketTally(meeting, date, number, previous));
    }

    /** The last count of the same at an earlier meeting. */
    private Optional<Previous> before(String counter, EntryVersion version) {
      String date = version.facts().date().toString();
      Bson earlier =
          or(lt("date", date), and(eq("date", date), lt("stream", version.meeting().stream())));
      return Optional.ofNullable(
              entries
                  .find(List.of(eq("series", series.slug()), eq("counter", counter), earlier), asOf)
                  .sort(descending("date", "stream", "place"))
                  .first())
          .map(EntryVersion::from)
          .map(
              found ->
                  new Previous(
                      found.meeting(), found.facts().date(), TicketNumber.of(found).count()));
    }
  }

  /** A count, and the one at the meeting before that. */
  private record Counted(Previous here, @Nullable Previous before) {}
}
