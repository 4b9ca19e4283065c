package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.client.MongoCursor;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PackageStage;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.Content;
import io.minutebook.query.view.PackageStanding.Since;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The packages. Meetings that were called off do not count. */
public final class PackagesView {

  /** After so many packages behind its beginning a page is given as it is. */
  private static final int MOST = 500;

  /** How many are read at a time; otherwise the second batch is of 16 MiB. */
  private static final int BATCH = 250;

  private final EntriesView entries;

  PackagesView(EntriesView entries) {
    this.entries = entries;
  }

  /** Which packages are wanted; null: whatever it is. Case does not matter in the text. */
  public record Filter(
      @Nullable SeriesId series,
      @Nullable PackageStage stage,
      @Nullable MeetingId meeting,
      @Nullable String text) {

    private List<Bson> conditions() {
      List<Bson> conditions =
          new ArrayList<>(List.of(eq("kind", "package"), EntriesView.areHeld()));
      if (meeting != null) {
        conditions.add(eq("series", meeting.series().slug()));
      }
      if (series != null) {
        conditions.add(eq("series", series.slug()));
      }
      return conditions;
    }

    private boolean isOfAllSeries() {
      return series == null && meeting == null;
    }

    private boolean matches(PackageItem item) {
      return (stage == null || item.stage() == stage)
          && (meeting == null || item.meeting().equals(meeting))
          && (text == null || Texts.contains(item.text(), text));
    }
  }

  /**
   * The packages with how long each has been where it is, by series, and then in the order of the
   * meetings' days and of their minutes. Of all series a page may have less of them than are
   * wanted, or none, and yet say that it can be gone on from its end: when many were looked at for
   * it.
   */
  public Page<PackageStanding> packages(Filter filter, AsOf asOf, Page.Wanted wanted) {
    Optional<Key> after = wanted.after().map(Key::parse);
    List<Bson> conditions =
        filter.isOfAllSeries()
            ? entries.upToLastDay(filter.conditions(), asOf)
            : filter.conditions();
    // since when is told by the series' meetings before, so that it is gone through as a whole
    after.ifPresent(key -> conditions.add(gte("series", key.series())));
    // of one series it is gone on until the page is full: each page begins with its beginning
    int most = filter.isOfAllSeries() ? Math.max(MOST, wanted.first() + 1) : Integer.MAX_VALUE;
    Rows rows = new Rows();
    try (MongoCursor<Document> cursor =
        entries
            .find(conditions, asOf)
            .hint(EntriesView.OF_A_KIND_BY_DAY)
            .sort(ascending("series", "date", "stream", "place"))
            .batchSize(BATCH)
            .iterator()) {
      List<Page.Edge<PackageStanding>> edges = new ArrayList<>();
      Optional<String> end = Optional.empty();
      int looked = 0;
      while (edges.size() <= wanted.first() && end.isEmpty() && cursor.hasNext()) {
        EntryVersion version = EntryVersion.from(cursor.next());
        PackageStanding standing = rows.next(item(version));
        Key key = Key.of(version);
        if (after.isEmpty() || after.get().isBefore(key)) {
          if (filter.matches(standing.item())) {
            edges.add(new Page.Edge<>(key.text(), standing));
          }
          looked++;
          end = looked < most ? Optional.empty() : Optional.of(key.text());
        }
      }
      return Page.of(edges, wanted, end.filter(_ -> cursor.hasNext()));
    }
  }

  private static PackageItem item(EntryVersion version) {
    if (version.facts().content() instanceof Content.ListedPackage listed) {
      return PackageItem.of(version, listed);
    }
    throw new IllegalStateException(version.id() + " is not a package");
  }

  /** The place of a package in the list. */
  private record Key(String series, String date, String stream, long place) {

    static Key of(EntryVersion version) {
      return new Key(
          version.meeting().series().slug(),
          version.facts().date().toString(),
          version.meeting().stream(),
          version.facts().place());
    }

    static Key parse(String text) {
      String[] parts = text.split("#", -1);
      try {
        return new Key(parts[0], parts[1], parts[2], Long.parseLong(parts[3]));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw new BadArgument("after", "this is not a cursor of this list");
      }
    }

    boolean isBefore(Key other) {
      int bySeries = series.compareTo(other.series);
      int byDate = bySeries != 0 ? bySeries : date.compareTo(other.date);
      int byStream = byDate != 0 ? byDate : stream.compareTo(other.stream);
      return byStream != 0 ? byStream < 0 : place < other.place;
    }

    String text() {
      return series + "#" + date + "#" + stream + "#" + place;
    }
  }

  /** A package in a stage, as somebody who reads the minutes knows it again. */
  private record Row(PackageStage stage, String text) {}

  /** Goes through the packages in order and keeps since when each is listed. */
  private static final class Rows {
    private @Nullable MeetingId meeting;
    private Map<Row, Since> before = Map.of();
    private Map<Row, Since> here = new HashMap<>();

    /** The next one; minutes that list no packages at all do not come by here, and say nothing. */
    PackageStanding next(PackageItem item) {
      if (!item.meeting().equals(meeting)) {
        boolean sameSeries = meeting != null && meeting.series().equals(item.meeting().series());
        before = sameSeries ? here : Map.of();
        here = new HashMap<>();
        meeting = item.meeting();
      }
      Row row = new Row(item.stage(), Texts.key(item.text()));
      Since since = before.getOrDefault(row, new Since(item.meeting(), item.date()));
      here.put(row, since);
      return new PackageStanding(item, since);
    }
  }
}
