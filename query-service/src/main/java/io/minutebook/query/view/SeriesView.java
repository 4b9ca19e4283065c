package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexModel;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
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

/** The series, one document each. */
public final class SeriesView {

  private final MongoCollection<Document> documents;

  SeriesView(MongoCollection<Document> documents) {
    this.documents = documents;
  }

  /** The indexes that the queries need. */
  static List<IndexModel> indexes() {
    return List.of(new IndexModel(ascending(SeriesTrail.KNOWN)));
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

  /**
   * Whoever is meant by a label, or by a name that labels stand for. Only the series are read that
   * know them by it, or did: in all others a label means itself.
   *
   * @param within only in this series; null: in all
   */
  public People.Who who(PersonLabel asked, @Nullable SeriesId within) {
    Map<SeriesId, Map<String, String>> people = new HashMap<>();
    for (Document document :
        documents.find(knew(asked, within)).projection(include("slug", "people"))) {
      people.put(new SeriesId(document.getString("slug")), StoredSeries.people(document));
    }
    return new People(people).who(asked);
  }

  /**
   * What a series says of people.
   *
   * @param people the names that labels stand for, by label
   * @param trail when they came to
   */
  public record Knowing(SeriesId id, Map<String, String> people, SeriesTrail trail) {

    private static Knowing from(Document document) {
      return new Knowing(
          new SeriesId(document.getString("slug")),
          StoredSeries.people(document),
          SeriesTrail.from(document.get("trail", Document.class)));
    }
  }

  /**
   * The series whose maps ever had a label or name, also if they have it no more.
   *
   * @param within only this series; null: all
   */
  public List<Knowing> everKnew(PersonLabel asked, @Nullable SeriesId within) {
    return documents
        .find(knew(asked, within))
        .projection(include("slug", "people", "trail"))
        .batchSize(EntriesView.BATCH)
        .map(Knowing::from)
        .into(new ArrayList<>());
  }

  private static Bson knew(PersonLabel asked, @Nullable SeriesId within) {
    Bson known = eq(SeriesTrail.KNOWN, asked.key());
    return within == null ? known : and(eq("_id", within.stream()), known);
  }

  /** The version that is stored; empty if there is none. */
  public OptionalLong versionOf(String stream) {
    Document document = documents.find(eq("_id", stream)).projection(include("version")).first();
    return document == null ? OptionalLong.empty() : OptionalLong.of(document.getLong("version"));
  }
}
