package io.minutebook.query.transport;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A message of a client in the protocol {@code graphql-transport-ws}. */
sealed interface SocketMessage {

  /** Who is there. */
  record Init(Map<String, Object> payload) implements SocketMessage {}

  /** Is anybody there? */
  record Ping() implements SocketMessage {}

  /** Somebody is there. */
  record Pong() implements SocketMessage {}

  /** Begins an operation under a name. */
  record Subscribe(String id, Map<String, Object> payload) implements SocketMessage {}

  /** Ends an operation. */
  record Complete(String id) implements SocketMessage {}

  /** Reads a message; empty if the protocol has none like it. */
  static Optional<SocketMessage> read(JsonMapper json, String text) {
    try {
      Map<String, Object> message = json.readValue(text, new TypeReference<>() {});
      return message == null ? Optional.empty() : Optional.ofNullable(of(message));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static @Nullable SocketMessage of(Map<String, Object> message) {
    Object payload = message.get("payload");
    boolean knownPayload = payload == null || payload instanceof Map;
    if (!knownPayload || !(message.get("type") instanceof String type)) {
      return null;
    }
    String id = message.get("id") instanceof String given && !given.isEmpty() ? given : null;
    return switch (type) {
      case "connection_init" -> new Init(object(payload));
      case "ping" -> new Ping();
      case "pong" -> new Pong();
      case "subscribe" -> id == null || payload == null ? null : new Subscribe(id, object(payload));
      case "complete" -> id == null ? null : new Complete(id);
      default -> null;
    };
  }

  private static Map<String, Object> object(@Nullable Object payload) {
    Map<String, Object> object = new LinkedHashMap<>();
    if (payload instanceof Map<?, ?> map) {
      map.forEach((key, value) -> object.put(String.valueOf(key), value));
    }
    return object;
  }
}
