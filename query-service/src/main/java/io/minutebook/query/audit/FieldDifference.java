package io.minutebook.query.audit;

import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The first field, by name, in which a stored document is not what it should be. */
final class FieldDifference {

  private static final int LONGEST = 80;

  private FieldDifference() {}

  static Optional<String> between(Document stored, Document expected) {
    TreeSet<String> fields = new TreeSet<>(stored.keySet());
    fields.addAll(expected.keySet());
    for (String field : fields) {
      if (!Objects.equals(stored.get(field), expected.get(field))) {
        return Optional.of(told(field, stored.get(field), expected.get(field)));
      }
    }
    return Optional.empty();
  }

  private static String told(String field, @Nullable Object stored, @Nullable Object expected) {
    String is = String.valueOf(stored);
    String shouldBe = String.valueOf(expected);
    int from = 0;
    int shorter = Math.min(is.length(), shouldBe.length());
    while (from < shorter && is.charAt(from) == shouldBe.charAt(from)) {
      from++;
    }
    return "its %s is %s, and should be %s"
        .formatted(
            field,
            stored == null ? "missing" : excerpt(is, from),
            expected == null ? "missing" : excerpt(shouldBe, from));
  }

  /** A long value is shown from a little before the place that matters. */
  private static String excerpt(String value, int at) {
    if (value.length() <= LONGEST) {
      return "'" + value + "'";
    }
    int from = Math.max(0, at - LONGEST / 4);
    int to = Math.min(value.length(), from + LONGEST);
    return "'"
        + (from > 0 ? "..." : "")
        + value.substring(from, to)
        + (to < value.length() ? "..." : "")
        + "'";
  }
}
