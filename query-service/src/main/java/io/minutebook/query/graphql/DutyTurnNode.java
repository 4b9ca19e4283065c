package io.minutebook.query.graphql;

import io.minutebook.event.PersonLabel;
import io.minutebook.query.view.DutyTurn;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A turn of duty; each component is named like the schema's field. */
record DutyTurnNode(
    String section,
    LocalDate from,
    LocalDate to,
    @Nullable PersonLabel person,
    boolean tentative,
    @Nullable PersonLabel planned,
    boolean swapped,
    List<Statement> statements) {

  record Statement(String id, String meeting, LocalDate date, @Nullable PersonLabel person) {}

  static DutyTurnNode of(DutyTurn turn) {
    return new DutyTurnNode(
        turn.section(),
        turn.from(),
        turn.to(),
        turn.person(),
        turn.tentative(),
        turn.planned(),
        turn.swapped(),
        turn.statements().stream()
            .map(
                each ->
                    new Statement(
                        each.entry().toString(),
                        each.entry().meeting().toString(),
                        each.date(),
                        each.person()))
            .toList());
  }
}
