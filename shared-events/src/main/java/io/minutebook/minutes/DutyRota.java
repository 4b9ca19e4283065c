package io.minutebook.minutes;

import io.minutebook.event.PersonLabel;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Who takes a duty in turn.
 *
 * @param people in the order of their turns, at least one
 * @param start the first day of the first one's turn
 * @param days how long a turn lasts, at least one
 */
public record DutyRota(List<PersonLabel> people, LocalDate start, int days) {

  public DutyRota {
    people = List.copyOf(people);
    if (people.isEmpty() || days < 1) {
      throw new IllegalArgumentException("a rota has people, and turns of at least a day");
    }
  }

  /** Whose turn it is on a day; before the start the turns are counted backwards. */
  public PersonLabel on(LocalDate day) {
    long turn = Math.floorDiv(ChronoUnit.DAYS.between(start, day), days);
    return people.get((int) Math.floorMod(turn, (long) people.size()));
  }

  /** Whose turn follows the one of a day. */
  public PersonLabel after(LocalDate day) {
    return on(day.plusDays(days));
  }
}
