package io.minutebook.standalone.mongodb;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The answer to a query, kept as bytes and decoded when taken: a long answer costs a reference per
 * document, and stays as it was when asked, whatever is written meanwhile.
 */
final class Matches extends AbstractCursor implements Iterable<Document> {

  private static final long BATCH_BYTES = 8L << 20;

  private final List<byte[]> rows;
  private final UnaryOperator<List<Document>> projection;
  private int taken;

  Matches(long id, List<byte[]> rows, UnaryOperator<List<Document>> projection) {
    super(id);
    this.rows = rows;
    this.projection = projection;
  }

  @Override
  public boolean isEmpty() {
    return taken == rows.size();
  }

  /** The next documents: as many as asked for (0: no limit), as fit into one message, but one. */
  @Override
  public List<Document> takeDocuments(int wanted) {
    int last = wanted > 0 ? Math.min(rows.size(), taken + wanted) : rows.size();
    List<Document> batch = new ArrayList<>();
    long bytes = 0;
    while (taken < last && (batch.isEmpty() || bytes + rows.get(taken).length <= BATCH_BYTES)) {
      byte[] row = rows.get(taken++);
      bytes += row.length;
      batch.add(Bson.decode(row));
    }
    return projection.apply(batch);
  }

  /** All of them, one at a time. */
  @Override
  public Iterator<Document> iterator() {
    return rows.stream()
        .map(row -> projection.apply(List.of(Bson.decode(row))).getFirst())
        .iterator();
  }
}
