package io.minutebook.command.recovery;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Puts the seals of an archive back, as they are, and the heads that they seal: of those that were
 * made by an instant.
 */
final class StoredSeals {

  private static final int PAGE = 1000;
  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

  private final MongoDatabase database;
  private final @Nullable Instant to;
  private final List<Document> page = new ArrayList<>();
  private long last;
  private long seals;
  private long leftOut;

  /**
   * @param to null: all of them
   */
  StoredSeals(MongoDatabase database, @Nullable Instant to) {
    this.database = database;
    this.to = to;
  }

  /** The heads come first: a seal counts as soon as its own document is there. */
  void restore(ArchiveFile archive) throws IOException {
    archive.lines(Backup.SEALS, line -> count(document(line)));
    archive.lines(Backup.SEAL_HEADS, line -> write("seal_heads", document(line), "n"));
    flush("seal_heads");
    archive.lines(Backup.SEALS, line -> write("seals", document(line), "_id"));
    flush("seals");
  }

  private void count(Document seal) {
    if (to != null && seal.get("at") instanceof Date at && at.toInstant().isAfter(to)) {
      leftOut++;
    } else if (leftOut == 0) {
      seals++;
      last = number(seal, "_id");
    } else {
      leftOut++;
    }
  }

  private void write(String collection, Document document, String number) {
    if (number(document, number) <= last) {
      page.add(document);
    }
    if (page.size() >= PAGE) {
      flush(collection);
    }
  }

  private void flush(String collection) {
    if (!page.isEmpty()) {
      database
          .getCollection(collection)
          .bulkWrite(
              page.stream()
                  .map(each -> new ReplaceOneModel<>(eq("_id", each.get("_id")), each, UPSERT))
                  .toList());
      page.clear();
    }
  }

  private static Document document(byte[] line) {
    return Document.parse(new String(line, StandardCharsets.UTF_8));
  }

  private static long number(Document document, String field) {
    return document.get(field) instanceof Number number ? number.longValue() : 0;
  }

  /** How many were put back. */
  long seals() {
    return seals;
  }

  /** How many were made later. */
  long leftOut() {
    return leftOut;
  }
}
