package io.minutebook.standalone.mongodb;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.EmptyIndex;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database of stored collections, and where the library's commands need setting right. */
final class StoredDatabase extends AbstractMongoDatabase<Integer> {

  private static final Logger log = LoggerFactory.getLogger(StoredDatabase.class);
  private static final int FIRST_BATCH = 101; // as MongoDB does when not asked otherwise

  private final Store store;
  private @Nullable List<StoredCollection> opened;
  private @Nullable Document describing;

  StoredDatabase(String name, Store store, CursorRegistry cursors) {
    super(name, cursors);
    this.store = store;
    List<StoredCollection> found = new ArrayList<>();
    opened = found;
    initializeNamespacesAndIndexes();
    opened = null;
    found.forEach(StoredCollection::fillIndexes);
  }

  @Override
  protected MongoCollection<Integer> openOrCreateCollection(
      String collectionName, CollectionOptions options) {
    StoredCollection collection =
        new StoredCollection(store, this, collectionName, options, cursorRegistry);
    if (opened != null) {
      collection.deferIndexes();
      opened.add(collection);
    }
    return collection;
  }

  // ---- indexes: the library passes on less of a description than we need

  @Override
  protected void addIndex(Document indexDescription) {
    Document outer = describing; // the first index of a collection creates it, with its _id index
    describing = indexDescription;
    try {
      super.addIndex(indexDescription);
    } finally {
      describing = outer;
    }
  }

  @Override
  protected Index<Integer> openOrCreateUniqueIndex(
      String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
    return open(collectionName, indexName, keys, true, sparse);
  }

  @Override
  protected Index<Integer> openOrCreateSecondaryIndex(
      String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
    return open(collectionName, indexName, keys, false, sparse);
  }

  private Index<Integer> open(
      String collection, String name, List<IndexKey> keys, boolean unique, boolean sparse) {
    Document description = description(collection, name);
    if (description.containsKey("expireAfterSeconds")) {
      log.warn("Index {} of {}: documents do not expire here", name, collection);
    }
    if (description.get("key") instanceof Document key
        && (key.values().stream().anyMatch(String.class::isInstance)
            || key.keySet().stream().anyMatch(field -> field.contains("$")))) {
      log.warn("Index {} of {}: kind {} is unknown here, queries scan", name, collection, key);
      return new EmptyIndex<>(name, keys);
    }
    Document filter =
        description.get("partialFilterExpression") instanceof Document partial ? partial : null;
    return new OrderedIndex(name, keys, unique, sparse, filter);
  }

  private Document description(String collection, String name) {
    Document fresh = describing;
    if (fresh != null && name.equals(fresh.get("name"))) {
      return fresh;
    }
    Document wanted =
        new Document("ns", getFullCollectionNamespace(collection)).append("name", name);
    for (Document stored : getOrCreateIndexesCollection().handleQuery(wanted)) {
      return stored;
    }
    return new Document();
  }

  // ---- commands

  @Override
  public Document handleCommand(
      Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
    return switch (command.toLowerCase(Locale.ROOT)) {
      case "find" -> {
        query.putIfAbsent("batchSize", FIRST_BATCH);
        yield super.handleCommand(channel, command, query, databases, oplog);
      }
      case "insert" ->
          insert(super.handleCommand(channel, command, query, databases, oplog), query);
      case "update" -> update(channel, command, query, databases, oplog);
      default -> super.handleCommand(channel, command, query, databases, oplog);
    };
  }

  /** The library counts what was sent, not what was inserted. */
  private static Document insert(Document answer, Document query) {
    if (answer.get("writeErrors") instanceof List<?> errors && !errors.isEmpty()) {
      boolean ordered = Utils.isTrue(query.getOrDefault("ordered", true));
      int inserted =
          ordered && errors.getFirst() instanceof Document first
              ? number(first, "index")
              : list(query, "documents").size() - errors.size();
      answer.put("n", inserted);
    }
    return answer;
  }

  /** The library goes on after an error, ordered or not. */
  private Document update(
      Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
    List<?> updates = list(query, "updates");
    if (updates.size() == 1 || !Utils.isTrue(query.getOrDefault("ordered", true))) {
      return super.handleCommand(channel, command, query, databases, oplog);
    }
    int matched = 0;
    int modified = 0;
    List<Document> upserted = new ArrayList<>();
    Document answer = new Document();
    for (int i = 0; i < updates.size() && !answer.containsKey("writeErrors"); i++) {
      Document one = query.clone();
      one.put("updates", List.of(updates.get(i)));
      Document result = super.handleCommand(channel, command, one, databases, oplog);
      matched += number(result, "n");
      modified += number(result, "nModified");
      upserted.addAll(reindexed(result.get("upserted"), i));
      List<Document> errors = reindexed(result.get("writeErrors"), i);
      if (!errors.isEmpty()) {
        answer.put("writeErrors", errors);
      }
    }
    answer.put("n", matched);
    answer.put("nModified", modified);
    if (!upserted.isEmpty()) {
      answer.put("upserted", upserted);
    }
    Utils.markOkay(answer);
    return answer;
  }

  private static List<?> list(Document document, String field) {
    return document.get(field) instanceof List<?> list ? list : List.of();
  }

  private static int number(Document document, String field) {
    return document.get(field) instanceof Number number ? number.intValue() : 0;
  }

  private static List<Document> reindexed(@Nullable Object entries, int index) {
    List<Document> result = new ArrayList<>();
    if (entries instanceof Iterable<?> all) {
      for (Object entry : all) {
        if (entry instanceof Document document) {
          document.put("index", index);
          result.add(document);
        }
      }
    }
    return result;
  }

  @Override
  protected long getFileSize() {
    return getStorageSize();
  }

  @Override
  protected long getStorageSize() {
    return store.names().stream()
        .filter(name -> name.startsWith(databaseName + "."))
        .mapToLong(name -> store.rows(name).bytes())
        .sum();
  }
}
