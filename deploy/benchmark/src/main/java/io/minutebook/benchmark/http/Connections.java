package io.minutebook.benchmark.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Some connections to one service, each for one request at a time; who asks waits for one. */
public final class Connections implements AutoCloseable {

  private final BlockingQueue<Connection> free;
  private final List<Connection> all = new ArrayList<>();

  /** So many connections to a port on the loopback interface. */
  public Connections(int number, int port, String token) {
    free = new ArrayBlockingQueue<>(number);
    for (int i = 0; i < number; i++) {
      Connection connection = new Connection(port, token);
      all.add(connection);
      free.add(connection);
    }
  }

  /** A request, and the answer to it. */
  @FunctionalInterface
  public interface Exchange {
    Connection.Reply over(Connection connection) throws IOException;
  }

  /**
   * Sends a request over a connection that is free.
   *
   * @throws IllegalStateException if it is answered with anything but 200 or 201
   */
  public String answer(Exchange exchange) {
    try {
      Connection connection = free.take();
      try {
        Connection.Reply reply = exchange.over(connection);
        if (reply.status() != 200 && reply.status() != 201) {
          throw new IllegalStateException("answered with " + reply);
        }
        return reply.body();
      } finally {
        free.add(connection);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Closes all; they are opened again when they are used. */
  @Override
  public void close() {
    for (Connection connection : all) {
      try {
        connection.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
