package io.minutebook.query.projection;

import io.minutebook.query.projection.StreamState.Ended;
import io.minutebook.query.projection.StreamState.Settled;
import io.minutebook.query.view.EntryVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The versions of entries that several commands began and ended, one after the other. They may be
 * written again, in whatever order the writers come: a version that was ended stays so.
 */
public final class EntryChanges {

  private final Map<String, EntryVersion> begun = new LinkedHashMap<>();
  private final List<Ended> ended = new ArrayList<>();

  /** Adds what the next command did. */
  public void add(Settled settled) {
    for (Ended each : settled.ended()) {
      EntryVersion version = begun.computeIfPresent(each.id(), (id, v) -> v.until(each.end()));
      if (version == null) {
        ended.add(each);
      }
    }
    settled.begun().forEach(version -> begun.put(version.id(), version));
  }

  /** The versions that began in these commands; those of them that ended as well have an end. */
  public Collection<EntryVersion> begun() {
    return begun.values();
  }

  /** The ends of versions that had begun before. */
  public List<Ended> ended() {
    return ended;
  }

  public boolean isEmpty() {
    return begun.isEmpty() && ended.isEmpty();
  }
}
