package io.minutebook.query.audit;

import java.util.List;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * All documents of one stream, as they lie in the database.
 *
 * @param head what tells how far the views have followed the stream; null if they do not know it
 * @param history by version
 * @param sealed its heads in seals
 * @param whole false: there are too many to be held at once, and some are left out
 */
record Bundle(
    String stream,
    List<RawBsonDocument> commits,
    @Nullable RawBsonDocument head,
    List<RawBsonDocument> history,
    List<RawBsonDocument> entries,
    List<RawBsonDocument> sealed,
    boolean whole) {

  int size() {
    return 1 + commits.size() + history.size() + entries.size() + sealed.size();
  }
}
