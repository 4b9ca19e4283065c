package io.minutebook.query.view;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a meeting's stream tells beside what the minutes say now.
 *
 * @param file the name of the file that they were last imported from; null if they were not
 * @param published the version in which they were last published; null if they never were
 * @param revisions that they were imported from, in the order of their versions
 * @param actions what happened to the action items, by the name of the entry
 * @param standing how the entries are listed
 * @param times when all this was recorded and occurred; null before the first event
 */
public record Trail(
    @Nullable String file,
    @Nullable Long published,
    List<Revision> revisions,
    Map<String, List<ActionStep>> actions,
    Standings standing,
    @Nullable StreamTimes times) {

  /** Of a stream without events. */
  public static final Trail NONE = new Trail(null, null, List.of(), Map.of(), Standings.NONE, null);

  public Trail {
    revisions = List.copyOf(revisions);
    if (!isCopied(actions)) {
      Map<String, List<ActionStep>> copies = HashMap.newHashMap(actions.size());
      actions.forEach((entry, steps) -> copies.put(entry, List.copyOf(steps)));
      actions = Map.copyOf(copies);
    }
  }

  /** Whether nobody can change these any more, as those of a trail: they need no copy then. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isCopied(Map<String, List<ActionStep>> actions) {
    if (Map.copyOf(actions) != actions) {
      return false;
    }
    for (List<ActionStep> steps : actions.values()) {
      if (List.copyOf(steps) != steps) {
        return false;
      }
    }
    return true;
  }

  /** The same, with the entries listed otherwise. */
  public Trail withStanding(Standings now) {
    return new Trail(file, published, revisions, actions, now, times);
  }

  /** What happened to an entry as an action item, in order. */
  public List<ActionStep> stepsOf(String entry) {
    return actions.getOrDefault(entry, List.of());
  }

  /** The last version that came from an imported revision. */
  public Optional<Long> versionOf(String revision) {
    return revisions.stream()
        .filter(known -> known.revision().equals(revision))
        .map(Revision::version)
        .findFirst();
  }
}
