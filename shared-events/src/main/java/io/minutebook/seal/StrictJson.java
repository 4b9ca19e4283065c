package io.minutebook.seal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON object that has exactly the fields that are asked of it, each of its kind. */
final class StrictJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String what;
  private final JsonNode object;
  private final Set<String> unread;

  private StrictJson(String what, JsonNode object) {
    if (!object.isObject()) {
      throw new Unreadable("%s is no JSON object".formatted(what), null);
    }
    this.what = what;
    this.object = object;
    this.unread = new TreeSet<>(object.propertyNames());
  }

  static StrictJson read(String what, byte[] bytes) {
    try {
      JsonNode read = MAPPER.readTree(bytes);
      if (read == null) {
        throw new Unreadable(what + " is empty", null);
      }
      return new StrictJson(what, read);
    } catch (JacksonException e) {
      throw new Unreadable("%s is no JSON: %s".formatted(what, e.getOriginalMessage()), e);
    }
  }

  static StrictJson of(String what, JsonNode node) {
    return new StrictJson(what, node);
  }

  private Unreadable wrong(String field, String expected) {
    return new Unreadable("%s: its field '%s' is not %s".formatted(what, field, expected), null);
  }

  JsonNode field(String field) {
    JsonNode found = object.get(field);
    if (found == null) {
      throw new Unreadable("%s has no field '%s'".formatted(what, field), null);
    }
    unread.remove(field);
    return found;
  }

  boolean has(String field) {
    return object.has(field);
  }

  String text(String field) {
    JsonNode found = field(field);
    if (!found.isString()) {
      throw wrong(field, "a text");
    }
    return found.stringValue();
  }

  @Nullable String textOrNone(String field) {
    return has(field) ? text(field) : null;
  }

  long number(String field) {
    JsonNode found = field(field);
    if (!found.isIntegralNumber() || !found.canConvertToLong() || found.longValue() < 0) {
      throw wrong(field, "a whole number from 0");
    }
    return found.longValue();
  }

  int small(String field) {
    long number = number(field);
    if (number > Integer.MAX_VALUE) {
      throw wrong(field, "a number of such a size");
    }
    return (int) number;
  }

  Hash hash(String field) {
    return parsed(field, Hash::parse);
  }

  <T> T parsed(String field, Function<String, T> parser) {
    String text = text(field);
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw wrong(field, "what it should be: " + e.getMessage());
    }
  }

  StrictJson object(String field) {
    return new StrictJson("%s, %s".formatted(what, field), field(field));
  }

  <T> List<T> list(String field, Function<JsonNode, T> element) {
    JsonNode found = field(field);
    if (!found.isArray()) {
      throw wrong(field, "a list");
    }
    List<T> list = new ArrayList<>(found.size());
    found.forEach(each -> list.add(element.apply(each)));
    return list;
  }

  List<Hash> hashes(String field) {
    return list(
        field,
        each -> {
          try {
            return Hash.parse(each.isString() ? each.stringValue() : "");
          } catch (IllegalArgumentException e) {
            throw wrong(field, "a list of hashes");
          }
        });
  }

  /** To be called when everything has been read. */
  void end() {
    if (!unread.isEmpty()) {
      throw new Unreadable(
          "%s has the unknown field '%s'".formatted(what, unread.iterator().next()), null);
    }
  }
}
