package io.minutebook.benchmark.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is kept for one request after the other, and opened again when the server says
 * that it closes it (HTTP/1.1, RFC 9112): just as much as a load generator needs, so that it takes
 * little of the processors that the server needs. For use by one thread.
 */
public final class Connection implements AutoCloseable {

  /** The server gives up a connection that is idle for 20 seconds. */
  private static final Duration MOST_IDLE = Duration.ofSeconds(5);

  private final int port;
  private final String headers;
  private @Nullable Socket socket;
  private InputStream in = InputStream.nullInputStream();
  private OutputStream out = OutputStream.nullOutputStream();
  private long lastUsed;

  /** To a port on the loopback interface, with a bearer token for each request. */
  public Connection(int port, String token) {
    this.port = port;
    this.headers =
        String.join(
            "\r\n",
            " HTTP/1.1",
            "Host: 127.0.0.1:" + port,
            "Authorization: Bearer " + token,
            "Content-Type: application/json",
            "");
  }

  private void open() throws IOException {
    Socket opened = new Socket(InetAddress.getLoopbackAddress(), port);
    socket = opened;
    opened.setTcpNoDelay(true);
    in = new BufferedInputStream(opened.getInputStream());
    out = opened.getOutputStream();
  }

  /** Whether somebody answers at a port, whatever it is. */
  static boolean isAnswered(int port) {
    try (Connection connection = new Connection(port, "")) {
      return connection.post("/", "", "").status() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** What was answered. */
  public record Reply(int status, String body) {}

  /** Posts JSON under an idempotency key and waits for the answer. */
  public Reply post(String path, String key, String json) throws IOException {
    return send("POST " + path + headers + "Idempotency-Key: " + key + "\r\n", json);
  }

  /** Posts JSON and waits for the answer. */
  public Reply post(String path, String json) throws IOException {
    return send("POST " + path + headers, json);
  }

  /** Asks for what is there, and waits for it. */
  public Reply get(String path) throws IOException {
    return send("GET " + path + headers, "");
  }

  private Reply send(String begin, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    String head = begin + "Content-Length: " + body.length + "\r\n\r\n";
    byte[] request = new byte[head.length() + body.length];
    System.arraycopy(head.getBytes(ISO_8859_1), 0, request, 0, head.length());
    System.arraycopy(body, 0, request, head.length(), body.length);
    if (socket != null && System.nanoTime() - lastUsed > MOST_IDLE.toNanos()) {
      close();
    }
    if (socket == null) {
      open();
    }
    out.write(request);
    Reply reply = reply();
    lastUsed = System.nanoTime();
    return reply;
  }

  private Reply reply() throws IOException {
    String status = line();
    int length = -1;
    boolean chunked = false;
    boolean last = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = lower.endsWith("chunked");
      } else if (lower.startsWith("connection:")) {
        last = lower.endsWith("close");
      }
    }
    byte[] body = chunked ? chunks() : exactly(Math.max(length, 0));
    if (last) {
      close();
    }
    return new Reply(Integer.parseInt(status.substring(9, 12)), new String(body, UTF_8));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int size = Integer.parseInt(line(), 16);
    while (size > 0) {
      body.write(exactly(size));
      line();
      size = Integer.parseInt(line(), 16);
    }
    line();
    return body.toByteArray();
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the server closed the connection");
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int next = in.read();
    while (next != '\n') {
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
      next = in.read();
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
