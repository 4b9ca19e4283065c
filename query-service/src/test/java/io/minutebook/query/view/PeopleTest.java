package io.minutebook.query.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesEvent;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.Series;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeopleTest {

  private static final SeriesId PIER = new SeriesId("pier");
  private static final SeriesId DOCK = new SeriesId("dock");

  /** Series as they are stored. */
  private static People people(StoredSeries... series) {
    Map<SeriesId, Map<String, String>> people = new HashMap<>();
    for (StoredSeries each : series) {
      people.put(each.id(), StoredSeries.people(each.toDocument()));
    }
    return new People(people);
  }

  /** A series that says of each first label that it means the person after it. */
  private static StoredSeries series(SeriesId id, String... aliases) {
    Series series = Series.NONE.apply(new SeriesEvent.SeriesCreated(id, "A series"));
    for (int i = 0; i < aliases.length; i += 2) {
      series =
          series.apply(new SeriesEvent.PersonAliased(new PersonLabel(aliases[i]), aliases[i + 1]));
    }
    return new StoredSeries(id, 0, series, SeriesTrail.NONE, null);
  }

  private static boolean means(People people, String asked, SeriesId series, String label) {
    return people.who(new PersonLabel(asked)).in(series).test(new PersonLabel(label));
  }

  @Test
  void without_a_map_a_label_means_itself_in_any_spelling() {
    People people = people(series(PIER));

    assertThat(means(people, "Bo", PIER, "bo (late)")).isTrue();
    assertThat(means(people, "Bo", PIER, "Boris")).isFalse();
    assertThat(means(people, "Bo", DOCK, "BO")).isTrue();
  }

  @Test
  void labels_of_one_person_are_one_whichever_is_asked_for() {
    People people = people(series(PIER, "Bo", "Bo Hansen", "BH", "bo hansen"));

    for (String asked : List.of("Bo", "BH", "Bo Hansen", "bo  hansen (late)")) {
      for (String label : List.of("bo", "bh", "Bo Hansen")) {
        assertThat(means(people, asked, PIER, label)).as("%s: %s", asked, label).isTrue();
      }
      assertThat(means(people, asked, PIER, "Ada")).isFalse();
    }
  }

  @Test
  void a_name_that_is_the_label_of_somebody_else_does_not_mix_the_two() {
    People people = people(series(PIER, "B", "Bo", "Bo", "Bodil Holm"));

    assertThat(means(people, "Bo", PIER, "Bo")).isTrue();
    assertThat(means(people, "Bo", PIER, "Bodil Holm")).isTrue();
    assertThat(means(people, "Bo", PIER, "B")).isFalse();
    assertThat(means(people, "B", PIER, "B")).isTrue();
    assertThat(means(people, "B", PIER, "Bo")).isFalse();
  }

  @Test
  void each_series_says_it_for_its_own() {
    People people = people(series(PIER, "Bo", "Bo Hansen"), series(DOCK, "Bo", "Bo Dahl"));

    assertThat(means(people, "Bo Hansen", PIER, "Bo")).isTrue();
    assertThat(means(people, "Bo Hansen", DOCK, "Bo")).isFalse();
    assertThat(people.who(new PersonLabel("Bo")).keys())
        .containsExactlyInAnyOrder("bo", "bohansen", "bodahl");
  }
}
