package io.minutebook.benchmark.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports on the loopback interface, below those that the system gives to outgoing connections: a
 * server that is started again finds its port still free.
 */
public final class Ports {

  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;
  private static final int ATTEMPTS = 1_000;

  private Ports() {}

  /**
   * So many ports that are free now, no two the same.
   *
   * @throws IOException if there are not so many
   */
  public static List<Integer> free(int number) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int attempt = 0; attempt < ATTEMPTS && sockets.size() < number; attempt++) {
        tryPort(ThreadLocalRandom.current().nextInt(FIRST, LAST), sockets);
      }
      if (sockets.size() < number) {
        throw new IOException("no %d free ports between %d and %d".formatted(number, FIRST, LAST));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  /** A port that is free now. */
  public static int free() throws IOException {
    return free(1).getFirst();
  }

  private static void tryPort(int port, List<ServerSocket> sockets) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      sockets.add(socket);
    } catch (IOException taken) {
      socket.close();
    }
  }
}
