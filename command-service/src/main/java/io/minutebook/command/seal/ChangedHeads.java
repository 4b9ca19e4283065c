package io.minutebook.command.seal;

import io.minutebook.log.Commit;
import io.minutebook.seal.Hash;
import io.minutebook.seal.SealedHead;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The heads of the streams that changed, found commit by commit. Each commit must follow the one
 * before it, and the first one the head that its stream had when it was last sealed; what was
 * sealed before and comes again is passed over.
 */
final class ChangedHeads {

  private static final int LOOKED_UP_TOGETHER = 500;
  private static final int MOST_REMEMBERED = 10_000;

  private final SealTable table;
  private final boolean first;
  private final Map<String, Reached> changed = new HashMap<>();

  /** Of streams of which nothing new has come yet, the heads that were sealed. */
  private final Map<String, Optional<SealedHead>> sealed =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<SealedHead>> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /**
   * @param first whether nothing was ever sealed, so that no stream need be looked up
   */
  ChangedHeads(SealTable table, boolean first) {
    this.table = table;
    this.first = first;
  }

  /** A stream's end, and the first version of its last commit. */
  private record Reached(SealedHead head, long lastCommit) {}

  int size() {
    return changed.size();
  }

  /**
   * Takes the log's next commit.
   *
   * @throws NotSealable if it does not follow
   */
  void take(Commit commit) {
    Reached reached = changed.get(commit.stream());
    SealedHead head =
        reached == null
            ? sealed.computeIfAbsent(commit.stream(), this::lookedUp).orElse(null)
            : reached.head();
    long version = head == null ? -1 : head.version();
    Hash hash = Hash.of(commit.hash());
    if (commit.lastVersion() <= version) {
      if (head != null && commit.lastVersion() == version && !head.hash().equals(hash)) {
        throw new NotSealable(
            "the log has another commit at %s than the one that was %s"
                .formatted(commit, reached == null ? "sealed" : "read before it"));
      }
      return;
    }
    if (commit.version() != version + 1) {
      throw new NotSealable(
          "%s in the log does not follow version %d, %s"
              .formatted(
                  commit,
                  version,
                  reached == null
                      ? "up to which its stream is sealed"
                      : "the one before it in the log"));
    }
    Hash expected = head == null ? Hash.ZEROS : head.hash();
    if (!Hash.of(commit.previousHash()).equals(expected)) {
      throw new NotSealable(
          "%s in the log is not chained to %s"
              .formatted(
                  commit,
                  reached == null
                      ? "what its stream was when it was last sealed"
                      : "the commit before it"));
    }
    if (!commit.isIntact()) {
      throw new NotSealable("%s in the log is not what its hash was taken of".formatted(commit));
    }
    changed.put(
        commit.stream(),
        new Reached(new SealedHead(commit.stream(), commit.lastVersion(), hash), commit.version()));
    sealed.remove(commit.stream());
  }

  private Optional<SealedHead> lookedUp(String stream) {
    return first ? Optional.empty() : table.headOf(stream);
  }

  /**
   * The heads, ordered by stream, once the store was found to hold the same.
   *
   * @throws NotSealable if it does not
   */
  List<SealedHead> confirmed() {
    List<Reached> all = new ArrayList<>(changed.values());
    all.sort(Comparator.comparing(each -> each.head().stream()));
    for (int from = 0; from < all.size(); from += LOOKED_UP_TOGETHER) {
      List<Reached> some = all.subList(from, Math.min(all.size(), from + LOOKED_UP_TOGETHER));
      Map<SealTable.Place, Hash> stored =
          table.stored(some.stream().map(ChangedHeads::place).toList());
      for (Reached each : some) {
        confirm(each.head(), stored.get(place(each)));
      }
    }
    return all.stream().map(Reached::head).toList();
  }

  private static void confirm(SealedHead head, @Nullable Hash stored) {
    if (stored == null) {
      throw new NotSealable("%s is in the log, and not in MongoDB".formatted(head));
    }
    if (!stored.equals(head.hash())) {
      throw new NotSealable("MongoDB has another commit at %s than the log".formatted(head));
    }
  }

  private static SealTable.Place place(Reached reached) {
    return new SealTable.Place(reached.head().stream(), reached.lastCommit());
  }
}
