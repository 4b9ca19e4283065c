package io.minutebook.query.audit;

import io.minutebook.event.EntryId;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import io.minutebook.minutes.Outline;
import io.minutebook.query.view.EntryText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What changed from one state of some minutes to another, entry by entry: first in the order of the
 * later state, then what is gone, in the order of the earlier one.
 */
public final class MinutesDiff {

  /** What can become of an entry. */
  public enum What {
    /** It is new. */
    ADDED,
    /** It is gone. */
    REMOVED,
    /** It says something else, or is something else. */
    CHANGED,
    /** It stands under another entry, or in another order among those that stayed. */
    MOVED,
    /** It says the same, and is set or written in another way. */
    REFORMATTED
  }

  /**
   * What became of an entry.
   *
   * @param before as it was; null: there was none
   * @param after as it is; null: there is none any more
   */
  public record EntryChange(
      EntryId entry, Set<What> what, @Nullable Entry before, @Nullable Entry after) {

    public EntryChange {
      what = Set.copyOf(what);
    }

    /** What it said. */
    public @Nullable String textBefore() {
      return before == null ? null : EntryText.of(before.content());
    }

    /** What it says. */
    public @Nullable String textAfter() {
      return after == null ? null : EntryText.of(after.content());
    }
  }

  private MinutesDiff() {}

  /** What became of every entry that is not as it was. */
  public static List<EntryChange> entries(Minutes before, Minutes after) {
    Outline from = before.outline();
    Outline to = after.outline();
    Set<EntryId> moved = moved(from, to);
    List<EntryChange> changes = new ArrayList<>();
    for (Entry entry : to.inOrder()) {
      Optional<Entry> was = from.find(entry.id());
      Set<What> what = was.isEmpty() ? EnumSet.of(What.ADDED) : changed(was.get(), entry, moved);
      if (!what.isEmpty()) {
        changes.add(new EntryChange(entry.id(), what, was.orElse(null), entry));
      }
    }
    for (Entry entry : from.inOrder()) {
      if (to.find(entry.id()).isEmpty()) {
        changes.add(new EntryChange(entry.id(), EnumSet.of(What.REMOVED), entry, null));
      }
    }
    return changes;
  }

  /** The documents compared, as a unified diff; empty if they are the same. */
  public static String text(String from, Minutes before, String to, Minutes after) {
    return UnifiedDiff.between(from, MarkdownWriter.write(before), to, MarkdownWriter.write(after));
  }

  private static Set<What> changed(Entry was, Entry is, Set<EntryId> moved) {
    Set<What> what = EnumSet.noneOf(What.class);
    if (!was.content().equals(is.content())) {
      what.add(What.CHANGED);
    } else if (!was.form().equals(is.form()) || !Objects.equals(was.source(), is.source())) {
      what.add(What.REFORMATTED);
    }
    if (moved.contains(is.id())) {
      what.add(What.MOVED);
    }
    return what;
  }

  /** Those of both that stand elsewhere; who only made room for others did not move. */
  private static Set<EntryId> moved(Outline from, Outline to) {
    Set<EntryId> moved = new HashSet<>();
    for (Entry entry : to.inOrder()) {
      Optional<Entry> was = from.find(entry.id());
      if (was.isPresent() && !Objects.equals(was.get().parent(), entry.parent())) {
        moved.add(entry.id());
      }
    }
    List<@Nullable EntryId> parents = new ArrayList<>();
    parents.add(null);
    to.inOrder().stream()
        .map(Entry::id)
        .filter(id -> from.find(id).isPresent())
        .forEach(parents::add);
    for (EntryId parent : parents) {
      addMoved(moved, stayed(from, to, parent, moved), stayed(to, from, parent, moved));
    }
    return moved;
  }

  /** The children of an entry that are its children in the other outline too. */
  private static List<String> stayed(
      Outline here, Outline there, @Nullable EntryId parent, Set<EntryId> moved) {
    return here.childrenOf(parent).stream()
        .filter(id -> there.find(id).isPresent() && !moved.contains(id))
        .map(EntryId::value)
        .toList();
  }

  private static void addMoved(Set<EntryId> moved, List<String> before, List<String> after) {
    if (before.equals(after)) {
      return;
    }
    BoundedDiff.between(before, after)
        .ifPresentOrElse(
            regions ->
                regions.forEach(
                    region ->
                        before
                            .subList(region.from(), region.fromEnd())
                            .forEach(id -> moved.add(new EntryId(id)))),
            () -> before.forEach(id -> moved.add(new EntryId(id))));
  }
}
