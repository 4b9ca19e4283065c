package io.minutebook.query.view;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * After which day there were no minutes as of some moment. Most minutes begin on their day or
 * later, or not long before it. So only those are looked up that were planned further ahead: their
 * titles say so, which all minutes have from their first event on.
 */
final class LastDay {

  /** How many days before their day minutes may begin without being planned ahead. */
  private static final int SOON = 14;

  /** Days are compared as texts, which later ones are not made for. */
  static final LocalDate LAST_OF_ALL = LocalDate.of(9999, 12, 31);

  private LastDay() {}

  /**
   * The day that something is of, or its meeting is named after if that is later; empty: that was
   * not far ahead when it began.
   */
  static Optional<LocalDate> farAhead(EntryVersion version) {
    LocalDate named = version.meeting().date();
    LocalDate date = version.facts().date();
    LocalDate later = named.isAfter(date) ? named : date;
    EntryVersion.Bound from = version.from();
    return later.isAfter(soonAfter(from.recorded())) || later.isAfter(soonAfter(from.occurred()))
        ? Optional.of(later)
        : Optional.empty();
  }

  /** The last day of what began by then, but for what was planned ahead. */
  static LocalDate soonAfter(Instant moment) {
    Instant latest = LAST_OF_ALL.minusDays(SOON).atStartOfDay().toInstant(ZoneOffset.UTC);
    return moment.isAfter(latest)
        ? LAST_OF_ALL
        : LocalDate.ofInstant(moment, ZoneOffset.UTC).plusDays(SOON);
  }
}
