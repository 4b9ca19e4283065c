package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.FindIterable;
import io.minutebook.event.SeriesId;
import io.minutebook.event.Ticket;
import io.minutebook.query.view.EntryLists.Ways;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Where a ticket is spoken of as of some moment. Meetings that were called off do not count. The
 * first and the last mention are looked for once.
 */
public final class TicketTrail {

  /** The place of a mention. */
  private record Spot(String date, String stream, long place) {

    private static final Comparator<Spot> ORDER =
        Comparator.comparing(Spot::date).thenComparing(Spot::stream).thenComparingLong(Spot::place);

    static Spot of(Document found) {
      return new Spot(found.getString("date"), found.getString("stream"), found.getLong("place"));
    }
  }

  /** The first and the last one by day. */
  private record Ends(Optional<Mention> first, Optional<Mention> last) {}

  private final EntriesView entries;
  private final Ticket ticket;
  private final @Nullable SeriesId series;
  private final AsOf asOf;
  private @Nullable Ends ends;

  /**
   * @param series only in the minutes of this one; null: in all
   */
  TicketTrail(EntriesView entries, Ticket ticket, @Nullable SeriesId series, AsOf asOf) {
    this.entries = entries;
    this.ticket = ticket;
    this.series = series;
    this.asOf = asOf;
  }

  /** For example SOFTWARE-1234. */
  public String key() {
    return ticket.key();
  }

  /** The mentions in the order of the meetings' names and of their minutes. */
  public Page<Mention> mentions(Page.Wanted wanted) {
    Function<EntryVersion, List<Mention>> reader = version -> List.of(Mention.of(version));
    EntryLists lists = entries.lists();
    return series == null && asOf.isHistory()
        ? lists.listOfThePast(Ways.OF_A_TICKET, conditions(), null, asOf, reader, wanted)
        : lists.list(EntriesView.TICKETS_BY_MEETING, conditions(), asOf, reader, wanted);
  }

  /** The first mention by day; empty if there is none. */
  public Optional<Mention> first() {
    return ends().first();
  }

  /** The last mention by day. */
  public Optional<Mention> last() {
    return ends().last();
  }

  private List<Bson> conditions() {
    List<Bson> conditions =
        new ArrayList<>(List.of(eq("tickets", ticket.key()), EntriesView.areHeld()));
    if (series != null) {
      conditions.add(EntriesView.streamsOf(series));
    }
    return conditions;
  }

  private synchronized Ends ends() {
    if (ends == null) {
      ends = series == null ? endsAmongAll() : endsOf(conditions(), EntriesView.TICKETS_BY_MEETING);
    }
    return ends;
  }

  /** Of many mentions: those of the first and of the last day alone. */
  private Ends endsAmongAll() {
    List<Bson> conditions = entries.upToLastDay(conditions(), asOf);
    return new Ends(
        onDayOf(conditions, ascending("date")).first(),
        onDayOf(conditions, descending("date")).last());
  }

  private Ends onDayOf(List<Bson> conditions, Bson order) {
    Document found =
        entries
            .find(conditions, asOf)
            .hint(EntriesView.TICKETS_BY_DAY)
            .projection(fields(include("date"), excludeId()))
            .sort(order)
            .first();
    if (found == null) {
      return new Ends(Optional.empty(), Optional.empty());
    }
    List<Bson> onDay = new ArrayList<>(conditions());
    onDay.add(eq("date", found.getString("date")));
    return endsOf(onDay, EntriesView.TICKETS_BY_DAY);
  }

  /** Seen along an index that has their places, so that only two are read. */
  private Ends endsOf(List<Bson> conditions, Bson index) {
    List<Spot> spots =
        entries
            .find(conditions, asOf)
            .hint(index)
            .projection(fields(include("date", "stream", "place"), excludeId()))
            .batchSize(EntriesView.BATCH)
            .map(Spot::of)
            .into(new ArrayList<>());
    return spots.isEmpty()
        ? new Ends(Optional.empty(), Optional.empty())
        : new Ends(at(Collections.min(spots, Spot.ORDER)), at(Collections.max(spots, Spot.ORDER)));
  }

  /** What stands there; minutes may have changed since it was seen, so that nothing does. */
  private Optional<Mention> at(Spot spot) {
    List<Bson> conditions = new ArrayList<>(conditions());
    conditions.add(eq("stream", spot.stream()));
    conditions.add(eq("place", spot.place()));
    FindIterable<Document> found = entries.find(conditions, asOf);
    return Optional.ofNullable(found.hint(EntriesView.TICKETS_BY_MEETING).first())
        .map(EntryVersion::from)
        .map(Mention::of);
  }
}
