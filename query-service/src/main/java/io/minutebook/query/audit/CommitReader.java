package io.minutebook.query.audit;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.RawBsonDocument;

/** Reads the commits in the store. */
final class CommitReader {

  private final MongoCollection<Document> commits;

  CommitReader(MongoDatabase database) {
    commits = database.getCollection("commits");
  }

  /** The documents of a stream's commits, in order of their versions; to be closed. */
  MongoCursor<Document> commits(String stream) {
    return commits.find(eq("_id.s", stream)).sort(ascending("_id.v")).batchSize(500).iterator();
  }

  /** All commits that are looked at, stream by stream; to be closed. */
  MongoCursor<RawBsonDocument> documents(Scope scope, int batch) {
    return commits
        .withDocumentClass(RawBsonDocument.class)
        .find(scope.filter("_id.s"))
        .sort(ascending("_id"))
        .batchSize(batch)
        .iterator();
  }

  /** About how many commits are looked at. */
  long count(Scope scope) {
    return scope.equals(Scope.ALL)
        ? commits.estimatedDocumentCount()
        : commits.countDocuments(scope.filter("_id.s"));
  }

  /**
   * Hands over the names of the streams that are looked at, in order; what lies under no name is
   * passed over.
   */
  void forEachStream(Scope scope, Consumer<String> streams) {
    String last = null;
    for (Document document :
        commits
            .find(scope.filter("_id.s"))
            .sort(ascending("_id"))
            .projection(include("_id"))
            .batchSize(5000)) {
      String stream =
          document.get("_id") instanceof Document id && id.get("s") instanceof String s ? s : null;
      if (stream != null && !stream.equals(last)) {
        streams.accept(stream);
        last = stream;
      }
    }
  }

  /** Where a commit lies in the store. */
  record Key(String stream, long version) {}

  /** Those of the commits that are stored. */
  Map<Key, Document> find(Collection<Key> keys) {
    List<Document> ids = new ArrayList<>(keys.size());
    keys.forEach(key -> ids.add(new Document("s", key.stream()).append("v", key.version())));
    Map<Key, Document> found = HashMap.newHashMap(keys.size());
    for (Document document : commits.find(in("_id", ids))) {
      found.put(
          new Key(CommitDocument.stream(document), CommitDocument.version(document)), document);
    }
    return found;
  }
}
