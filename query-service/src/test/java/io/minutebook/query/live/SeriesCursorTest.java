package io.minutebook.query.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The cursor of a series")
class SeriesCursorTest {

  private static final SeriesId SERIES = new SeriesId("lamp-room");

  @Test
  void goes_round() {
    long seed = Long.getLong("minutebook.test.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      Map<MeetingId, Long> meetings = new HashMap<>();
      for (int j = random.nextInt(40); j > 0; j--) {
        meetings.put(
            new MeetingId(
                SERIES,
                LocalDate.ofEpochDay(random.nextInt(-30000, 60000)),
                random.nextInt(3) == 0 ? random.nextInt(1, 100) : 1),
            random.nextLong(1L << random.nextInt(1, 60)));
      }
      SeriesCursor cursor = new SeriesCursor(SERIES, random.nextInt(300) - 1, meetings);

      assertThat(SeriesCursor.parse(SERIES, cursor.toString()))
          .as("seed %d", seed)
          .isEqualTo(cursor);
    }
  }

  @Test
  void stays_short_for_many_years_of_a_weekly_meeting() {
    Map<MeetingId, Long> meetings = new HashMap<>();
    for (int week = 0; week < 520; week++) {
      meetings.put(new MeetingId(SERIES, LocalDate.of(2016, 1, 4).plusWeeks(week), 1), 60L + week);
    }

    assertThat(new SeriesCursor(SERIES, 12, meetings).toString()).hasSizeLessThan(2200);
  }

  @Test
  void is_refused_when_it_is_another_series_or_was_changed_or_is_none() {
    String text =
        new SeriesCursor(SERIES, 3, Map.of(new MeetingId(SERIES, LocalDate.of(2020, 5, 4), 1), 18L))
            .toString();

    assertRefused(new SeriesId("engine-room"), text);
    assertRefused(SERIES, text.substring(0, text.length() - 2));
    assertRefused(SERIES, "A" + text);
    assertRefused(SERIES, (text.charAt(2) == 'x' ? "y" : "x") + text.substring(1));
    assertRefused(SERIES, "");
    assertRefused(SERIES, "not a cursor");
    assertRefused(SERIES, "x".repeat(2 << 20));
  }

  private static void assertRefused(SeriesId series, String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SeriesCursor.parse(series, text))
        .withMessageContaining("not a cursor");
  }
}
