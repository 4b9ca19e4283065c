package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.SeriesId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Which changes are wanted; null: whatever it is.
 *
 * @param series in this series: of the series itself or of a meeting's minutes
 * @param stream only of this stream
 * @param entry only what happened to this entry
 * @param root only what happened to this action, wherever it stood
 * @param person only what this person did, or what was done on their behalf
 * @param time what kind of time {@code from} and {@code to} are; what no import says occurred when
 *     it was recorded
 * @param from the first instant that counts
 * @param to the last instant that counts
 * @param command only what came from this command
 */
public record HistoryFilter(
    @Nullable SeriesId series,
    @Nullable String stream,
    @Nullable EntryId entry,
    @Nullable EntryAddress root,
    People.@Nullable Who person,
    TimeKind time,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String command) {

  /** All that happened to a stream. */
  public static HistoryFilter ofStream(String stream) {
    return new HistoryFilter(null, stream, null, null, null, TimeKind.RECORDED, null, null, null);
  }

  /** All that happened to an action. */
  public static HistoryFilter ofAction(EntryAddress root) {
    return new HistoryFilter(null, null, null, root, null, TimeKind.RECORDED, null, null, null);
  }

  /** All that happened to an entry of a stream. */
  public HistoryFilter about(@Nullable EntryId one) {
    return new HistoryFilter(series, stream, one, root, person, time, from, to, command);
  }

  /** Whether it asks for nothing but a stream. */
  boolean isWholeStream() {
    return equals(new HistoryFilter(null, stream, null, null, null, time, null, null, null));
  }

  List<Bson> conditions() {
    List<Bson> conditions = new ArrayList<>();
    if (stream != null) {
      conditions.add(eq("stream", stream));
    }
    if (series != null) {
      conditions.add(eq("series", series.slug()));
    }
    if (entry != null) {
      conditions.add(eq("entries", entry.value()));
    }
    if (root != null) {
      conditions.add(eq("roots", root.toString()));
    }
    if (person != null) {
      conditions.add(in("people", person.keys()));
    }
    if (from != null || to != null) {
      conditions.add(
          switch (time) {
            case RECORDED -> within("at");
            case OCCURRED ->
                or(within("occurredAt"), and(exists("occurredAt", false), within("at")));
          });
    }
    if (command != null) {
      conditions.add(eq("command", command));
    }
    return conditions;
  }

  private Bson within(String field) {
    List<Bson> bounds = new ArrayList<>();
    if (from != null) {
      bounds.add(gte(field, Date.from(from)));
    }
    if (to != null) {
      bounds.add(lte(field, Date.from(to)));
    }
    return and(bounds);
  }

  /** What the database cannot tell: which labels mean the person in this very series. */
  boolean matches(Change change) {
    return person == null || change.people().stream().anyMatch(person.in(change.series()));
  }
}
