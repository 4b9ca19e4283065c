package io.minutebook.query.view;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Where in the log the last event lies that a document holds. */
public record LogPlace(int partition, long offset) {

  Document toDocument() {
    return new Document("partition", partition).append("offset", offset);
  }

  static @Nullable LogPlace from(@Nullable Document document) {
    return document == null
        ? null
        : new LogPlace(document.getInteger("partition"), document.getLong("offset"));
  }
}
