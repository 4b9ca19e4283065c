package io.minutebook.query.transport;

import graphql.GraphQLError;
import io.minutebook.query.http.Roles;
import io.minutebook.query.http.TokenReader;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.security.core.Authentication;
import tools.jackson.databind.json.JsonMapper;

/**
 * One WebSocket in the protocol {@code graphql-transport-ws}. Messages of the client are handled
 * one after the other; each operation goes on by itself, and sends when the one before has sent.
 */
final class Socket implements Connection {

  private static final Logger LOG = LoggerFactory.getLogger(Socket.class);

  /** How many times the keep-alive's length a client may be silent. */
  private static final int SILENCE = 3;

  /** What all sockets share. */
  record Surroundings(
      ConnectionSettings settings,
      Connections connections,
      Requests requests,
      TokenReader tokens,
      JsonMapper json) {}

  private final Session session;
  private final Surroundings around;
  private final Instant opened = Instant.now();
  private final Map<String, Operation> operations = new ConcurrentHashMap<>();
  private final ReentrantLock sending = new ReentrantLock();
  private volatile @Nullable Authentication who;
  private volatile boolean acknowledged;
  private volatile Instant heard = opened;
  private volatile Instant busy = opened;
  private Instant pinged = opened;
  private boolean initialised;

  /**
   * @param who whom the handshake's token names; null: it had none
   */
  Socket(Session session, @Nullable Authentication who, Surroundings around) {
    this.session = session;
    this.who = who;
    this.around = around;
  }

  void receive(String text) {
    heard = Instant.now();
    Optional<SocketMessage> message = SocketMessage.read(around.json(), text);
    if (message.isEmpty()) {
      close(Closing.INVALID_MESSAGE.reason());
      return;
    }
    try {
      handle(message.get());
    } catch (UncheckedIOException e) {
      LOG.debug("A client went away", e);
    }
  }

  private void handle(SocketMessage message) {
    switch (message) {
      case SocketMessage.Init init -> initialise(init.payload());
      case SocketMessage.Ping _ -> send(Map.of("type", "pong"));
      case SocketMessage.Pong _ -> LOG.trace("A sign of life");
      case SocketMessage.Subscribe subscribe -> subscribe(subscribe);
      case SocketMessage.Complete complete -> {
        Operation ended = operations.remove(complete.id());
        if (ended != null) {
          ended.cancel();
        }
      }
    }
  }

  private void initialise(Map<String, Object> payload) {
    if (initialised) {
      close(Closing.TOO_MANY_INITS.reason());
      return;
    }
    initialised = true;
    String authorization = authorization(payload);
    if (authorization != null) {
      who = around.tokens().read(authorization).orElse(null);
    }
    if (!Roles.mayRead(who)) {
      close(Closing.FORBIDDEN.reason());
      return;
    }
    acknowledged = true;
    busy = Instant.now();
    send(Map.of("type", "connection_ack"));
  }

  private static @Nullable String authorization(Map<String, Object> payload) {
    return payload.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase("authorization"))
        .map(entry -> String.valueOf(entry.getValue()))
        .findFirst()
        .orElse(null);
  }

  private void subscribe(SocketMessage.Subscribe subscribe) {
    Authentication reader = who;
    if (!acknowledged || reader == null) {
      close(Closing.UNAUTHORIZED.reason());
      return;
    }
    String id = subscribe.id();
    Answers answers = new Answers(id);
    if (operations.containsKey(id)) {
      close(Closing.taken(id));
    } else if (operations.size() >= around.settings().subscriptions()) {
      answers.failed(Failures.tooMany(around.settings().subscriptions()));
    } else {
      Operation operation = new Operation(answers);
      answers.operation = operation;
      operations.put(id, operation);
      around.connections().execute(() -> run(subscribe, reader, operation, answers));
    }
  }

  private void run(
      SocketMessage.Subscribe subscribe,
      Authentication reader,
      Operation operation,
      Answers answers) {
    try {
      Optional<WebGraphQlResponse> response =
          around
              .requests()
              .execute(session.getRequestURI(), subscribe.id(), subscribe.payload(), reader);
      if (response.isPresent()) {
        operation.answer(response.get());
      } else {
        answers.failed(Failures.badRequest());
      }
    } catch (UncheckedIOException e) {
      LOG.debug("A client went away", e);
    } catch (RuntimeException e) {
      LOG.error("An operation could not be begun", e);
      answers.failed(Failures.internal());
    }
  }

  /** Where the results of an operation go. */
  private final class Answers implements Operation.Outlet {
    private final String id;
    private @Nullable Operation operation;

    Answers(String id) {
      this.id = id;
    }

    @Override
    public void next(Map<String, Object> result) {
      send(Map.of("type", "next", "id", id, "payload", result));
    }

    @Override
    public void failed(List<GraphQLError> errors) {
      forget();
      List<Map<String, Object>> payload =
          errors.stream().map(GraphQLError::toSpecification).toList();
      send(Map.of("type", "error", "id", id, "payload", payload));
    }

    @Override
    public void complete() {
      forget();
      send(Map.of("type", "complete", "id", id));
    }

    private void forget() {
      if (operation != null) {
        operations.remove(id, operation);
      }
    }
  }

  private void send(Map<String, Object> message) {
    String text = around.json().writeValueAsString(message);
    sending.lock();
    try {
      session.getBasicRemote().sendText(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalStateException e) {
      throw new UncheckedIOException(new IOException("closed", e));
    } finally {
      sending.unlock();
    }
  }

  @Override
  public void look(Instant now) {
    ConnectionSettings settings = around.settings();
    Authentication reader = who;
    Instant expiry = reader == null ? null : TokenReader.expiry(reader);
    if (!operations.isEmpty()) {
      busy = now;
    }
    if (!acknowledged && now.isAfter(opened.plus(settings.initTimeout()))) {
      close(Closing.INIT_TIMEOUT.reason());
    } else if (acknowledged && expiry != null && now.isAfter(expiry)) {
      close(Closing.EXPIRED.reason());
    } else if (now.isAfter(opened.plus(settings.longest()))) {
      close(Closing.LONG_ENOUGH.reason());
    } else if (now.isAfter(heard.plus(settings.keepAlive().multipliedBy(SILENCE)))) {
      close(Closing.NO_SIGN_OF_LIFE.reason());
    } else if (now.isAfter(busy.plus(settings.idle()))) {
      close(Closing.IDLE.reason());
    } else if (acknowledged && now.isAfter(pinged.plus(settings.keepAlive()))) {
      pinged = now;
      send(Map.of("type", "ping"));
    }
  }

  @Override
  public void goAway() {
    close(Closing.STOPPING.reason());
  }

  void close(CloseReason reason) {
    closed();
    try {
      session.close(reason);
    } catch (IOException | IllegalStateException e) {
      LOG.debug("A WebSocket was closed already", e);
    }
  }

  /** There is no connection any more. */
  void closed() {
    around.connections().remove(this);
    acknowledged = false;
    operations.values().forEach(Operation::cancel);
    operations.clear();
  }
}
