package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.client.MongoCursor;
import io.minutebook.event.ReleasePlan;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.Content;
import io.minutebook.query.view.ReleaseLife.Planned;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * When releases are planned, and how that was moved. Meetings that were called off do not count.
 */
public final class ReleasesView {

  /** How many plans are read at a time; otherwise the second batch is of 16 MiB. */
  private static final int BATCH = 500;

  /** With the series in which it has seen so many plans a page is given as it is. */
  private static final int MOST = 800;

  private static final String BEHIND_ALL = "\uffff";

  private final EntriesView entries;

  ReleasesView(EntriesView entries) {
    this.entries = entries;
  }

  /**
   * The releases by series and version. A page may have less of them than are wanted, or none, and
   * yet say that it can be gone on from its end: when much was looked at for it.
   *
   * @param id only of this series; null: of any
   * @param version only those with this in their version or name; null: any
   */
  public Page<ReleaseLife> releases(
      @Nullable SeriesId id, @Nullable String version, AsOf asOf, Page.Wanted wanted) {
    String after = wanted.after().orElse("");
    List<Bson> areReleases = List.of(eq("kind", "release"), EntriesView.areHeld());
    List<Bson> conditions =
        id == null ? entries.upToLastDay(areReleases, asOf) : new ArrayList<>(areReleases);
    conditions.add(id == null ? from(after) : eq("series", id.slug()));
    List<Page.Edge<ReleaseLife>> edges = new ArrayList<>();
    try (MongoCursor<Document> cursor =
        entries
            .find(conditions, asOf)
            .hint(EntriesView.OF_A_KIND_BY_DAY)
            .sort(ascending("series", "date", "stream", "place"))
            .batchSize(BATCH)
            .iterator()) {
      Map<String, List<Planned>> bySeries = new TreeMap<>();
      String series = "";
      int looked = 0;
      while (cursor.hasNext() && edges.size() <= wanted.first()) {
        EntryVersion next = EntryVersion.from(cursor.next());
        if (!next.meeting().series().slug().equals(series)) {
          add(series, bySeries, version, after, edges);
          if (looked >= MOST) {
            return Page.of(edges, wanted, Optional.of(series + "#" + BEHIND_ALL));
          }
          series = next.meeting().series().slug();
        }
        looked++;
        if (next.facts().content() instanceof Content.Release(ReleasePlan plan)) {
          bySeries
              .computeIfAbsent(Texts.key(plan.version()), key -> new ArrayList<>())
              .add(new Planned(next.address(), next.facts().date(), plan));
        }
      }
      add(series, bySeries, version, after, edges);
    }
    return Page.of(edges.iterator(), wanted);
  }

  private static Bson from(String after) {
    String series = seriesOf(after);
    return after.endsWith("#" + BEHIND_ALL) ? gt("series", series) : gte("series", series);
  }

  private static String seriesOf(String after) {
    int hash = after.indexOf('#');
    return hash < 0 ? "" : after.substring(0, hash);
  }

  private static void add(
      String series,
      Map<String, List<Planned>> plans,
      @Nullable String version,
      String after,
      List<Page.Edge<ReleaseLife>> edges) {
    plans.forEach(
        (key, planned) -> {
          ReleaseLife life = new ReleaseLife(key, changes(planned), planned.getLast());
          String place = series + "#" + key;
          if (place.compareTo(after) > 0 && (version == null || speaksOf(life, version))) {
            edges.add(new Page.Edge<>(place, life));
          }
        });
    plans.clear();
  }

  private static boolean speaksOf(ReleaseLife life, String text) {
    ReleasePlan plan = life.last().plan();
    return Texts.contains(plan.version(), text)
        || (plan.name() != null && Texts.contains(plan.name(), text));
  }

  private static List<Planned> changes(List<Planned> plans) {
    List<Planned> changes = new ArrayList<>();
    for (Planned each : plans) {
      if (changes.isEmpty() || !sameDays(changes.getLast().plan(), each.plan())) {
        changes.add(each);
      }
    }
    return changes;
  }

  private static boolean sameDays(ReleasePlan one, ReleasePlan other) {
    for (ReleaseLife.Day day : ReleaseLife.Day.values()) {
      if (!Objects.equals(day.of(one), day.of(other))) {
        return false;
      }
    }
    return true;
  }
}
