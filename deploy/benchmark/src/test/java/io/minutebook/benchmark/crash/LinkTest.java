package io.minutebook.benchmark.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkTest {

  private static final int LONG = 10_000;
  private static final int SHORT = 300;

  private final AtomicInteger requests = new AtomicInteger();
  private ServerSocket server;
  private Link link;
  private Socket client;

  /** A server that answers each byte with the next one. */
  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
    link = new Link("link", 0, server.getLocalPort());
    client = new Socket(InetAddress.getLoopbackAddress(), link.port());
    client.setSoTimeout(LONG);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    link.close();
    server.close();
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        Thread.ofVirtual().start(() -> answer(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void answer(Socket connection) {
    try (connection) {
      for (int read = connection.getInputStream().read();
          read >= 0;
          read = connection.getInputStream().read()) {
        requests.incrementAndGet();
        connection.getOutputStream().write(read + 1);
      }
    } catch (IOException gone) {
      // as the link wants it
    }
  }

  private int ask() throws IOException {
    client.getOutputStream().write("a".getBytes(UTF_8));
    return client.getInputStream().read();
  }

  @Test
  void what_is_not_cut_goes_through() throws IOException {
    assertThat(ask()).isEqualTo('b');
    assertThat(link.hits()).isZero();
  }

  @Test
  void before_the_request_nothing_reaches_the_server() throws IOException {
    link.cut(Cut.BEFORE_REQUEST);

    assertThat(ask()).isEqualTo(-1);
    assertThat(requests).hasValue(0);
    assertThat(link.hits()).isEqualTo(1);
  }

  @Test
  void after_the_request_the_server_has_it_and_its_answer_is_lost() throws IOException {
    link.cut(Cut.AFTER_REQUEST);

    assertThat(ask()).isEqualTo(-1);
    assertThat(requests).hasValue(1);
    assertThat(link.hits()).isEqualTo(1);
  }

  @Test
  void a_half_open_connection_stays_so_when_the_cut_is_over() throws IOException {
    assertThat(ask()).isEqualTo('b');
    link.cut(Cut.HALF_OPEN);
    link.cut(null);
    client.setSoTimeout(SHORT);

    assertThatThrownBy(this::ask).isInstanceOf(SocketTimeoutException.class);
    assertThat(requests).hasValue(1);
    assertThat(client.isClosed()).isFalse();

    client.close();
    client = new Socket(InetAddress.getLoopbackAddress(), link.port());
    client.setSoTimeout(LONG);
    assertThat(ask()).isEqualTo('b');
  }

  @Test
  void what_is_slow_arrives_all_the_same() throws IOException {
    link.cut(Cut.SLOW);

    assertThat(ask()).isEqualTo('b');
    assertThat(link.hits()).isEqualTo(2);
  }
}
