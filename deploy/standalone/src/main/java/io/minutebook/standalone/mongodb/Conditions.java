package io.minutebook.standalone.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a query demands of single fields, as far as an index can answer it. Every document that
 * matches the query meets them all; the matcher still looks at each.
 */
final class Conditions {

  /** One of these values, or a value within bounds (both included, either may be missing). */
  record Condition(
      @Nullable List<Object> anyOf, @Nullable Object atLeast, @Nullable Object atMost) {}

  private final Map<String, Condition> byField = new HashMap<>();

  Conditions(Document query) {
    collect(query);
  }

  @Nullable Condition on(String field) {
    return byField.get(field);
  }

  private void collect(Document query) {
    query.forEach(
        (field, value) -> {
          if (field.equals("$and") && value instanceof Collection<?> parts) {
            parts.forEach(
                part -> {
                  if (part instanceof Document document) {
                    collect(document);
                  }
                });
          } else if (!field.startsWith("$")) {
            Condition condition = condition(value);
            if (condition != null) {
              byField.merge(field, condition, Conditions::both);
            }
          }
        });
  }

  private static Condition both(Condition one, Condition other) {
    if (one.anyOf() != null) {
      return one;
    }
    return new Condition(
        other.anyOf(),
        one.atLeast() != null ? one.atLeast() : other.atLeast(),
        one.atMost() != null ? one.atMost() : other.atMost());
  }

  private static @Nullable Condition condition(@Nullable Object value) {
    if (SortKey.canFind(value)) {
      return new Condition(List.of(value), null, null);
    }
    if (!(value instanceof Document operators)) {
      return null;
    }
    Object equal = operators.get("$eq");
    if (SortKey.canFind(equal)) {
      return new Condition(List.of(equal), null, null);
    }
    if (operators.get("$in") instanceof Collection<?> candidates
        && candidates.stream().allMatch(SortKey::canFind)) {
      return new Condition(new ArrayList<>(candidates), null, null);
    }
    Object atLeast = bound(operators, "$gte", "$gt");
    Object atMost = bound(operators, "$lte", "$lt");
    return atLeast == null && atMost == null ? null : new Condition(null, atLeast, atMost);
  }

  private static @Nullable Object bound(Document operators, String inclusive, String exclusive) {
    Object value =
        operators.containsKey(inclusive) ? operators.get(inclusive) : operators.get(exclusive);
    return SortKey.canFind(value) ? value : null;
  }
}
