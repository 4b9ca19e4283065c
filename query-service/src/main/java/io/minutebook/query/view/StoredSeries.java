package io.minutebook.query.view;

import io.minutebook.event.SeriesId;
import io.minutebook.minutes.Series;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A series in one version.
 *
 * @param version of the last event in it, from 0
 * @param place where that event lies in the log; null where it was folded for an answer
 */
public record StoredSeries(SeriesId id, long version, Series series, @Nullable LogPlace place) {

  public String stream() {
    return id.stream();
  }

  public Document toDocument() {
    Document document =
        new Document("_id", stream())
            .append("version", version)
            .append("slug", id.slug())
            .append("name", series.name())
            .append("series", StateJson.write(series));
    return place == null ? document : document.append("place", place.toDocument());
  }

  static StoredSeries from(Document document) {
    return new StoredSeries(
        new SeriesId(document.getString("slug")),
        document.getLong("version"),
        StateJson.read(document.getString("series"), Series.class),
        LogPlace.from(document.get("place", Document.class)));
  }
}
