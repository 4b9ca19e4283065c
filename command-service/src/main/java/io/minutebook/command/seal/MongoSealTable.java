package io.minutebook.command.seal;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import io.minutebook.command.eventstore.MongoConnection;
import io.minutebook.seal.Hash;
import io.minutebook.seal.Seal;
import io.minutebook.seal.SealedHead;
import io.minutebook.seal.SignedSeal;
import io.minutebook.seal.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * The seals in MongoDB: {@code seals}, {@code {_id: <number>, hash, at, signed}}, and {@code
 * seal_heads}, {@code {_id: "<hash of its seal>/<index>", n: <number>, s, v, h}}.
 */
public final class MongoSealTable implements SealTable {

  private static final String ID = "_id";
  private static final String NUMBER = "n";
  private static final String STREAM = "s";
  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

  private final MongoCollection<Document> seals;
  private final MongoCollection<Document> heads;
  private final MongoCollection<Document> commits;

  /** Opens the table; makes no request yet. */
  public MongoSealTable(MongoDatabase database) {
    var durable = MongoConnection.durable(database);
    this.seals = database.getCollection("seals").withWriteConcern(durable);
    this.heads = database.getCollection("seal_heads").withWriteConcern(durable);
    this.commits = database.getCollection("commits");
  }

  /** Makes the indexes where they are missing. */
  public void prepare() {
    heads.createIndex(Indexes.ascending(STREAM, NUMBER), new IndexOptions().name("stream"));
    heads.createIndex(Indexes.ascending(NUMBER, ID), new IndexOptions().name("number"));
  }

  @Override
  public Optional<SignedSeal> last() {
    return Optional.ofNullable(seals.find().sort(descending(ID)).first())
        .map(MongoSealTable::signed);
  }

  @Override
  public void after(long number, Consumer<SignedSeal> consumer) {
    seals
        .find(gt(ID, number))
        .sort(ascending(ID))
        .forEach(document -> consumer.accept(signed(document)));
  }

  @Override
  public Optional<SealedHead> headOf(String stream) {
    Map<Long, @Nullable Hash> counted = new HashMap<>();
    try (MongoCursor<Document> cursor =
        heads.find(eq(STREAM, stream)).sort(descending(STREAM, NUMBER)).batchSize(2).iterator()) {
      while (cursor.hasNext()) {
        Document document = cursor.next();
        Hash seal = counted.computeIfAbsent(number(document, NUMBER), this::hashOf);
        // one without a seal is left over from a sealing that did not come to its end
        if (seal != null && document.getString(ID).startsWith(seal + "/")) {
          return Optional.of(head(document));
        }
      }
      return Optional.empty();
    }
  }

  private @Nullable Hash hashOf(long number) {
    Document found = seals.find(eq(ID, number)).first();
    return found == null ? null : signed(found).seal().hash();
  }

  @Override
  public void heads(SignedSeal seal, Consumer<SealedHead> consumer) {
    heads
        .find(idsOf(seal.seal().hash()))
        .sort(ascending(ID))
        .forEach(document -> consumer.accept(head(document)));
  }

  @Override
  public void write(SignedSeal signed, int first, List<SealedHead> written) {
    Seal seal = signed.seal();
    Hash hash = seal.hash();
    List<ReplaceOneModel<Document>> writes = new ArrayList<>(written.size());
    int index = first;
    for (SealedHead head : written) {
      String id = "%s/%08d".formatted(hash, index++);
      writes.add(
          new ReplaceOneModel<>(
              eq(ID, id),
              new Document(ID, id)
                  .append(NUMBER, seal.number())
                  .append(STREAM, head.stream())
                  .append("v", head.version())
                  .append("h", new Binary(head.hash().bytes())),
              UPSERT));
    }
    heads.bulkWrite(writes);
  }

  @Override
  public boolean count(SignedSeal signed) {
    Seal seal = signed.seal();
    try {
      seals.insertOne(
          new Document(ID, seal.number())
              .append("hash", seal.hash().toString())
              .append("at", Date.from(seal.at()))
              .append("signed", new String(signed.bytes(), StandardCharsets.UTF_8)));
      return true;
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw e;
      }
      return seal.hash().equals(hashOf(seal.number()));
    }
  }

  @Override
  public void clean(SignedSeal counted) {
    List<String> left = new ArrayList<>();
    String own = counted.seal().hash() + "/";
    heads
        .find(eq(NUMBER, counted.seal().number()))
        .projection(Projections.include(ID))
        .map(document -> document.getString(ID))
        .forEach(
            id -> {
              if (!id.startsWith(own)) {
                left.add(id);
              }
            });
    if (!left.isEmpty()) {
      heads.deleteMany(in(ID, left));
    }
  }

  @Override
  public Map<Place, Hash> stored(Collection<Place> places) {
    List<Document> ids = new ArrayList<>(places.size());
    places.forEach(
        place -> ids.add(new Document("s", place.stream()).append("v", place.version())));
    Map<Place, Hash> found = HashMap.newHashMap(places.size());
    for (Document document : commits.find(in(ID, ids)).projection(new Document("hash", 1))) {
      Document id = document.get(ID, Document.class);
      found.put(
          new Place(id.getString("s"), number(id, "v")),
          Hash.of(document.get("hash", Binary.class).getData()));
    }
    return found;
  }

  private static Bson idsOf(Hash seal) {
    // '0' follows '/'
    return and(gte(ID, seal + "/"), lt(ID, seal + "0"));
  }

  private static SignedSeal signed(Document document) {
    SignedSeal signed = SignedSeal.read(String.valueOf(document.get("signed")));
    if (signed.seal().number() != number(document, ID)) {
      throw new Unreadable("%s is stored as seal %s".formatted(signed, document.get(ID)), null);
    }
    return signed;
  }

  private static SealedHead head(Document document) {
    return new SealedHead(
        document.getString(STREAM),
        number(document, "v"),
        Hash.of(document.get("h", Binary.class).getData()));
  }

  private static long number(Document document, String field) {
    return document.get(field, Number.class).longValue();
  }
}
