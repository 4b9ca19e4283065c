package io.minutebook.query.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesEvent;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.Series;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredSeriesTest {

  private static final SeriesId PIER = new SeriesId("pier");
  private static final List<SeriesEvent> EVENTS =
      List.of(
          new SeriesEvent.SeriesCreated(PIER, "The pier"),
          new SeriesEvent.BoardDefined("Masonry", List.of("open", "done")),
          new SeriesEvent.PersonAliased(new PersonLabel("Uma"), "Uma Vos"),
          new SeriesEvent.PersonAliased(new PersonLabel("Bo"), "Bo Hansen"),
          new SeriesEvent.BoardDefined("Cranes", List.of("open")),
          new SeriesEvent.PersonAliased(new PersonLabel("Max"), "Max Berg"),
          new SeriesEvent.AliasRemoved(new PersonLabel("bo")),
          new SeriesEvent.PersonAliased(new PersonLabel("Ada"), "Ada Klein"));

  @Test
  void is_stored_the_same_whether_it_is_folded_at_once_or_goes_on_from_any_of_its_versions() {
    StoredSeries none = new StoredSeries(PIER, -1, Series.NONE, SeriesTrail.NONE, null);
    StoredSeries atOnce = folded(none, EVENTS.size());

    for (int count = 1; count <= EVENTS.size(); count++) {
      StoredSeries read = StoredSeries.from(folded(none, count).toDocument());

      assertThat(folded(read, EVENTS.size()).toDocument())
          .as("from version %d", read.version())
          .isEqualTo(atOnce.toDocument());
    }
  }

  @Test
  void tells_by_what_it_ever_knew_people_and_when_it_was_changed_last() {
    StoredSeries none = new StoredSeries(PIER, -1, Series.NONE, SeriesTrail.NONE, null);

    SeriesTrail trail = folded(none, 7).trail();

    assertThat(trail.known()).containsExactly("bo", "bohansen", "max", "maxberg", "uma", "umavos");
    assertThat(trail.changed()).isEqualTo(recorded(6));
  }

  @Test
  void tells_whom_labels_meant_as_of_any_moment() {
    StoredSeries none = new StoredSeries(PIER, -1, Series.NONE, SeriesTrail.NONE, null);
    SeriesTrail trail = StoredSeries.from(folded(none, EVENTS.size()).toDocument()).trail();

    assertThat(trail.peopleAt(recorded(0).minusMillis(1))).isEmpty();
    for (int version = 0; version < EVENTS.size(); version++) {
      Map<String, String> then = folded(none, version + 1).series().people();
      for (long later : List.of(0L, 999L)) {
        assertThat(trail.peopleAt(recorded(version).plusMillis(later)))
            .as("version %d", version)
            .contains(then);
      }
    }
    assertThat(SeriesTrail.NONE.peopleAt(Instant.MAX)).isEmpty();
  }

  private static Instant recorded(long version) {
    return Instant.parse("2020-05-04T09:00:00Z").plusSeconds(version);
  }

  /** Goes on until so many events are in it. */
  private static StoredSeries folded(StoredSeries from, int count) {
    Series series = from.series();
    SeriesTrail trail = from.trail();
    for (int i = Math.toIntExact(from.version()) + 1; i < count; i++) {
      series = series.apply(EVENTS.get(i));
      trail = trail.after(EVENTS.get(i), recorded(i));
    }
    return new StoredSeries(PIER, count - 1L, series, trail, null);
  }
}
