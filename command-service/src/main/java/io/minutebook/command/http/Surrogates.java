package io.minutebook.command.http;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Half a character, which JSON can write ({@code \ud800}) and UTF-8 cannot: it could not be stored
 * as it was sent.
 */
final class Surrogates {

  private Surrogates() {}

  static void refuse(JsonNode root) {
    refuse(root, root.isArray() ? "commands" : "");
  }

  private static void refuse(JsonNode node, String field) {
    if (node.isString() && hasHalf(node.stringValue())) {
      throw ProblemException.malformed(
          field.isEmpty() ? null : field, field + " has half a character (an unpaired surrogate).");
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      refuse(node.get(i), field + "[" + i + "]");
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      refuse(member.getValue(), (field.isEmpty() ? "" : field + ".") + member.getKey());
    }
  }

  private static boolean hasHalf(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
