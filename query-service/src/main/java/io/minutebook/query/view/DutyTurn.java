package io.minutebook.query.view;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.PersonLabel;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A turn of duty, as minutes and the series' rota tell of it.
 *
 * @param section the title of the section that the duty belongs to
 * @param from the first day
 * @param to the last day
 * @param person who has it; null: nobody yet
 * @param tentative whether that is not sure yet
 * @param statements what the minutes of meetings say of it, oldest first
 * @param planned whose turn the rota says it is; null: there is no rota for the section
 */
public record DutyTurn(
    String section,
    LocalDate from,
    LocalDate to,
    @Nullable PersonLabel person,
    boolean tentative,
    List<Statement> statements,
    @Nullable PersonLabel planned) {

  /** What the minutes of one meeting say. */
  public record Statement(EntryAddress entry, LocalDate date, @Nullable PersonLabel person) {}

  public DutyTurn {
    statements = List.copyOf(statements);
  }

  /** Whether somebody else has it than the rota, or the first to say it, had said. */
  public boolean swapped() {
    PersonLabel first = planned != null || statements.isEmpty() ? planned : firstNamed();
    return first != null && person != null && !first.key().equals(person.key());
  }

  private @Nullable PersonLabel firstNamed() {
    for (Statement statement : statements) {
      if (statement.person() != null) {
        return statement.person();
      }
    }
    return null;
  }
}
