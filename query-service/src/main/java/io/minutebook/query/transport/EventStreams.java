package io.minutebook.query.transport;

import jakarta.servlet.ServletException;
import java.time.Duration;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.webmvc.GraphQlSseHandler;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Answers as server-sent events, one connection an operation. Takes the place of the framework's
 * handler, which knows no errors of a request, no limits and no end.
 */
@Component
class EventStreams extends GraphQlSseHandler {

  private static final Duration GRACE = Duration.ofMinutes(1);

  private final ConnectionSettings settings;
  private final Connections connections;

  EventStreams(WebGraphQlHandler graphQl, ConnectionSettings settings, Connections connections) {
    super(graphQl);
    this.settings = settings;
    this.connections = connections;
  }

  @Override
  public ServerResponse handleRequest(ServerRequest request) throws ServletException {
    request.attributes().put(Operation.MAY_SUBSCRIBE, true);
    return super.handleRequest(request);
  }

  @Override
  protected ServerResponse prepareResponse(
      ServerRequest request, Mono<WebGraphQlResponse> response) {
    if (!connections.hasRoom()) {
      return ServerResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
          .header(HttpHeaders.RETRY_AFTER, "5")
          .build();
    }
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    return ServerResponse.sse(
        events -> new EventStream(events, who, settings, connections).begin(response),
        settings.longest().plus(GRACE));
  }
}
