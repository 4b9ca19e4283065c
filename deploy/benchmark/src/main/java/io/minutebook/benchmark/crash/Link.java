package io.minutebook.benchmark.crash;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A way from one part to another, through this process, which can be cut. Connections to a part
 * that is not there are closed at once.
 */
final class Link implements Closeable {

  private static final int BACKLOG = 100;

  private final String name;
  private final int target;
  private final ServerSocket socket;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicLong hits = new AtomicLong();
  private volatile @Nullable Cut cut;

  /**
   * @param port where clients come in
   * @param target the port of the server behind
   */
  Link(String name, int port, int target) throws IOException {
    this.name = name;
    this.target = target;
    this.socket = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name(name).start(this::accept);
  }

  String name() {
    return name;
  }

  int port() {
    return socket.getLocalPort();
  }

  /** From now on this happens to its connections; null: nothing, but to those already half open. */
  void cut(@Nullable Cut now) {
    cut = now;
    if (now == Cut.HALF_OPEN) {
      connections.forEach(Connection::freeze);
    }
  }

  /** How often something was cut, all in all. */
  long hits() {
    return hits.get();
  }

  private void accept() {
    while (!socket.isClosed()) {
      Socket client;
      try {
        client = socket.accept();
      } catch (IOException closed) {
        return;
      }
      Thread.ofVirtual().name(name).start(() -> connect(client));
    }
  }

  private void connect(Socket client) {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Connection connection = new Connection(this, client, server);
      connections.add(connection);
      if (cut == Cut.HALF_OPEN) {
        connection.freeze();
      }
      connection.start();
    } catch (IOException nobodyThere) {
      closeQuietly(client);
    }
  }

  @Nullable Cut current() {
    return cut;
  }

  void hit() {
    hits.incrementAndGet();
  }

  void ended(Connection connection) {
    connections.remove(connection);
  }

  static void closeQuietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException alreadyGone) {
      // which is what was wanted
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    connections.forEach(Connection::close);
  }
}
