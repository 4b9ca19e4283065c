package io.minutebook.query.audit;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import io.minutebook.seal.Hash;
import io.minutebook.seal.SealedHead;
import io.minutebook.seal.SignedSeal;
import io.minutebook.seal.Unreadable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Reads the seals in the store: {@code seals}, one document a seal, {@code {_id: <number>, hash,
 * signed}}, and {@code seal_heads}, one a head, {@code {_id: "<hash of its seal>/<index>", n, s, v,
 * h}}. Heads whose seal is not there are left over from one that was never finished, and do not
 * count. Nothing is checked here but the form.
 */
final class Seals {

  private static final int BATCH = 1_000;

  private final MongoCollection<Document> seals;
  private final MongoCollection<Document> heads;

  Seals(MongoDatabase database) {
    this.seals = database.getCollection("seals");
    this.heads = database.getCollection("seal_heads");
  }

  /**
   * A seal as it lies in the store.
   *
   * @param number what it lies under
   * @param signed null if it cannot be read
   * @param problem why not; empty if it can
   */
  record Stored(long number, @Nullable SignedSeal signed, String problem) {

    /**
     * The seal.
     *
     * @throws AuditImpossible if it cannot be read
     */
    SignedSeal readable() {
      if (signed == null) {
        throw new AuditImpossible(
            "seal %d in the store cannot be read: %s".formatted(number, problem), null);
      }
      return signed;
    }
  }

  /**
   * A stream's head in a seal.
   *
   * @param seal the hash of the seal
   * @param number the seal's
   * @param index where it stands among the seal's heads, from 0
   */
  record Placed(Hash seal, long number, int index, SealedHead head) {}

  /** Heads in order; to be closed. Throws {@link Unreadable} at one that is none. */
  interface Heads extends Iterator<SealedHead>, AutoCloseable {
    @Override
    void close();
  }

  /** All heads, also those that do not count. */
  MongoCollection<Document> headDocuments() {
    return heads;
  }

  /** A stream's documents among them, oldest first. */
  List<Document> headDocuments(String stream) {
    return heads.find(eq("s", stream)).sort(ascending("s", "n")).into(new ArrayList<>());
  }

  /** The newest seal. */
  Optional<Stored> last() {
    return Optional.ofNullable(seals.find().sort(descending("_id")).first()).map(Seals::stored);
  }

  /** The seal of that number. */
  Optional<Stored> find(long number) {
    return Optional.ofNullable(seals.find(eq("_id", number)).first()).map(Seals::stored);
  }

  /** The names of all documents, in order; a seal's is its number. */
  Iterable<Object> names() {
    return seals
        .find()
        .projection(Projections.include("_id"))
        .sort(ascending("_id"))
        .map(document -> document.get("_id", Object.class));
  }

  /** The next seals behind one, in order of their numbers; behind 0 the first ones. */
  List<Stored> after(long number, int atMost) {
    return seals
        .find(gte("_id", number + 1))
        .sort(ascending("_id"))
        .limit(atMost)
        .map(Seals::stored)
        .into(new ArrayList<>());
  }

  /** The heads of a seal, ordered by their index. */
  Heads headsOf(SignedSeal signed) {
    MongoCursor<Document> cursor =
        heads.find(of(signed.seal().hash())).sort(ascending("_id")).batchSize(BATCH).iterator();
    return new Heads() {
      @Override
      public boolean hasNext() {
        return cursor.hasNext();
      }

      @Override
      public SealedHead next() {
        if (!cursor.hasNext()) {
          throw new NoSuchElementException();
        }
        Document next = cursor.next();
        SealedHead head = head(next);
        if (!(next.get("n") instanceof Number n) || n.longValue() != signed.seal().number()) {
          throw new Unreadable(
              "the sealed head %s says that it is of seal %s"
                  .formatted(next.get("_id"), next.get("n")),
              null);
        }
        return head;
      }

      @Override
      public void close() {
        cursor.close();
      }
    };
  }

  private static Bson of(Hash seal) {
    // '0' follows '/'
    return and(gte("_id", seal + "/"), lt("_id", seal + "0"));
  }

  /**
   * The heads that a stream had in the seals up to that number, oldest first. It reads what an
   * index names, so that it costs nothing that others have written.
   */
  List<Placed> headsOf(String stream, long upTo) {
    List<Placed> placed = new ArrayList<>();
    Map<Long, Optional<Hash>> hashes = new HashMap<>();
    for (Document document :
        heads.find(and(eq("s", stream), lte("n", upTo))).sort(ascending("s", "n"))) {
      Placed each = placed(document);
      if (hashes.computeIfAbsent(each.number(), this::hashOf).equals(Optional.of(each.seal()))) {
        placed.add(each);
      }
    }
    return placed;
  }

  /** The last head of a stream in the seals up to that number; empty if none has it. */
  Optional<Placed> headOf(String stream, long upTo) {
    try (MongoCursor<Document> cursor =
        heads
            .find(and(eq("s", stream), lte("n", upTo)))
            .sort(descending("s", "n"))
            .batchSize(2)
            .iterator()) {
      while (cursor.hasNext()) {
        Placed placed = placed(cursor.next());
        if (hashOf(placed.number()).equals(Optional.of(placed.seal()))) {
          return Optional.of(placed);
        }
      }
      return Optional.empty();
    }
  }

  private Optional<Hash> hashOf(long number) {
    return find(number).map(stored -> stored.readable().seal().hash());
  }

  private static Stored stored(Document document) {
    Number id = document.get("_id") instanceof Number given ? given : 0;
    long number = id.longValue();
    if (id.doubleValue() != number) {
      return new Stored(
          number, null, "it lies under %s, which is no number of a seal".formatted(id));
    }
    try {
      SignedSeal signed = SignedSeal.read(String.valueOf(document.get("signed")));
      if (signed.seal().number() != number) {
        return new Stored(number, null, "it says that it is " + signed.seal());
      }
      return new Stored(number, signed, "");
    } catch (Unreadable e) {
      return new Stored(number, null, String.valueOf(e.getMessage()));
    }
  }

  private static Placed placed(Document document) {
    try {
      String id = document.getString("_id");
      int slash = id.indexOf('/');
      return new Placed(
          Hash.parse(id.substring(0, slash)),
          document.get("n", Number.class).longValue(),
          Integer.parseInt(id.substring(slash + 1)),
          head(document));
    } catch (RuntimeException e) {
      throw unreadable(document, e);
    }
  }

  private static SealedHead head(Document document) {
    try {
      return new SealedHead(
          document.getString("s"),
          document.get("v", Number.class).longValue(),
          Hash.of(document.get("h", Binary.class).getData()));
    } catch (RuntimeException e) {
      throw unreadable(document, e);
    }
  }

  private static Unreadable unreadable(Document document, RuntimeException e) {
    return e instanceof Unreadable already
        ? already
        : new Unreadable(
            "the sealed head %s cannot be read: %s".formatted(document.get("_id"), e.getMessage()),
            e);
  }
}
