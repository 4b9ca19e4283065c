package io.minutebook.query.view;

import com.mongodb.client.MongoCursor;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bson.Document;

/** What a query found, as a stream that is read no further than it is asked for. */
final class Cursors {

  private Cursors() {}

  static Stream<Document> stream(MongoCursor<Document> cursor) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(cursor, Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }
}
