package io.minutebook.benchmark.corpus;

import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The events of some minutes while they are made, each entry behind the last one beside it. */
final class Draft {

  /** What one command led to. */
  record Step(String command, List<MeetingEvent> events) {
    Step {
      events = List.copyOf(events);
    }
  }

  private final List<Step> steps = new ArrayList<>();
  private final Map<EntryId, EntryId> lastUnder = new HashMap<>();
  private @Nullable EntryId lastAtTop;
  private int entries;
  private int events;

  /** The id of the next entry, which is taken by that. */
  EntryId next() {
    return new EntryId(++entries);
  }

  /** The place of a new entry behind all that stands under another, or at the top (null). */
  Place place(@Nullable EntryId under, EntryId entry) {
    EntryId before = under == null ? lastAtTop : lastUnder.get(under);
    if (under == null) {
      lastAtTop = entry;
    } else {
      lastUnder.put(under, entry);
    }
    return new Place(under, before);
  }

  /** Adds a new entry behind all that stands under another, in an event of its own. */
  EntryId add(
      @Nullable EntryId under,
      BiFunction<EntryId, Place, MeetingEvent> event,
      List<MeetingEvent> to) {
    EntryId entry = next();
    to.add(event.apply(entry, place(under, entry)));
    return entry;
  }

  void step(String command, List<MeetingEvent> made) {
    if (!made.isEmpty()) {
      steps.add(new Step(command, made));
      events += made.size();
    }
  }

  int events() {
    return events;
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }
}
