package io.minutebook.standalone.mongodb;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentComparator;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexBuildFailedException;
import de.bwaldvogel.mongo.exception.IndexKeySpecsConflictException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A collection whose documents are rows of the store. Matching, updating and projecting are the
 * library's; where the documents lie, how they are found and in what form they wait is ours.
 */
final class StoredCollection extends AbstractMongoCollection<Integer> {

  /** A row, and what it is sorted by. */
  private static final class Sortable {
    final Document keys;
    final byte[] row;

    Sortable(Document keys, byte[] row) {
      this.keys = keys;
      this.row = row;
    }
  }

  private final Store store;
  private String name;
  private boolean opening;

  StoredCollection(
      Store store,
      MongoDatabase database,
      String collection,
      CollectionOptions options,
      CursorRegistry cursors) {
    super(database, collection, options, cursors);
    this.store = store;
    this.name = database.getDatabaseName() + "." + collection;
  }

  private Rows rows() {
    return store.rows(name);
  }

  // ---- rows

  @Override
  protected Document getDocument(Integer position) {
    return Bson.decode(rows().get(position));
  }

  @Override
  protected Integer addDocumentInternal(Document document) {
    return store.add(name, Bson.encode(document));
  }

  @Override
  protected void handleUpdate(Integer position, Document oldDocument, Document newDocument) {
    store.replace(name, position, Bson.encode(newDocument));
  }

  @Override
  protected void removeDocument(Integer position) {
    store.remove(name, position);
  }

  @Override
  public void removeDocument(Document document) {
    Integer position = positionOf(document);
    if (position != null) {
      for (Index<Integer> index : getIndexes()) {
        if (index instanceof OrderedIndex ordered) {
          ordered.remove(document, position);
        }
      }
      removeDocument(position);
    }
  }

  private @Nullable Integer positionOf(Document document) {
    for (Index<Integer> index : getIndexes()) {
      Integer position = index.getPosition(document);
      if (position != null) {
        return position;
      }
    }
    return findDocumentPosition(document);
  }

  @Override
  protected Stream<DocumentWithPosition<Integer>> streamAllDocumentsWithPosition() {
    List<DocumentWithPosition<Integer>> all = new ArrayList<>();
    rows().forEachPosition(p -> all.add(new DocumentWithPosition<>(getDocument(p), p)));
    return all.stream();
  }

  @Override
  public int count() {
    return rows().count();
  }

  @Override
  public void drop() {
    super.drop();
    store.drop(name);
  }

  @Override
  public void renameTo(MongoDatabase database, String collection) {
    String renamed = database.getDatabaseName() + "." + collection;
    store.rename(name, renamed);
    name = renamed;
    super.renameTo(database, collection);
  }

  @Override
  protected boolean tracksDataSize() {
    return false; // the rows know
  }

  @Override
  protected void updateDataSize(int sizeDelta) {}

  @Override
  protected int getDataSize() {
    return Math.toIntExact(Math.min(Integer.MAX_VALUE, rows().bytes()));
  }

  // ---- indexes

  @Override
  public void addIndex(Index<Integer> index) {
    for (Index<Integer> existing : getIndexes()) {
      if (existing.getName().equals(index.getName())) {
        if (!existing.hasSameOptions(index)) {
          throw new IndexKeySpecsConflictException(index, existing);
        }
        return;
      }
    }
    if (!opening) {
      try {
        rows().forEachPosition(position -> index.add(getDocument(position), position, this));
      } catch (MongoServerError e) {
        throw new IndexBuildFailedException(e, this);
      }
    }
    getIndexes().add(index);
  }

  /** Until the next call, an index that is added stays empty. */
  void deferIndexes() {
    opening = true;
  }

  /** Fills all indexes in one pass over the documents. */
  void fillIndexes() {
    opening = false;
    Fields fields = new Fields();
    for (Index<Integer> index : getIndexes()) {
      if (index instanceof OrderedIndex ordered) {
        ordered.addFieldsTo(fields);
      }
    }
    Rows rows = rows();
    rows.forEachPosition(
        position -> {
          Document document = fields.of(rows.get(position));
          getIndexes().forEach(index -> index.add(document, position, this));
        });
  }

  // ---- queries

  @Override
  protected QueryResult queryDocuments(
      Document query,
      @Nullable Document orderBy,
      int numberToSkip,
      int limit,
      int batchSize,
      @Nullable Document fieldSelector) {
    List<byte[]> rows = find(query, orderBy, numberToSkip, limit);
    UnaryOperator<List<Document>> projection =
        fieldSelector == null || fieldSelector.isEmpty()
            ? UnaryOperator.identity()
            : documents -> project(documents, fieldSelector);
    if (batchSize == 0) {
      return new QueryResult(new Matches(0, rows, projection));
    }
    Matches matches = new Matches(cursorRegistry.generateCursorId(), rows, projection);
    List<Document> first = matches.takeDocuments(batchSize);
    if (matches.isEmpty()) {
      return new QueryResult(first);
    }
    cursorRegistry.add(matches);
    return new QueryResult(first, matches);
  }

  @Override
  public int count(@Nullable Document query, int skip, int limit) {
    if (query == null || query.isEmpty()) {
      return super.count(query, skip, limit);
    }
    return find(query, null, skip, Math.max(limit, 0)).size();
  }

  private List<byte[]> find(Document query, @Nullable Document orderBy, int skip, int limit) {
    DocumentComparator order = deriveComparator(orderBy);
    Iterable<Integer> candidates = candidates(query, order == null && isNaturalDescending(orderBy));
    return order == null || orderBy == null
        ? findInOrder(candidates, query, skip, limit)
        : findSorted(candidates, query, skip, limit, order, orderBy.keySet());
  }

  private List<byte[]> findInOrder(
      Iterable<Integer> candidates, Document query, int skip, int limit) {
    Rows rows = rows();
    Fields fields = new Fields().query(query);
    List<byte[]> found = new ArrayList<>();
    int left = skip;
    for (Integer position : candidates) {
      byte[] row = rows.get(position);
      if ((query.isEmpty() || documentMatchesQuery(fields.of(row), query)) && left-- <= 0) {
        found.add(row);
        if (found.size() == limit) {
          break;
        }
      }
    }
    return found;
  }

  private List<byte[]> findSorted(
      Iterable<Integer> candidates,
      Document query,
      int skip,
      int limit,
      DocumentComparator order,
      Set<String> sortedBy) {
    Rows rows = rows();
    Fields fields = new Fields().query(query);
    sortedBy.forEach(fields::path);
    List<Sortable> found = new ArrayList<>();
    for (Integer position : candidates) {
      byte[] row = rows.get(position);
      Document document = fields.of(row);
      if (documentMatchesQuery(document, query)) {
        found.add(new Sortable(document, row));
      }
    }
    found.sort(Comparator.comparing((Sortable s) -> s.keys, order));
    return found.stream()
        .skip(skip)
        .limit(limit > 0 ? limit : Long.MAX_VALUE)
        .map(s -> s.row)
        .toList();
  }

  private Iterable<Integer> candidates(Document query, boolean backwards) {
    Conditions conditions = new Conditions(query);
    OrderedIndex bestIndex = null;
    OrderedIndex.Plan best = null;
    for (Index<Integer> index : getIndexes()) {
      if (index instanceof OrderedIndex ordered) {
        OrderedIndex.Plan plan = ordered.plan(query, conditions);
        if (plan != null && (best == null || plan.score() > best.score())) {
          best = plan;
          bestIndex = ordered;
        }
      }
    }
    if (bestIndex != null && best != null) {
      return bestIndex.positions(best);
    }
    List<Integer> all = new ArrayList<>(count());
    rows().forEachPosition(all::add);
    if (backwards) {
      Collections.reverse(all);
    }
    return all;
  }

  private List<Document> project(List<Document> documents, Document fields) {
    return matchDocumentsFromStream(
            new Document(), documents.stream(), 0, 0, 0, (Comparator<Document>) null, fields)
        .collectDocuments();
  }

  @Override
  protected QueryResult matchDocuments(
      Document query,
      Document orderBy,
      int numberToSkip,
      int numberToReturn,
      int batchSize,
      Document fieldSelector) {
    throw new UnsupportedOperationException("queryDocuments does it all");
  }
}
