package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;

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
 * @param from the first instant of recording that counts
 * @param to the last instant of recording that counts
 * @param command only what came from this command
 */
public record HistoryFilter(
    @Nullable SeriesId series,
    @Nullable String stream,
    @Nullable EntryId entry,
    @Nullable EntryAddress root,
    People.@Nullable Who person,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String command) {

  /** All that happened to a stream. */
  public static HistoryFilter ofStream(String stream) {
    return new HistoryFilter(null, stream, null, null, null, null, null, null);
  }

  /** All that happened to an action. */
  public static HistoryFilter ofAction(EntryAddress root) {
    return new HistoryFilter(null, null, null, root, null, null, null, null);
  }

  /** All that happened to an entry of a stream. */
  public HistoryFilter about(@Nullable EntryId one) {
    return new HistoryFilter(series, stream, one, root, person, from, to, command);
  }

  /** Whether it asks for nothing but a stream. */
  boolean isWholeStream() {
    return equals(new HistoryFilter(null, stream, null, null, null, null, null, null));
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
    if (from != null) {
      conditions.add(gte("at", Date.from(from)));
    }
    if (to != null) {
      conditions.add(lte("at", Date.from(to)));
    }
    if (command != null) {
      conditions.add(eq("command", command));
    }
    return conditions;
  }

  /** What the database cannot tell: which labels mean the person in this very series. */
  boolean matches(Change change) {
    return person == null || change.people().stream().anyMatch(person.in(change.series()));
  }
}
