package io.minutebook.query.view;

import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesEvent;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bson.Document;

/**
 * What a series' stream tells beside the series as it is.
 *
 * @param changed when its last event was recorded; the epoch before the first
 * @param known the keys of all labels and names that its map of people ever had, also of those that
 *     it has no more
 */
public record SeriesTrail(Instant changed, SortedSet<String> known) {

  /** Where an index finds the keys. */
  static final String KNOWN = "trail.known";

  /** The trail of a series that nothing happened to. */
  public static final SeriesTrail NONE =
      new SeriesTrail(Instant.EPOCH, Collections.emptySortedSet());

  public SeriesTrail {
    known = Collections.unmodifiableSortedSet(new TreeSet<>(known));
  }

  /** The trail after an event that was recorded then. */
  public SeriesTrail after(SeriesEvent event, Instant recorded) {
    SortedSet<String> more = known;
    if (event instanceof SeriesEvent.PersonAliased aliased) {
      more = new TreeSet<>(known);
      more.add(aliased.label().key());
      more.add(new PersonLabel(aliased.person()).key());
    }
    return new SeriesTrail(recorded, more);
  }

  Document toDocument() {
    return new Document("changed", Date.from(changed)).append("known", known.stream().toList());
  }

  static SeriesTrail from(Document document) {
    return new SeriesTrail(
        document.getDate("changed").toInstant(),
        new TreeSet<>(document.getList("known", String.class)));
  }
}
