package io.minutebook.markdown;

import io.minutebook.event.EntryId;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Outline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The entries around one that has to be written, as models of how it is set. */
final class Neighbours {

  private final Outline outline;
  private final List<Entry> order;
  private final boolean haveSources;

  /** Where each entry stands in the document, and among its siblings. */
  private final Map<EntryId, Integer> positions = new HashMap<>();

  private final Map<EntryId, Integer> indexes = new HashMap<>();

  /**
   * @param asModels whether there are models at all; else each entry is written plainly
   */
  Neighbours(Outline outline, boolean asModels) {
    this.outline = outline;
    this.order = outline.inOrder();
    this.haveSources = asModels && order.stream().anyMatch(entry -> entry.source() != null);
    for (int i = 0; i < order.size(); i++) {
      positions.put(order.get(i).id(), i);
    }
    index(outline.childrenOf(null));
    order.forEach(entry -> index(entry.children()));
  }

  private void index(List<EntryId> siblings) {
    for (int i = 0; i < siblings.size(); i++) {
      indexes.put(siblings.get(i), i);
    }
  }

  @Nullable Entry before(EntryId id) {
    int position = positions.getOrDefault(id, 0);
    return position == 0 ? null : order.get(position - 1);
  }

  @Nullable Entry siblingBefore(Entry entry) {
    int index = indexes.getOrDefault(entry.id(), 0);
    return index == 0 ? null : outline.get(outline.childrenOf(entry.parent()).get(index - 1));
  }

  /** The layout of the nearest sibling that is set alike: both items, or neither. */
  Optional<Layout> sibling(Entry entry) {
    List<EntryId> siblings = outline.childrenOf(entry.parent());
    return nearest(
            siblings.size(),
            indexes.getOrDefault(entry.id(), 0),
            at -> outline.get(siblings.get(at)),
            other -> other.form().isItem() == entry.form().isItem())
        .map(Neighbours::layout);
  }

  /** The nearest entry of the same kind: a sibling, or else one elsewhere. */
  Optional<Entry> like(Entry entry) {
    List<EntryId> siblings = outline.childrenOf(entry.parent());
    Predicate<Entry> alike =
        other ->
            other.content().getClass() == entry.content().getClass()
                && other.form().isItem() == entry.form().isItem();
    return nearest(
            siblings.size(),
            indexes.getOrDefault(entry.id(), 0),
            at -> outline.get(siblings.get(at)),
            alike)
        .or(() -> anywhere(entry, alike));
  }

  /** Whether there are blank lines between the items that the entry stands among. */
  boolean areLoose(Entry entry) {
    List<EntryId> siblings = outline.childrenOf(entry.parent());
    return nearest(
            siblings.size(),
            indexes.getOrDefault(entry.id(), 0),
            at -> outline.get(siblings.get(at)),
            other -> other.form().isItem() && indexes.getOrDefault(other.id(), 0) > 0)
        .filter(other -> !layout(other).lead().isEmpty())
        .isPresent();
  }

  /** The nearest entry that fits, anywhere in the document. */
  Optional<Entry> anywhere(Entry entry, Predicate<Entry> fits) {
    return nearest(order.size(), positions.getOrDefault(entry.id(), 0), order::get, fits);
  }

  private Optional<Entry> nearest(
      int size, int index, IntFunction<Entry> entryAt, Predicate<Entry> fits) {
    for (int distance = 1; haveSources && distance < size; distance++) {
      for (int at : new int[] {index - distance, index + distance}) {
        if (at >= 0 && at < size) {
          Entry entry = entryAt.apply(at);
          if (entry.source() != null && fits.test(entry)) {
            return Optional.of(entry);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** How lines end in the document: as in the nearest entry that has a line break. */
  String lineBreak(Entry entry) {
    return anywhere(entry, other -> Layout.lineBreak(source(other)).isPresent())
        .flatMap(other -> Layout.lineBreak(source(other)))
        .orElse("\n");
  }

  /** By how much an item is set in under another one, where the document shows it. */
  Optional<Integer> step(Entry entry) {
    return anywhere(entry, this::isNestedItem)
        .map(
            nested ->
                Lines.indent(layout(nested).indent())
                    - Lines.indent(layout(parent(nested)).indent()));
  }

  private boolean isNestedItem(Entry entry) {
    EntryId parent = entry.parent();
    if (!entry.form().isItem() || parent == null) {
      return false;
    }
    Entry above = outline.get(parent);
    return above.form().isItem()
        && above.source() != null
        && !(above.content() instanceof Content.Section)
        && Lines.indent(layout(entry).indent()) > Lines.indent(layout(above).indent());
  }

  private Entry parent(Entry entry) {
    EntryId parent = entry.parent();
    if (parent == null) {
      throw new IllegalArgumentException(entry.id() + " stands under nothing");
    }
    return outline.get(parent);
  }

  private static Layout layout(Entry entry) {
    return Layout.of(source(entry));
  }

  private static String source(Entry entry) {
    String source = entry.source();
    return source == null ? "" : source;
  }
}
