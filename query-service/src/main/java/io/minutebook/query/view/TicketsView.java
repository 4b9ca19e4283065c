package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.descending;

import io.minutebook.event.SeriesId;
import io.minutebook.event.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Where tickets are spoken of. Meetings that were called off do not count. */
public final class TicketsView {

  private final EntriesView entries;

  TicketsView(EntriesView entries) {
    this.entries = entries;
  }

  /** Which mentions are wanted. */
  public record Filter(Ticket ticket, @Nullable SeriesId series) {

    private List<Bson> conditions() {
      List<Bson> conditions =
          new ArrayList<>(List.of(eq("tickets", ticket.key()), EntriesView.areHeld()));
      if (series != null) {
        conditions.add(EntriesView.inSeries(series));
      }
      return conditions;
    }
  }

  /** The mentions in the order of the meetings' names and of their minutes. */
  public Page<Mention> mentions(Filter filter, AsOf asOf, Page.Wanted wanted) {
    return entries.list(filter.conditions(), asOf, version -> List.of(Mention.of(version)), wanted);
  }

  /** The first mention by day; empty if there is none. */
  public Optional<Mention> first(Filter filter, AsOf asOf) {
    return one(filter, asOf, ascending("date", "stream", "place"));
  }

  /** The last mention by day. */
  public Optional<Mention> last(Filter filter, AsOf asOf) {
    return one(filter, asOf, descending("date", "stream", "place"));
  }

  private Optional<Mention> one(Filter filter, AsOf asOf, Bson order) {
    return Optional.ofNullable(entries.find(filter.conditions(), asOf).sort(order).first())
        .map(EntryVersion::from)
        .map(Mention::of);
  }
}
