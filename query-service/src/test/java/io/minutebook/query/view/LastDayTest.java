package io.minutebook.query.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The last day of which there were minutes")
class LastDayTest {

  private static final Instant BEGUN = Instant.parse("2020-05-04T22:00:00Z");

  private static EntryVersion.Bound begun(String recorded, String occurred) {
    return new EntryVersion.Bound(0, Instant.parse(recorded), Instant.parse(occurred));
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
    LocalDate soon = LastDay.soonAfter(BEGUN);
    EntryVersion.Bound at = new EntryVersion.Bound(0, BEGUN, BEGUN);
    assertThat(LastDay.isFarAhead(soon, at)).isFalse();
    assertThat(LastDay.isFarAhead(soon.plusDays(1), at)).isTrue();
    assertThat(LastDay.isFarAhead(LocalDate.of(2001, 1, 1), at)).isFalse();
  }

  /** What is imported occurred long before it is recorded; a clock may be wrong the other way. */
  @Test
  void is_looked_at_by_both_times() {
    LocalDate day = LocalDate.of(2020, 5, 4);
    String then = "2020-05-04T12:00:00Z";
    String longBefore = "2019-05-04T12:00:00Z";
    assertThat(LastDay.isFarAhead(day, begun(then, longBefore))).isTrue();
    assertThat(LastDay.isFarAhead(day, begun(longBefore, then))).isTrue();
    assertThat(LastDay.isFarAhead(day, begun(then, then))).isFalse();
  }
}
