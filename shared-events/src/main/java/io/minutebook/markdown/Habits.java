package io.minutebook.markdown;

import io.minutebook.event.Form;
import io.minutebook.event.PackageStage;
import io.minutebook.minutes.Content;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How minutes are habitually worded: recognises typed content in the text of a block. What is not
 * recognised, or could not be written again from its fields without losing a word or a number,
 * stays a note.
 */
final class Habits {

  private Habits() {}

  /** The content of a block of text. */
  static Content read(String text, Form form, Where where) {
    return candidates(text, form, where)
        .flatMap(Optional::stream)
        .filter(content -> Words.areSame(CanonicalText.of(content), text))
        .findFirst()
        .orElse(new Content.Note(text));
  }

  private static Stream<Optional<Content>> candidates(String text, Form form, Where where) {
    if (where.section() == null) {
      return Stream.of(
          HeadHabit.coordinates(text),
          HeadHabit.attendance(text),
          ActionHabit.read(text),
          DecisionHabit.read(text));
    }
    return Stream.of(
        ActionHabit.read(text),
        DecisionHabit.read(text),
        NothingHabit.read(text),
        where.isDuty() ? DutyHabit.read(text) : Optional.empty(),
        QueueHabit.read(text),
        where.isSupport() ? SupportHabit.read(text) : Optional.empty(),
        listed(text, form, where),
        where.isAnnouncements() ? Optional.of(new Content.Announcement(text)) : Optional.empty());
  }

  private static Optional<Content> listed(String text, Form form, Where where) {
    PackageStage stage = where.stage();
    return stage != null && where.lists(text, form)
        ? Optional.of(new Content.ListedPackage(stage, text))
        : Optional.empty();
  }
}
