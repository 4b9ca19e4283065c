package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PackageStage;
import io.minutebook.event.SeriesId;
import io.minutebook.query.view.PackageStanding.Since;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The packages, one document a meeting. Meetings that were called off do not count. */
public final class PackagesView {

  private final MongoCollection<Document> documents;

  PackagesView(MongoCollection<Document> documents) {
    this.documents = documents;
  }

  /** Which packages are wanted; null: whatever it is. Case does not matter in the text. */
  public record Filter(
      @Nullable SeriesId series,
      @Nullable PackageStage stage,
      @Nullable MeetingId meeting,
      @Nullable String text) {

    private Bson documents() {
      List<Bson> conditions = new ArrayList<>(List.of(MeetingItems.areHeld()));
      if (meeting != null) {
        conditions.add(eq("series", meeting.series().slug()));
      }
      if (series != null) {
        conditions.add(eq("series", series.slug()));
      }
      return and(conditions);
    }

    private boolean matches(PackageItem item) {
      return (stage == null || item.stage() == stage)
          && (meeting == null || item.meeting().equals(meeting))
          && (text == null || Texts.contains(item.text(), text));
    }
  }

  /**
   * The packages with how long each has been where it is, by series, and then in the order of the
   * meetings' days and of their minutes.
   */
  public Page<PackageStanding> packages(Filter filter, Page.Wanted wanted) {
    Optional<ItemKey> after = ItemKey.from(wanted);
    Rows rows = new Rows(after.isEmpty());
    try (MongoCursor<Document> cursor =
        documents.find(filter.documents()).sort(ascending("series", "date", "_id")).iterator()) {
      return Page.of(
          Cursors.stream(cursor)
              .flatMap(document -> rows.next(document, after))
              .filter(edge -> filter.matches(edge.node().item()))
              .iterator(),
          wanted);
    }
  }

  /** A package in a stage, as somebody who reads the minutes knows it again. */
  private record Row(PackageStage stage, String text) {}

  /** Goes through the meetings in order and keeps since when each package is listed. */
  private static final class Rows {
    private String series = "";
    private Map<Row, Since> running = Map.of();
    private boolean passed;

    Rows(boolean passed) {
      this.passed = passed;
    }

    Stream<Page.Edge<PackageStanding>> next(Document document, Optional<ItemKey> after) {
      List<Page.Edge<PackageItem>> items = MeetingItems.items(document, PackageItem::from).toList();
      if (items.isEmpty()) {
        // minutes that list no packages at all say nothing about them
        return Stream.empty();
      }
      Map<Row, Since> before =
          series.equals(document.getString("series")) ? running : Map.<Row, Since>of();
      Since here = new Since(MeetingItems.meeting(document), MeetingItems.date(document));
      Map<Row, Since> now = new HashMap<>();
      List<Page.Edge<PackageStanding>> standings = new ArrayList<>();
      for (Page.Edge<PackageItem> item : items) {
        Row row = new Row(item.node().stage(), Texts.key(item.node().text()));
        Since since = before.getOrDefault(row, here);
        now.put(row, since);
        if (passed) {
          standings.add(item.with(new PackageStanding(item.node(), since)));
        }
        passed |= after.filter(key -> key.text().equals(item.key())).isPresent();
      }
      series = document.getString("series");
      running = now;
      return standings.stream();
    }
  }
}
