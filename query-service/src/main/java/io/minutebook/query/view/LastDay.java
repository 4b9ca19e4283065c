package io.minutebook.query.view;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * After which day there were no minutes as of some moment. Most minutes begin on their day or
 * later, or not long before it. So only those are looked up that were planned further ahead: their
 * titles say so, which all minutes have from their first event on.
 */
final class LastDay {

  /** How many days before their day minutes may begin without being planned ahead. */
  private static final int SOON = 14;

  /** Days are compared as texts, which later ones are not made for. */
  private static final LocalDate LAST_OF_ALL = LocalDate.of(9999, 12, 31);

  private LastDay() {}

  /** Whether something that began then is of a day far ahead. */
  static boolean isFarAhead(LocalDate date, EntryVersion.Bound from) {
    return date.isAfter(soonAfter(from.recorded())) || date.isAfter(soonAfter(from.occurred()));
  }

  /** The last day of what began by then, but for what was planned ahead. */
  static LocalDate soonAfter(Instant moment) {
    Instant latest = LAST_OF_ALL.minusDays(SOON).atStartOfDay().toInstant(ZoneOffset.UTC);
    return moment.isAfter(latest)
        ? LAST_OF_ALL
        : LocalDate.ofInstant(moment, ZoneOffset.UTC).plusDays(SOON);
  }
}
