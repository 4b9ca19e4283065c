package io.minutebook.query.view;

import io.minutebook.event.SeriesId;
import io.minutebook.minutes.Series;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A series in one version, with all that it has by name in the order of the names: so it comes from
 * its view, and so it is where it was folded for an answer.
 *
 * @param version of the last event in it, from 0
 * @param trail what else its stream tells
 * @param place where that event lies in the log; null where it was folded for an answer
 */
public record StoredSeries(
    SeriesId id, long version, Series series, SeriesTrail trail, @Nullable LogPlace place) {

  public StoredSeries {
    series =
        new Series(
            series.id(),
            series.name(),
            series.sections(),
            new TreeMap<>(series.boards()),
            new TreeMap<>(series.rotas()),
            series.template(),
            new TreeMap<>(series.people()));
  }

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
            .append("trail", trail.toDocument())
            .append("series", StateJson.write(series));
    return place == null ? document : document.append("place", place.toDocument());
  }

  private static List<Document> people(Series series) {
    return series.people().entrySet().stream().map(StoredSeries::named).toList();
  }

  private static Document named(Map.Entry<String, String> person) {
    return new Document("label", person.getKey()).append("name", person.getValue());
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
        SeriesTrail.from(document.get("trail", Document.class)),
        LogPlace.from(document.get("place", Document.class)));
  }
}
