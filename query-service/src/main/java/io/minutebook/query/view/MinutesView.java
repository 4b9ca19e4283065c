package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.minutebook.event.MeetingId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.bson.Document;
import org.bson.conversions.Bson;

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

  static Bson all(List<Bson> conditions) {
    return conditions.isEmpty() ? Filters.empty() : Filters.and(conditions);
  }
}
