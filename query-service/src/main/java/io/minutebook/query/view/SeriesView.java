package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import io.minutebook.event.SeriesId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.bson.Document;

/** The series, one document each. */
public final class SeriesView {

  private final MongoCollection<Document> documents;

  SeriesView(MongoCollection<Document> documents) {
    this.documents = documents;
  }

  /** All series, by slug. */
  public List<StoredSeries> all() {
    return documents.find().sort(ascending("_id")).map(StoredSeries::from).into(new ArrayList<>());
  }

  public Optional<StoredSeries> find(SeriesId id) {
    return Optional.ofNullable(documents.find(eq("_id", id.stream())).first())
        .map(StoredSeries::from);
  }

  /** Those of the streams that have a series, by stream. */
  public Map<String, StoredSeries> find(Collection<String> streams) {
    Map<String, StoredSeries> found = HashMap.newHashMap(streams.size());
    for (Document document : documents.find(in("_id", streams))) {
      StoredSeries series = StoredSeries.from(document);
      found.put(series.stream(), series);
    }
    return found;
  }

  /** The version that is stored; empty if there is none. */
  public OptionalLong versionOf(String stream) {
    Document document = documents.find(eq("_id", stream)).projection(include("version")).first();
    return document == null ? OptionalLong.empty() : OptionalLong.of(document.getLong("version"));
  }
}
