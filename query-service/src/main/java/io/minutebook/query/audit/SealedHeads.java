package io.minutebook.query.audit;

import io.minutebook.seal.Hash;
import io.minutebook.seal.SealedHead;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * Which seals count, and so which of the heads in the store do; beside them those that only a copy
 * has. Safe for use by several threads once it is filled.
 */
final class SealedHeads {

  private final Map<String, Long> seals = new HashMap<>();
  private final Map<String, List<SealedHead>> others = new HashMap<>();
  private long latest;

  void add(long number, Hash seal) {
    seals.put(seal.toString(), number);
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

  /** Told of a head that belongs to a seal, and of the field that does not fit that. */
  @FunctionalInterface
  interface Misfit {
    void found(long seal, String field, String detail);
  }

  /**
   * What is sealed of a stream, by version.
   *
   * @param stored its documents among the heads in the store
   * @param misfits told of those that belong to a seal and cannot be read
   */
  List<SealedHead> of(String stream, List<Document> stored, Misfit misfits) {
    List<SealedHead> heads = new ArrayList<>(others.getOrDefault(stream, List.of()));
    for (Document document : stored) {
      String id = String.valueOf(document.get("_id"));
      // whose it is says its name: by that it is found when the seal is checked
      Long seal = seals.get(id.substring(0, Math.max(0, id.indexOf('/'))));
      if (seal != null) {
        read(stream, id, document, seal, misfits).ifPresent(heads::add);
      }
    }
    heads.sort(Comparator.comparingLong(SealedHead::version));
    return heads;
  }

  /**
   * The last version that is sealed; -1 if none is. Seals are made of what the log holds, and of
   * nothing else: up to there the stream was published, whatever its commits say.
   *
   * @param sealed by version
   */
  static long last(List<SealedHead> sealed) {
    return sealed.isEmpty() ? -1 : sealed.getLast().version();
  }

  private static Optional<SealedHead> read(
      String stream, String id, Document document, long seal, Misfit misfits) {
    if (!(document.get("n") instanceof Number number) || number.longValue() != seal) {
      misfits.found(
          seal, "n", "the head %s says that it is of seal %s".formatted(id, document.get("n")));
    }
    if (!(document.get("v") instanceof Number version)) {
      misfits.found(seal, "v", "the head %s has no version".formatted(id));
      return Optional.empty();
    }
    if (!(document.get("h") instanceof Binary hash) || hash.length() != Hash.ZEROS.bytes().length) {
      misfits.found(seal, "h", "the head %s has no hash".formatted(id));
      return Optional.empty();
    }
    return Optional.of(new SealedHead(stream, version.longValue(), Hash.of(hash.getData())));
  }
}
