package io.minutebook.query.view;

import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.Series;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            .append("people", people(series))
            .append("series", StateJson.write(series));
    return place == null ? document : document.append("place", place.toDocument());
  }

  /** In the order of the labels: a series that is read from its view knows no other. */
  private static List<Document> people(Series series) {
    return series.people().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(StoredSeries::named)
        .toList();
  }

  /** Whom a label means, to be found by either in any spelling. */
  private static Document named(Map.Entry<String, String> person) {
    return new Document("label", person.getKey())
        .append("name", person.getValue())
        .append("keys", List.of(key(person.getKey()), key(person.getValue())));
  }

  private static String key(String label) {
    return new PersonLabel(label).key();
  }

  /** The names that labels stand for, by label, of a document that may have nothing else. */
  static Map<String, String> people(Document document) {
    Map<String, String> people = new LinkedHashMap<>();
    document
        .getList("people", Document.class)
        .forEach(named -> people.put(named.getString("label"), named.getString("name")));
    return people;
  }

  static StoredSeries from(Document document) {
    return new StoredSeries(
        new SeriesId(document.getString("slug")),
        document.getLong("version"),
        StateJson.read(document.getString("series"), Series.class),
        LogPlace.from(document.get("place", Document.class)));
  }
}
