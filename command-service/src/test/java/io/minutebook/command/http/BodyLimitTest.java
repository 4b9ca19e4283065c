package io.minutebook.command.http;

import static io.minutebook.command.http.ApiServer.markdown;
import static io.minutebook.command.http.ProblemAssert.assertProblem;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BodyLimitTest {

  private static final int HUGE = 50 * 1024 * 1024;

  private final ApiServer server = ApiServer.shared();
  private final int alarmsBefore = server.alarms().size();
  private final String minutes = "/meetings/s" + UUID.randomUUID() + "/2020-05-04/minutes";

  @AfterEach
  void nobody_was_alarmed() {
    assertThat(server.alarms().subList(alarmsBefore, server.alarms().size())).isEmpty();
  }

  private static byte[] document(int size) {
    byte[] body = new byte[size];
    Arrays.fill(body, (byte) 'x');
    return body;
  }

  @Test
  void a_document_of_exactly_the_limit_is_taken() {
    HttpResponse<String> taken =
        server.send(markdown(server.request(minutes), document(BodyReader.LIMIT)));
    assertThat(taken.statusCode()).isEqualTo(201);
  }

  @Test
  void a_document_of_one_byte_more_is_a_413() {
    assertProblem(server.send(markdown(server.request(minutes), document(BodyReader.LIMIT + 1))))
        .is(ProblemKind.TOO_LARGE)
        .says("1 MiB");
  }

  @Test
  void a_body_of_50_MB_is_a_413_that_the_client_gets() {
    assertProblem(server.send(markdown(server.request(minutes), document(HUGE))))
        .is(ProblemKind.TOO_LARGE);
  }

  @Test
  void a_body_of_50_MB_in_chunks_is_a_413_that_the_client_gets() {
    byte[] body = document(HUGE);
    HttpRequest.Builder request =
        server
            .request(minutes)
            .header("Content-Type", "text/markdown")
            .PUT(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
    assertProblem(server.send(request)).is(ProblemKind.TOO_LARGE);
  }

  @Test
  void a_command_of_more_than_the_limit_is_a_413() {
    String text = "x".repeat(BodyReader.LIMIT);
    assertProblem(
            server.postJson(
                "/meetings/weekly/2020-05-04/commands/AddNote", "{\"text\":\"" + text + "\"}"))
        .is(ProblemKind.TOO_LARGE);
  }

  @Test
  void a_body_of_50_MB_without_a_token_is_a_401_that_the_client_gets() {
    assertProblem(server.send(markdown(server.anonymous(minutes), document(HUGE))))
        .is(ProblemKind.UNAUTHENTICATED);
  }

  @Test
  void the_answer_comes_before_a_body_that_is_only_announced() throws IOException {
    String token = server.tokens().of("sue", "scribe");
    assertThat(
            raw(
                "PUT "
                    + minutes
                    + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + token
                    + "\r\nContent-Type: text/markdown\r\nContent-Length: 50000000\r\n\r\n# A"))
        .startsWith("HTTP/1.1 413");
  }

  @Test
  void a_client_that_asks_first_is_told_before_it_sends() throws IOException {
    String token = server.tokens().of("sue", "scribe");
    String head =
        " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
            + token
            + "\r\nContent-Type: text/markdown\r\nExpect: 100-continue\r\nContent-Length: ";
    assertThat(raw("PUT " + minutes + head + "50000000\r\n\r\n")).startsWith("HTTP/1.1 413");
    assertThat(raw("PUT " + minutes + head + "3\r\n\r\n")).startsWith("HTTP/1.1 100");
  }

  @Test
  void what_is_no_http_is_a_problem_detail_too() throws IOException {
    assertThat(raw("GET /a|b HTTP/1.1\r\nHost: x\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .doesNotContain("<html", "Tomcat", "Exception");
    assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(20_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 4")
        .doesNotContain("<html", "Tomcat", "Exception");
    assertThat(raw("GET / HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .doesNotContain("<html", "Tomcat", "Exception");
  }

  /** Sends bytes and reads what comes back until there is a whole head, or the end. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      socket.getOutputStream().flush();
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[8192];
      int length = 0;
      while (length < buffer.length) {
        int read = in.read(buffer, length, buffer.length - length);
        if (read < 0) {
          break;
        }
        length += read;
        if (new String(buffer, 0, length, UTF_8).contains("\r\n\r\n")) {
          break;
        }
      }
      return new String(buffer, 0, length, UTF_8);
    }
  }
}
