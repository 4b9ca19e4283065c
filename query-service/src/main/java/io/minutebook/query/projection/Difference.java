package io.minutebook.query.projection;

import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesEvent;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.DutyRota;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import io.minutebook.minutes.Outline;
import io.minutebook.minutes.Series;
import io.minutebook.query.view.EntryText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an event changed, for people.
 *
 * @param entry the entry that it is about; null: the whole
 * @param entries all entries that say something else since, or have come or gone
 */
record Difference(
    @Nullable String entry,
    List<String> entries,
    @Nullable String before,
    @Nullable String after,
    @Nullable String reason) {

  static Difference between(Minutes before, MeetingEvent event, Minutes after) {
    Optional<EntryId> subject = EventSubject.entryOf(event);
    String reason = EventSubject.reasonOf(event);
    if (subject.isEmpty()) {
      return new Difference(null, List.of(), whole(before), whole(after), reason);
    }
    EntryId entry = subject.get();
    SequencedCollection<EntryId> entries = changed(entry, event, before.outline(), after.outline());
    Function<Entry, String> text = textFor(event);
    return new Difference(
        entry.value(),
        entries.stream().map(EntryId::value).toList(),
        text(entries, before.outline(), text),
        text(entries, after.outline(), text),
        reason);
  }

  /** What shows the change: the characters, the heading with its level, or what an entry says. */
  private static Function<Entry, String> textFor(MeetingEvent event) {
    if (event instanceof MeetingEvent.EntryReformatted) {
      return found -> Objects.requireNonNullElse(found.source(), "");
    }
    if (event instanceof MeetingEvent.SectionRenamed renamed && renamed.level() != null) {
      return found ->
          found.content() instanceof Content.Section(int level, String title)
              ? "#".repeat(level) + " " + title
              : EntryText.of(found.content());
    }
    return found -> EntryText.of(found.content());
  }

  static Difference between(Series before, SeriesEvent event) {
    return switch (event) {
      case SeriesEvent.SeriesCreated e -> of(null, e.name());
      case SeriesEvent.SeriesRenamed e -> of(before.name(), e.name());
      case SeriesEvent.SectionDefined e -> of(null, e.title());
      case SeriesEvent.BoardDefined e -> {
        List<String> states = before.boards().get(e.board());
        yield of(states == null ? null : board(e.board(), states), board(e.board(), e.states()));
      }
      case SeriesEvent.DutyRotaSet e -> {
        DutyRota rota = before.rotas().get(e.section());
        yield of(
            rota == null ? null : rota(e.section(), rota),
            rota(e.section(), new DutyRota(e.people(), e.start(), e.days())));
      }
      case SeriesEvent.TemplateSet e -> of(before.template(), e.markdown());
      case SeriesEvent.PersonAliased e ->
          of(alias(before, e.label()), e.label() + " is " + e.person());
      case SeriesEvent.AliasRemoved e -> of(alias(before, e.label()), null);
    };
  }

  private static Difference of(@Nullable String before, @Nullable String after) {
    return new Difference(null, List.of(), before, after, null);
  }

  private static @Nullable String alias(Series series, PersonLabel label) {
    return series.personOf(label).map(person -> label + " is " + person).orElse(null);
  }

  private static String rota(String section, DutyRota rota) {
    return section
        + ": "
        + PersonLabel.joined(rota.people())
        + ", each "
        + rota.days()
        + " days, from "
        + rota.start();
  }

  private static String board(String name, List<String> states) {
    return name + ": " + String.join(", ", states);
  }

  /** The day and the status: all that can change about the whole of some minutes. */
  private static @Nullable String whole(Minutes minutes) {
    return minutes.exist()
        ? minutes.date()
            + switch (minutes.status()) {
              case SCHEDULED -> "";
              case CANCELLED -> ", cancelled";
              case PUBLISHED -> ", published";
            }
        : null;
  }

  /**
   * The entries that say something else, in the order of before, then those that have come. An
   * event touches the entry that it is about and what stands under that, and nothing else.
   */
  private static SequencedCollection<EntryId> changed(
      EntryId subject, MeetingEvent event, Outline before, Outline after) {
    if (event instanceof MeetingEvent.MeetingScheduled) {
      return changed(subject, before, before.inOrder(), after, after.inOrder());
    }
    List<Entry> thoseBefore = within(subject, before);
    List<Entry> thoseAfter = within(subject, after);
    return Math.max(thoseBefore.size(), thoseAfter.size()) == 1
        ? List.of(subject)
        : changed(subject, before, thoseBefore, after, thoseAfter);
  }

  private static List<Entry> within(EntryId subject, Outline outline) {
    Optional<Entry> entry = outline.find(subject);
    if (entry.isEmpty()) {
      return List.of();
    }
    return entry.get().children().isEmpty() ? List.of(entry.get()) : outline.within(subject);
  }

  private static SequencedCollection<EntryId> changed(
      EntryId subject,
      Outline before,
      List<Entry> thoseBefore,
      Outline after,
      List<Entry> thoseAfter) {
    LinkedHashSet<EntryId> changed = new LinkedHashSet<>();
    for (Entry entry : thoseBefore) {
      if (entry.id().equals(subject) || !isSame(entry, after.find(entry.id()))) {
        changed.add(entry.id());
      }
    }
    for (Entry entry : thoseAfter) {
      if (entry.id().equals(subject) || before.find(entry.id()).isEmpty()) {
        changed.add(entry.id());
      }
    }
    return changed;
  }

  private static boolean isSame(Entry entry, Optional<Entry> other) {
    return other.isPresent()
        && entry.content().equals(other.get().content())
        && entry.form().equals(other.get().form());
  }

  private static @Nullable String text(
      SequencedCollection<EntryId> entries, Outline outline, Function<Entry, String> text) {
    List<String> lines = new ArrayList<>();
    for (EntryId id : entries) {
      outline.find(id).map(text).ifPresent(lines::add);
    }
    return lines.isEmpty() ? null : String.join("\n", lines);
  }
}
