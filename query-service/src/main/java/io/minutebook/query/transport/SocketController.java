package io.minutebook.query.transport;

import io.minutebook.query.http.ProblemWriter;
import io.minutebook.query.http.Roles;
import io.minutebook.query.http.TokenReader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns a request into a WebSocket. Pages of any origin may ask for one: who somebody is does not
 * come with a cookie, but with a token that only they have.
 */
@RestController
class SocketController {

  static final String PROTOCOL = "graphql-transport-ws";

  private final Socket.Surroundings around;
  private final ProblemWriter problems;

  SocketController(
      ConnectionSettings settings,
      Connections connections,
      Requests requests,
      TokenReader tokens,
      JsonMapper json,
      ProblemWriter problems) {
    this.around = new Socket.Surroundings(settings, connections, requests, tokens, json);
    this.problems = problems;
  }

  @GetMapping(Roles.LIVE)
  void upgrade(
      HttpServletRequest request, HttpServletResponse response, @Nullable Authentication who)
      throws IOException, DeploymentException {
    if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
      response.setHeader(HttpHeaders.UPGRADE, "websocket");
      problems.write(
          request, response, HttpStatus.UPGRADE_REQUIRED, "here is a WebSocket: " + PROTOCOL);
    } else if (!around.connections().hasRoom()) {
      response.setHeader(HttpHeaders.RETRY_AFTER, "5");
      problems.write(
          request,
          response,
          HttpStatus.SERVICE_UNAVAILABLE,
          "this instance has as many connections as it may have, or stops; try again later");
    } else if (request.getServletContext().getAttribute(ServerContainer.class.getName())
        instanceof ServerContainer container) {
      container.upgradeHttpToWebSocket(request, response, endpoint(who), Map.of());
    } else {
      throw new IllegalStateException("The web server has no WebSockets");
    }
  }

  private ServerEndpointConfig endpoint(@Nullable Authentication who) {
    return ServerEndpointConfig.Builder.create(SocketEndpoint.class, Roles.LIVE)
        .subprotocols(List.of(PROTOCOL))
        .configurator(
            new ServerEndpointConfig.Configurator() {
              @Override
              public <T> T getEndpointInstance(Class<T> type) {
                return type.cast(new SocketEndpoint(who, around));
              }
            })
        .build();
  }
}
