package io.minutebook.minutes;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.minutebook.event.EntryId;
import io.minutebook.event.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The ordered tree of the entries of some minutes; immutable. */
public final class Outline {

  public static final Outline EMPTY = new Outline(List.of(), Map.of());

  private final List<EntryId> top;
  private final Map<EntryId, Entry> entries;

  private Outline(List<EntryId> top, Map<EntryId, Entry> entries) {
    this.top = top;
    this.entries = entries;
  }

  /** The outline that {@link #written} wrote. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Outline read(Written written) {
    Map<EntryId, Entry> entries = HashMap.newHashMap(written.entries().size());
    written.entries().forEach(entry -> entries.put(entry.id(), entry));
    return new Outline(
        written.entries().stream().filter(entry -> entry.parent() == null).map(Entry::id).toList(),
        entries);
  }

  /** All entries in the order of the document. */
  public List<Entry> inOrder() {
    List<Entry> order = new ArrayList<>(entries.size());
    walk(top, order::add);
    return order;
  }

  @JsonValue
  Written written() {
    return new Written(inOrder());
  }

  record Written(List<Entry> entries) {}

  public int size() {
    return entries.size();
  }

  public Optional<Entry> find(EntryId id) {
    return Optional.ofNullable(entries.get(id));
  }

  /**
   * The entry with this id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Entry get(EntryId id) {
    Entry entry = entries.get(id);
    if (entry == null) {
      throw new IllegalArgumentException("there is no entry " + id);
    }
    return entry;
  }

  /** The entries right under an entry (null: of the document itself), in order. */
  public List<EntryId> childrenOf(@Nullable EntryId parent) {
    return parent == null ? top : get(parent).children();
  }

  /** Whether {@code id} is {@code ancestor} or stands, at any depth, under it. */
  public boolean isWithin(EntryId id, EntryId ancestor) {
    for (EntryId at = id; at != null; at = get(at).parent()) {
      if (at.equals(ancestor)) {
        return true;
      }
    }
    return false;
  }

  /** The entry and all that stands under it, in order. */
  public List<Entry> within(EntryId id) {
    List<Entry> order = new ArrayList<>();
    walk(List.of(id), order::add);
    return order;
  }

  /** Where an entry stands now. */
  public Place placeOf(EntryId id) {
    EntryId parent = get(id).parent();
    List<EntryId> siblings = childrenOf(parent);
    int index = siblings.indexOf(id);
    return new Place(parent, index == 0 ? null : siblings.get(index - 1));
  }

  Outline insert(Entry entry, @Nullable EntryId after) {
    List<EntryId> siblings = withChild(entry.parent(), entry.id(), after);
    // copied once, though two entries change: most events come here
    Map<EntryId, Entry> changed = new HashMap<>(entries);
    changed.put(entry.id(), entry);
    EntryId parent = entry.parent();
    if (parent == null) {
      return new Outline(siblings, changed);
    }
    changed.put(parent, get(parent).withChildren(siblings));
    return new Outline(top, changed);
  }

  Outline replace(EntryId id, UnaryOperator<Entry> change) {
    Map<EntryId, Entry> changed = new HashMap<>(entries);
    changed.put(id, change.apply(get(id)));
    return new Outline(top, changed);
  }

  Outline replaceAll(UnaryOperator<Entry> change) {
    Map<EntryId, Entry> changed = new HashMap<>(entries);
    changed.replaceAll((id, entry) -> change.apply(entry));
    return new Outline(top, changed);
  }

  Outline move(EntryId id, Place place) {
    if (place.under() != null && isWithin(place.under(), id)) {
      throw new IllegalArgumentException(id + " cannot stand under itself");
    }
    return withoutChild(get(id).parent(), id)
        .replace(id, entry -> entry.under(place.under()))
        .withChildAt(place.under(), id, place.after());
  }

  /** Takes the entry out with all that stands under it. */
  Outline remove(EntryId id) {
    Map<EntryId, Entry> changed = new HashMap<>(entries);
    within(id).forEach(entry -> changed.remove(entry.id()));
    Outline detached = withoutChild(get(id).parent(), id);
    EntryId parent = get(id).parent();
    if (parent != null) {
      changed.put(parent, detached.get(parent));
    }
    return new Outline(detached.top, changed);
  }

  private Outline withChildAt(@Nullable EntryId parent, EntryId child, @Nullable EntryId after) {
    return withChildren(parent, withChild(parent, child, after));
  }

  private List<EntryId> withChild(
      @Nullable EntryId parent, EntryId child, @Nullable EntryId after) {
    List<EntryId> siblings = new ArrayList<>(childrenOf(parent));
    int index = after == null ? 0 : siblings.indexOf(after) + 1;
    if (after != null && index == 0) {
      throw new IllegalArgumentException(after + " does not stand where " + child + " should go");
    }
    siblings.add(index, child);
    return Collections.unmodifiableList(siblings);
  }

  private Outline withoutChild(@Nullable EntryId parent, EntryId child) {
    List<EntryId> siblings = new ArrayList<>(childrenOf(parent));
    siblings.remove(child);
    return withChildren(parent, siblings);
  }

  private Outline withChildren(@Nullable EntryId parent, List<EntryId> children) {
    if (parent == null) {
      return new Outline(Collections.unmodifiableList(children), entries);
    }
    return replace(parent, entry -> entry.withChildren(children));
  }

  private void walk(List<EntryId> ids, Consumer<Entry> visitor) {
    for (EntryId id : ids) {
      Entry entry = get(id);
      visitor.accept(entry);
      walk(entry.children(), visitor);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Outline that && top.equals(that.top) && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return Objects.hash(top, entries);
  }

  @Override
  public String toString() {
    return inOrder().toString();
  }
}
