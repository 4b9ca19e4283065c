package io.minutebook.benchmark.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {

  private final Set<Integer> ports = new HashSet<>();

  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/known", exchange -> echo(exchange, true, false));
    server.createContext("/chunked", exchange -> echo(exchange, false, false));
    server.createContext("/last", exchange -> echo(exchange, true, true));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void echo(HttpExchange exchange, boolean known, boolean last) throws IOException {
    ports.add(exchange.getRemoteAddress().getPort());
    String said =
        exchange.getRequestHeaders().getFirst("Authorization")
            + "|"
            + exchange.getRequestHeaders().getFirst("Idempotency-Key")
            + "|"
            + new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    byte[] body = said.getBytes(UTF_8);
    if (last) {
      exchange.getResponseHeaders().set("Connection", "close");
    }
    exchange.sendResponseHeaders(201, known ? body.length : 0);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void one_connection_serves_many_requests_with_answers_of_known_length_and_in_chunks()
      throws IOException {
    try (Connection connection = new Connection(server.getAddress().getPort(), "token")) {
      for (int i = 0; i < 3; i++) {
        for (String path : new String[] {"/known", "/chunked"}) {
          Connection.Reply reply = connection.post(path, "key" + i, "{\"ä\": " + i + "}");
          assertThat(reply)
              .isEqualTo(new Connection.Reply(201, "Bearer token|key" + i + "|{\"ä\": " + i + "}"));
        }
      }
    }
    assertThat(ports).hasSize(1);
  }

  @Test
  void what_is_asked_for_or_posted_without_a_key_is_answered_too() throws IOException {
    try (Connection connection = new Connection(server.getAddress().getPort(), "token")) {
      assertThat(connection.get("/known").body()).isEqualTo("Bearer token|null|");
      assertThat(connection.post("/known", "{}").body()).isEqualTo("Bearer token|null|{}");
    }
  }

  @Test
  void it_is_opened_again_when_the_server_says_that_it_closes_it() throws IOException {
    try (Connection connection = new Connection(server.getAddress().getPort(), "token")) {
      assertThat(connection.post("/last", "a", "").status()).isEqualTo(201);
      assertThat(connection.post("/known", "b", "").status()).isEqualTo(201);
    }
    assertThat(ports).hasSize(2);
  }

  @Test
  void a_server_that_goes_away_is_an_error() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Connection connection = new Connection(mute.getLocalPort(), "token")) {
      Thread.startVirtualThread(
          () -> {
            try (Socket accepted = mute.accept()) {
              accepted.shutdownOutput();
              accepted.getInputStream().readAllBytes();
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          });
      assertThatThrownBy(() -> connection.post("/", "a", "{}")).isInstanceOf(EOFException.class);
    }
  }
}
