package io.minutebook.query.audit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The first field, by name, in which a stored document is not what it should be.
 *
 * @param field its path: what is in a list stands under its id, if it has one, or its place; texts
 *     that are JSON are looked into
 * @param detail for a person
 */
record FieldDifference(String field, String detail) {

  private static final int LONGEST = 80;

  static Optional<FieldDifference> between(Document stored, Document expected) {
    return stored.equals(expected) ? Optional.empty() : Optional.of(inMaps("", stored, expected));
  }

  /** The difference of two values that are not the same. */
  private static FieldDifference at(String path, @Nullable Object stored, @Nullable Object right) {
    Object is = opened(stored);
    Object shouldBe = opened(right);
    if (is instanceof Map<?, ?> one && shouldBe instanceof Map<?, ?> other && !one.equals(other)) {
      return inMaps(path + ".", one, other);
    }
    if (is instanceof List<?> one && shouldBe instanceof List<?> other && !one.equals(other)) {
      return inLists(path, one, other);
    }
    return told(path, stored, right);
  }

  private static FieldDifference inMaps(String path, Map<?, ?> stored, Map<?, ?> expected) {
    TreeSet<String> fields = new TreeSet<>();
    stored.keySet().forEach(name -> fields.add(String.valueOf(name)));
    expected.keySet().forEach(name -> fields.add(String.valueOf(name)));
    for (String field : fields) {
      if (!Objects.equals(stored.get(field), expected.get(field))) {
        return at(path + field, stored.get(field), expected.get(field));
      }
    }
    throw new IllegalArgumentException("nothing differs");
  }

  private static FieldDifference inLists(String path, List<?> stored, List<?> expected) {
    int same = 0;
    int shorter = Math.min(stored.size(), expected.size());
    while (same < shorter && Objects.equals(stored.get(same), expected.get(same))) {
      same++;
    }
    Object is = same < stored.size() ? stored.get(same) : null;
    Object shouldBe = same < expected.size() ? expected.get(same) : null;
    String name = name(shouldBe == null ? is : shouldBe, same);
    return at(path + "." + name, is, shouldBe);
  }

  private static String name(@Nullable Object element, int place) {
    return element instanceof Map<?, ?> map && map.get("id") instanceof String id
        ? id
        : Integer.toString(place);
  }

  /** What a text says, if it is the JSON of an object or a list. */
  private static @Nullable Object opened(@Nullable Object value) {
    if (value instanceof String text && (text.startsWith("{") || text.startsWith("["))) {
      try {
        return JsonMapper.shared().readValue(text, Object.class);
      } catch (JacksonException e) {
        return value;
      }
    }
    return value;
  }

  private static FieldDifference told(
      String field, @Nullable Object stored, @Nullable Object expected) {
    String is = String.valueOf(stored);
    String shouldBe = String.valueOf(expected);
    int from = 0;
    int shorter = Math.min(is.length(), shouldBe.length());
    while (from < shorter && is.charAt(from) == shouldBe.charAt(from)) {
      from++;
    }
    return new FieldDifference(
        field,
        "its %s is %s, and should be %s"
            .formatted(
                field,
                stored == null ? "missing" : excerpt(is, from),
                expected == null ? "missing" : excerpt(shouldBe, from)));
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
