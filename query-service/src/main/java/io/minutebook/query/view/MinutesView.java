package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Filters;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The minutes of every meeting, one document each. */
public final class MinutesView {

  private final MongoCollection<Document> documents;

  MinutesView(MongoCollection<Document> documents) {
    this.documents = documents;
  }

  public Optional<StoredMinutes> find(MeetingId meeting) {
    return Optional.ofNullable(documents.find(eq("_id", meeting.stream())).first())
        .map(StoredMinutes::from);
  }

  /** The minutes of those of the streams that have any, by stream. */
  public Map<String, StoredMinutes> find(Collection<String> streams) {
    Map<String, StoredMinutes> found = HashMap.newHashMap(streams.size());
    for (Document document : documents.find(in("_id", streams))) {
      StoredMinutes minutes = StoredMinutes.from(document);
      found.put(minutes.stream(), minutes);
    }
    return found;
  }

  /** The version that is stored; empty if there is none. */
  public OptionalLong versionOf(String stream) {
    Document document = documents.find(eq("_id", stream)).projection(include("version")).first();
    return document == null ? OptionalLong.empty() : OptionalLong.of(document.getLong("version"));
  }

  /** Which meetings are wanted; null: all of them. */
  public record Filter(
      @Nullable SeriesId series, @Nullable LocalDate from, @Nullable LocalDate to) {

    List<Bson> conditions() {
      List<Bson> conditions = new ArrayList<>();
      if (series != null) {
        conditions.add(eq("series", series.slug()));
      }
      if (from != null) {
        conditions.add(gte("date", from.toString()));
      }
      if (to != null) {
        conditions.add(lte("date", to.toString()));
      }
      return conditions;
    }
  }

  /** Meetings in the order of their names; a meeting's key is its stream. */
  public Page<StoredMinutes> meetings(Filter filter, Page.Wanted wanted) {
    List<Bson> conditions = filter.conditions();
    wanted.after().ifPresent(after -> conditions.add(gt("_id", after)));
    try (MongoCursor<Document> cursor =
        documents
            .find(all(conditions))
            .sort(ascending("_id"))
            .limit(wanted.first() + 1)
            .iterator()) {
      return Page.of(
          Cursors.stream(cursor)
              .map(StoredMinutes::from)
              .map(minutes -> new Page.Edge<>(minutes.stream(), minutes))
              .iterator(),
          wanted);
    }
  }

  static Bson all(List<Bson> conditions) {
    return conditions.isEmpty() ? Filters.empty() : Filters.and(conditions);
  }
}
