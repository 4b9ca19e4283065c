package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import io.minutebook.minutes.MeetingStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Lists of meetings, as they are or as they were; a meeting's key is its stream. */
public final class MeetingsView {

  private static final int MOST_AT_A_TIME = 100;

  private final MongoCollection<Document> documents;

  MeetingsView(MongoCollection<Document> documents) {
    this.documents = documents;
  }

  /** Meetings as they are, in the order of their names. */
  public Page<StoredMinutes> meetings(MeetingFilter filter, Page.Wanted wanted) {
    List<Bson> conditions = ofSeries(filter);
    if (filter.from() != null) {
      conditions.add(gte("date", filter.from().toString()));
    }
    if (filter.to() != null) {
      conditions.add(lte("date", filter.to().toString()));
    }
    if (filter.status() != null) {
      conditions.add(in("status", filter.status().stream().map(MeetingStatus::name).toList()));
    }
    if (filter.person() != null) {
      conditions.add(in("peopleKeys", filter.person().keys()));
    }
    boolean complete = filter.text() == null && filter.person() == null;
    return page(conditions, complete ? wanted.first() + 1 : 0, Optional::of, filter, wanted);
  }

  /**
   * Meetings that there were by an instant, in the order of their names.
   *
   * @param then gives the minutes as they stood then
   * @param filter of what they said then
   */
  public Page<StoredMinutes> meetings(
      TimeKind time,
      Instant instant,
      Function<StoredMinutes, Optional<StoredMinutes>> then,
      MeetingFilter filter,
      Page.Wanted wanted) {
    List<Bson> conditions = ofSeries(filter);
    String begun =
        switch (time) {
          case RECORDED -> "begun";
          case OCCURRED -> "begunOccurred";
        };
    conditions.add(lte(begun, Date.from(instant)));
    return page(conditions, 0, then, filter, wanted);
  }

  private static List<Bson> ofSeries(MeetingFilter filter) {
    List<Bson> conditions = new ArrayList<>();
    if (filter.series() != null) {
      conditions.add(eq("series", filter.series().slug()));
    }
    return conditions;
  }

  /**
   * A page of what is left.
   *
   * @param limit how many documents have to be read at most, where the conditions say it all; 0:
   *     nobody knows
   */
  private Page<StoredMinutes> page(
      List<Bson> conditions,
      int limit,
      Function<StoredMinutes, Optional<StoredMinutes>> then,
      MeetingFilter filter,
      Page.Wanted wanted) {
    wanted.after().ifPresent(after -> conditions.add(gt("_id", after)));
    try (MongoCursor<Document> cursor =
        documents
            .find(MinutesView.all(conditions))
            .sort(ascending("_id"))
            .limit(limit)
            .batchSize(Math.min(wanted.first() + 1, MOST_AT_A_TIME))
            .iterator()) {
      return Page.of(
          Cursors.stream(cursor)
              .map(StoredMinutes::from)
              .flatMap(now -> then.apply(now).stream())
              .filter(filter::matches)
              .map(minutes -> new Page.Edge<>(minutes.stream(), minutes))
              .iterator(),
          wanted);
    }
  }
}
