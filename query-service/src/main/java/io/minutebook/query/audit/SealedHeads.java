package io.minutebook.query.audit;

import io.minutebook.seal.Hash;
import io.minutebook.seal.SealedHead;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * Which seals count, and so which of the heads in the store do; beside them those that only a copy
 * has. Safe for use by several threads once it is filled.
 */
final class SealedHeads {

  private final Map<Long, Hash> seals = new HashMap<>();
  private final Map<String, List<SealedHead>> others = new HashMap<>();
  private long latest;

  void add(long number, Hash seal) {
    seals.put(number, seal);
    latest = Math.max(latest, number);
  }

  /** A head that a copy has, in a seal that the store has not, or has otherwise. */
  void alsoSealed(SealedHead head) {
    others.computeIfAbsent(head.stream(), stream -> new ArrayList<>()).add(head);
  }

  /** The number of the latest seal; 0 if there is none. */
  long latest() {
    return latest;
  }

  /** The streams that only a copy speaks of, perhaps. */
  Iterable<String> othersStreams() {
    return others.keySet();
  }

  /**
   * What is sealed of a stream, by version.
   *
   * @param stored its documents among the heads in the store
   */
  List<SealedHead> of(String stream, List<Document> stored) {
    List<SealedHead> heads = new ArrayList<>(others.getOrDefault(stream, List.of()));
    for (Document document : stored) {
      Hash seal = seals.get(document.get("n", Number.class).longValue());
      if (seal != null && document.getString("_id").startsWith(seal + "/")) {
        heads.add(
            new SealedHead(
                stream,
                document.get("v", Number.class).longValue(),
                Hash.of(document.get("h", Binary.class).getData())));
      }
    }
    heads.sort(Comparator.comparingLong(SealedHead::version));
    return heads;
  }
}
