package io.minutebook.markdown;

import io.minutebook.minutes.Content;
import java.util.Objects;
import java.util.Optional;

/** Puts what an entry says into words as another entry of its kind has them. */
final class Wording {

  private Wording() {}

  /**
   * The text of an entry in the form of {@code model}, the text of one of its kind; in the
   * canonical form where that one has another form, or would not be read back to the same fields.
   */
  static String like(String model, Content content) {
    Optional<String> like =
        switch (content) {
          case Content.Action c ->
              ActionHabit.like(model, c)
                  .filter(
                      text -> ActionHabit.read(text).filter(read -> isSame(read, c)).isPresent());
          case Content.Decision c ->
              DecisionHabit.like(model, c).filter(text -> isRead(DecisionHabit.read(text), c));
          case Content.Duty c ->
              DutyHabit.like(model, c).filter(text -> isRead(DutyHabit.read(text), c));
          case Content.Support c ->
              SupportHabit.like(model, c).filter(text -> isRead(SupportHabit.read(text), c));
          case Content.Title ignored -> Optional.empty();
          case Content.Coordinates ignored -> Optional.empty();
          case Content.Attendance ignored -> Optional.empty();
          case Content.Section ignored -> Optional.empty();
          case Content.Note ignored -> Optional.empty();
          case Content.Nothing ignored -> Optional.empty();
          case Content.Announcement ignored -> Optional.empty();
          case Content.QueueCount ignored -> Optional.empty();
          case Content.ListedPackage ignored -> Optional.empty();
          case Content.Table ignored -> Optional.empty();
          case Content.TicketCount ignored -> Optional.empty();
          case Content.ReleaseTickets ignored -> Optional.empty();
          case Content.Release ignored -> Optional.empty();
          case Content.Row ignored -> Optional.empty();
        };
    return like.orElseGet(() -> CanonicalText.of(content));
  }

  private static boolean isRead(Optional<Content> read, Content meant) {
    return read.filter(meant::equals).isPresent();
  }

  /** What happened to an action since, and the tickets that it names, do not stand in its text. */
  private static boolean isSame(Content read, Content.Action meant) {
    return read instanceof Content.Action action
        && action.owners().equals(meant.owners())
        && action.text().equals(meant.text())
        && Objects.equals(action.due(), meant.due());
  }
}
