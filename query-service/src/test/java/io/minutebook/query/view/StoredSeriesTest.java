package io.minutebook.query.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesEvent;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.Series;
import java.util.List;
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
    StoredSeries atOnce = folded(0, Series.NONE);

    for (int version = 0; version < EVENTS.size(); version++) {
      Series until = Series.NONE;
      for (SeriesEvent event : EVENTS.subList(0, version + 1)) {
        until = until.apply(event);
      }
      StoredSeries read =
          StoredSeries.from(new StoredSeries(PIER, version, until, null).toDocument());

      assertThat(folded(version + 1, read.series()).toDocument())
          .as("from version %d", version)
          .isEqualTo(atOnce.toDocument());
    }
  }

  private static StoredSeries folded(int from, Series series) {
    Series folded = series;
    for (SeriesEvent event : EVENTS.subList(from, EVENTS.size())) {
      folded = folded.apply(event);
    }
    return new StoredSeries(PIER, EVENTS.size() - 1L, folded, null);
  }
}
