package io.minutebook.query.transport;

import graphql.GraphQLError;
import io.minutebook.query.http.TokenReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.function.ServerResponse.SseBuilder;
import reactor.core.publisher.Mono;

/**
 * One operation answered as server-sent events: {@code next} for each result, {@code complete} when
 * there are no more. A stream that ends without {@code complete} was cut off: clients come again.
 */
final class EventStream implements Connection, Operation.Outlet {

  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

  private final SseBuilder events;
  private final @Nullable Instant expiry;
  private final ConnectionSettings settings;
  private final Connections connections;
  private final Operation operation = new Operation(this);
  private final Instant opened = Instant.now();
  private final ReentrantLock sending = new ReentrantLock();
  private volatile Instant sent = opened;
  private volatile boolean over;

  EventStream(
      SseBuilder events,
      @Nullable Authentication who,
      ConnectionSettings settings,
      Connections connections) {
    this.events = events;
    this.expiry = who == null ? null : TokenReader.expiry(who);
    this.settings = settings;
    this.connections = connections;
  }

  /** Sends the headers at once and lets the operation go on by itself. */
  void begin(Mono<WebGraphQlResponse> response) {
    events.onError(problem -> closed());
    events.onComplete(this::closed);
    events.onTimeout(this::goAway);
    connections.add(this);
    try {
      signOfLife();
      WebGraphQlResponse answer = response.block();
      if (answer == null) {
        failed(Failures.internal());
      } else {
        operation.answer(answer);
      }
    } catch (UncheckedIOException e) {
      LOG.debug("A client went away", e);
      closed();
    }
  }

  @Override
  public void next(Map<String, Object> result) {
    send(
        () -> {
          events.event("next");
          events.data(result);
        });
  }

  @Override
  public void failed(List<GraphQLError> errors) {
    next(Map.of("errors", errors.stream().map(GraphQLError::toSpecification).toList()));
    complete();
  }

  @Override
  public void complete() {
    send(
        () -> {
          events.event("complete");
          events.data("");
        });
    end();
  }

  private void signOfLife() {
    send(
        () -> {
          events.comment("still here");
          events.send();
        });
  }

  /** Something that writes. */
  private interface Writing {
    void write() throws IOException;
  }

  private void send(Writing writing) {
    sending.lock();
    try {
      if (over) {
        throw new UncheckedIOException(new IOException("closed"));
      }
      writing.write();
      sent = Instant.now();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      sending.unlock();
    }
  }

  @Override
  public void look(Instant now) {
    try {
      if (expiry != null && now.isAfter(expiry)) {
        operation.cancel();
        failed(Failures.expired());
      } else if (now.isAfter(opened.plus(settings.longest()))) {
        goAway();
      } else if (now.isAfter(sent.plus(settings.keepAlive()))) {
        signOfLife();
      }
    } catch (UncheckedIOException e) {
      LOG.debug("A client went away", e);
      end();
    }
  }

  @Override
  public void goAway() {
    operation.cancel();
    end();
  }

  private void end() {
    sending.lock();
    try {
      if (!over) {
        over = true;
        events.complete();
      }
    } finally {
      sending.unlock();
    }
    closed();
  }

  private void closed() {
    over = true;
    connections.remove(this);
    operation.cancel();
  }
}
