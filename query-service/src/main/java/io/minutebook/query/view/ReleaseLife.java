package io.minutebook.query.view;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.ReleasePlan;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plans for a release over all minutes of a series that speak of it.
 *
 * @param key by what its version is known again
 * @param plans oldest first, at least one; one that says the same days as the one before is left
 *     out
 * @param last the last meeting whose minutes speak of it
 */
public record ReleaseLife(String key, List<Planned> plans, Planned last) {

  /** A plan as the minutes of one meeting have it. */
  public record Planned(EntryAddress entry, LocalDate date, ReleasePlan plan) {}

  /** The days that a plan names. */
  public enum Day {
    DEVELOPMENT_FREEZE,
    PACKAGE_FREEZE,
    RELEASE;

    @Nullable LocalDate of(ReleasePlan plan) {
      return switch (this) {
        case DEVELOPMENT_FREEZE -> plan.developmentFreeze();
        case PACKAGE_FREEZE -> plan.packageFreeze();
        case RELEASE -> plan.release();
      };
    }
  }

  /**
   * That a day was moved from one meeting's minutes to the next ones that speak of it.
   *
   * @param by the days, negative where it was brought forward
   */
  public record Slip(Planned at, Day what, LocalDate from, LocalDate to, long by) {}

  public ReleaseLife {
    plans = List.copyOf(plans);
  }

  /**
   * All moves, oldest first. A day that was not named for a while is compared with the last one.
   */
  public List<Slip> slips() {
    List<Slip> slips = new ArrayList<>();
    for (Day day : Day.values()) {
      LocalDate known = null;
      for (Planned planned : plans) {
        LocalDate now = day.of(planned.plan());
        if (now == null) {
          continue;
        }
        if (known != null && !known.equals(now)) {
          slips.add(new Slip(planned, day, known, now, ChronoUnit.DAYS.between(known, now)));
        }
        known = now;
      }
    }
    slips.sort((a, b) -> a.at().date().compareTo(b.at().date()));
    return slips;
  }

  /** By how many days the release itself was moved in all. */
  public long slipped() {
    return slips().stream().filter(slip -> slip.what() == Day.RELEASE).mapToLong(Slip::by).sum();
  }
}
