package io.minutebook.query.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the protocol graphql-transport-ws that keeps all it hears. */
public final class SocketClient implements WebSocket.Listener, AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
  private final StringBuilder part = new StringBuilder();
  private final boolean silent;
  private volatile int code;
  private volatile String reason = "";
  private @Nullable WebSocket socket;

  private SocketClient(boolean silent) {
    this.silent = silent;
  }

  /** Opens a WebSocket; with a token in its handshake if there is one. */
  public static SocketClient open(String base, @Nullable String token) {
    return open(base, token, "graphql-transport-ws", false);
  }

  /**
   * Opens a WebSocket.
   *
   * @param silent answers no pings
   */
  public static SocketClient open(
      String base, @Nullable String token, String protocol, boolean silent) {
    SocketClient client = new SocketClient(silent);
    WebSocket.Builder builder = HTTP.newWebSocketBuilder().subprotocols(protocol);
    if (token != null) {
      builder.header("Authorization", "Bearer " + token);
    }
    URI uri = URI.create(base.replace("http://", "ws://") + "/graphql/ws");
    client.socket = builder.buildAsync(uri, client).join();
    return client;
  }

  /** The status with which the handshake is refused. */
  public static int refusal(String base, String token) {
    try (SocketClient _ = open(base, token)) {
      return 101;
    } catch (CompletionException e) {
      if (e.getCause() instanceof java.net.http.WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  /** Says who is there, with a token if there is one. */
  public SocketClient init(@Nullable String token) {
    Map<String, Object> message = new HashMap<>(Map.of("type", "connection_init"));
    if (token != null) {
      message.put("payload", Map.of("Authorization", "Bearer " + token));
    }
    return send(JSON.writeValueAsString(message));
  }

  /** Begins an operation. */
  public SocketClient subscribe(String id, String query) {
    return send(
        JSON.writeValueAsString(
            Map.of("type", "subscribe", "id", id, "payload", Map.of("query", query))));
  }

  /** Ends an operation. */
  public SocketClient complete(String id) {
    return send(JSON.writeValueAsString(Map.of("type", "complete", "id", id)));
  }

  /** Sends anything. */
  public SocketClient send(String text) {
    if (socket != null) {
      socket.sendText(text, true).join();
    }
    return this;
  }

  /** The types of all messages. */
  public List<String> types() {
    return messages.stream().map(message -> message.get("type").asString()).toList();
  }

  /** The payloads of the messages of a type in an operation. */
  public List<JsonNode> payloads(String type, String id) {
    return messages.stream()
        .filter(message -> message.get("type").asString().equals(type))
        .filter(message -> message.path("id").asString("").equals(id))
        .map(message -> message.path("payload"))
        .toList();
  }

  /** One field of the data of each result of an operation. */
  public List<JsonNode> results(String id, String field) {
    return payloads("next", id).stream().map(payload -> payload.at("/data/" + field)).toList();
  }

  /** The code with which the server closed; 0: it has not. */
  public int code() {
    return code;
  }

  public String reason() {
    return reason;
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      JsonNode message = JSON.readTree(part.toString());
      part.setLength(0);
      messages.add(message);
      if (message.get("type").asString().equals("ping") && !silent) {
        var _ = from.sendText("{\"type\":\"pong\"}", true);
      }
    }
    from.request(1);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int status, String words) {
    reason = words;
    code = status;
    return CompletableFuture.completedStage(null);
  }

  @Override
  public void onError(WebSocket from, Throwable problem) {
    reason = String.valueOf(problem);
    code = 1006;
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
  }
}
