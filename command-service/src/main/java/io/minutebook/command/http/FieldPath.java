package io.minutebook.command.http;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Where in a body something is, written like {@code commands[2].owners[0]}. */
final class FieldPath {

  private FieldPath() {}

  static String of(String prefix, List<JacksonException.Reference> references) {
    StringBuilder path = new StringBuilder(prefix);
    for (JacksonException.Reference reference : references) {
      if (reference.getPropertyName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
      }
    }
    return path.toString();
  }

  /** What the body has there; a missing node if nothing. */
  static JsonNode at(JsonNode root, List<JacksonException.Reference> references) {
    JsonNode node = root;
    for (JacksonException.Reference reference : references) {
      JsonNode next =
          reference.getPropertyName() == null
              ? node.get(reference.getIndex())
              : node.get(reference.getPropertyName());
      if (next == null) {
        return MissingNode.getInstance();
      }
      node = next;
    }
    return node;
  }
}
