package io.minutebook.query.graphql;

import io.minutebook.event.StatedDelta;
import io.minutebook.query.view.TicketNumber;
import io.minutebook.query.view.TicketTally;
import java.time.LocalDate;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A count with its derived delta; each component is named like the schema's field. */
record TicketTallyNode(
    String meeting,
    String entry,
    LocalDate date,
    String counter,
    @Nullable String board,
    @Nullable String state,
    @Nullable String queue,
    int count,
    @Nullable StatedDelta stated,
    @Nullable Integer statedDelta,
    @Nullable Integer derivedDelta,
    @Nullable Boolean deltaAgrees,
    @Nullable String previousMeeting,
    @Nullable Integer previousCount,
    @Nullable Long daysSincePrevious) {

  static TicketTallyNode of(TicketTally tally) {
    TicketNumber number = tally.number();
    TicketTally.Previous previous = tally.previous();
    return new TicketTallyNode(
        tally.meeting().toString(),
        number.entry(),
        tally.date(),
        number.counter(),
        number.board(),
        number.state(),
        number.queue(),
        number.count(),
        number.stated(),
        boxed(tally.statedDelta()),
        boxed(tally.derivedDelta()),
        tally.deltaAgrees(),
        previous == null ? null : previous.meeting().toString(),
        previous == null ? null : previous.count(),
        tally.daysSincePrevious());
  }

  private static @Nullable Integer boxed(OptionalInt number) {
    return number.isEmpty() ? null : number.getAsInt();
  }
}
