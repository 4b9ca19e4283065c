package io.minutebook.query.view;

import io.minutebook.event.MeetingId;
import java.time.LocalDate;

/**
 * A package in the minutes of one meeting, and for how long it has been where it is.
 *
 * @param since the first meeting in a row that lists it in this stage
 */
public record PackageStanding(PackageItem item, Since since) {

  /** The meeting from which on something is as it is. */
  public record Since(MeetingId meeting, LocalDate date) {}
}
