package io.minutebook.command.meeting;

import io.minutebook.event.EntryId;
import io.minutebook.minutes.Outline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place as a command names it: under an entry, and behind or before one of its children. */
record Spot(@Nullable EntryRef under, @Nullable EntryRef after, @Nullable EntryRef before) {

  /** The place under {@code parent} right behind {@code previous}; null: as the first. */
  static Spot of(Outline outline, @Nullable EntryId parent, @Nullable EntryId previous) {
    List<EntryId> siblings = outline.childrenOf(parent);
    boolean first = previous == null && !siblings.isEmpty();
    return new Spot(ref(parent), ref(previous), first ? EntryRef.of(siblings.getFirst()) : null);
  }

  private static @Nullable EntryRef ref(@Nullable EntryId id) {
    return id == null ? null : EntryRef.of(id);
  }
}
