package io.minutebook.command.relay;

import io.minutebook.command.eventstore.CommitTable;
import io.minutebook.log.Commit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes of commits that were handed off what may be published: another instance may have appended
 * to the same stream in between, and what it appended comes first. Only where the log is not known
 * to hold all that comes before is the store asked.
 */
final class Succession {

  private final CommitTable table;
  private final Reach reach;

  Succession(CommitTable table, Reach reach) {
    this.table = table;
    this.reach = reach;
  }

  /** The commits, and those before them that are pending, in the order of each stream. */
  List<Commit> of(List<Commit> handedOff) {
    List<Commit> ordered = new ArrayList<>(handedOff.size());
    Map<String, Long> planned = new HashMap<>();
    for (Commit commit : handedOff) {
      long upTo = upTo(commit.stream(), planned);
      if (commit.lastVersion() <= upTo) {
        continue;
      }
      if (commit.version() > upTo + 1) {
        for (Commit earlier : table.pendingBefore(commit)) {
          if (earlier.lastVersion() > upTo) {
            ordered.add(earlier);
          }
        }
      }
      ordered.add(commit);
      planned.put(commit.stream(), commit.lastVersion());
    }
    return ordered;
  }

  private long upTo(String stream, Map<String, Long> planned) {
    Long here = planned.get(stream);
    return here == null ? reach.of(stream) : here;
  }
}
