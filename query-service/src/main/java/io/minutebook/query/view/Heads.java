package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoCollection;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/** How far the views have followed streams, without what is in them. */
public final class Heads {

  private final MongoCollection<Document> minutes;
  private final MongoCollection<Document> series;

  public Heads(Views views) {
    this.minutes = views.minutesDocuments();
    this.series = views.seriesDocuments();
  }

  /** The versions of those of the streams that are in the views, in at most two requests. */
  public Map<String, Long> of(Collection<String> streams) {
    Map<String, Long> versions = new HashMap<>();
    List<String> meetings = streams.stream().filter(MeetingId::isStream).toList();
    if (!meetings.isEmpty()) {
      read(minutes, in("_id", meetings), versions);
    }
    List<String> others = streams.stream().filter(each -> !MeetingId.isStream(each)).toList();
    if (!others.isEmpty()) {
      read(series, in("_id", others), versions);
    }
    return versions;
  }

  /** The versions of a series' stream and of all its meetings. */
  public Map<String, Long> ofSeries(SeriesId id) {
    Map<String, Long> versions = new HashMap<>();
    read(series, eq("_id", id.stream()), versions);
    read(minutes, ofMeetings(id), versions);
    return versions;
  }

  /** The versions of the streams of several series and of all their meetings, in two requests. */
  public Map<String, Long> ofSeries(Collection<SeriesId> ids) {
    Map<String, Long> versions = new HashMap<>();
    if (!ids.isEmpty()) {
      read(series, in("_id", ids.stream().map(SeriesId::stream).toList()), versions);
      read(minutes, or(ids.stream().map(Heads::ofMeetings).toList()), versions);
    }
    return versions;
  }

  /** An index tells the versions in the order of the meetings' names. */
  private static Bson ofMeetings(SeriesId id) {
    return EntriesView.streamsOf(id, "_id");
  }

  private static void read(
      MongoCollection<Document> documents, Bson filter, Map<String, Long> versions) {
    for (Document document : documents.find(filter).projection(include("_id", "version"))) {
      versions.put(document.getString("_id"), document.getLong("version"));
    }
  }
}
