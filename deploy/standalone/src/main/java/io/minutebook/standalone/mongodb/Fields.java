package io.minutebook.standalone.mongodb;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The top-level fields that something looks at, so that only they need decoding. */
final class Fields {

  private final Set<String> names = new HashSet<>();
  private boolean all;

  Fields path(String path) {
    names.add(Utils.splitPath(path).getFirst());
    return this;
  }

  Fields query(Document query) {
    query.forEach(
        (key, value) -> {
          if (!key.startsWith("$")) {
            path(key);
          } else if (value instanceof Collection<?> parts
              && parts.stream().allMatch(Document.class::isInstance)) {
            parts.forEach(part -> query((Document) part)); // $and, $or, $nor
          } else {
            all = true; // $expr, $where: anything
          }
        });
    return this;
  }

  Document of(byte[] row) {
    return all ? Bson.decode(row) : Bson.decode(row, names);
  }
}
