package io.minutebook.query.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.Content;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The last day of which there were minutes")
class LastDayTest {

  private static final Instant BEGUN = Instant.parse("2020-05-04T22:00:00Z");

  private static EntryVersion version(String named, String date, String recorded, String occurred) {
    return new EntryVersion(
        MeetingId.of(new SeriesId("rope"), named),
        new EntryId(1),
        new EntryVersion.Facts(
            LocalDate.parse(date), true, 1, List.of(), null, new Content.Title("Rope"), List.of()),
        null,
        new EntryVersion.Bound(0, Instant.parse(recorded), Instant.parse(occurred)),
        null);
  }

  @Test
  void is_some_days_ahead_of_a_moment() {
    assertThat(LastDay.soonAfter(BEGUN)).isEqualTo("2020-05-18");
  }

  @Test
  void can_be_compared_as_a_text_whatever_the_moment_is() {
    for (Instant moment : new Instant[] {Instant.MAX, Instant.parse("+10000-01-01T00:00:00Z")}) {
      assertThat(LastDay.soonAfter(moment)).isEqualTo("9999-12-31");
    }
    LocalDate beforeAll = LastDay.soonAfter(Instant.parse("-9999-01-01T00:00:00Z"));
    assertThat(beforeAll.toString()).isLessThan("0000-01-01");
  }

  @Test
  void is_not_told_by_the_moment_where_minutes_began_long_before_their_day() {
    String begun = "2020-05-04T22:00:00Z";
    assertThat(LastDay.farAhead(version("2020-05-18", "2020-05-18", begun, begun))).isEmpty();
    assertThat(LastDay.farAhead(version("2020-05-19", "2020-05-19", begun, begun)))
        .contains(LocalDate.of(2020, 5, 19));
    assertThat(LastDay.farAhead(version("2001-01-01", "2001-01-01", begun, begun))).isEmpty();
  }

  @Test
  void is_of_the_later_day_where_a_meeting_was_moved() {
    String begun = "2020-05-04T22:00:00Z";
    assertThat(LastDay.farAhead(version("2020-05-04", "2020-06-01", begun, begun)))
        .contains(LocalDate.of(2020, 6, 1));
    assertThat(LastDay.farAhead(version("2020-06-01", "2020-05-04", begun, begun)))
        .contains(LocalDate.of(2020, 6, 1));
  }

  /** What is imported occurred long before it is recorded; a clock may be wrong the other way. */
  @Test
  void is_looked_at_by_both_times() {
    String day = "2020-05-04";
    String then = "2020-05-04T12:00:00Z";
    String longBefore = "2019-05-04T12:00:00Z";
    assertThat(LastDay.farAhead(version(day, day, then, longBefore))).isPresent();
    assertThat(LastDay.farAhead(version(day, day, longBefore, then))).isPresent();
    assertThat(LastDay.farAhead(version(day, day, then, then))).isEmpty();
  }
}
