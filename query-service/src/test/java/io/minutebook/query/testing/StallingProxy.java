package io.minutebook.query.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Stands before a server and can hold back its answers for a while. */
public final class StallingProxy implements AutoCloseable {

  private final ServerSocket door;
  private final String host;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger leftWhileStalled = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition flowing = lock.newCondition();
  private boolean stalled;

  /** Stands before the server at an address. */
  public StallingProxy(String host, int port) throws IOException {
    this.host = host;
    this.port = port;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return door.getLocalPort();
  }

  /** From now on no answer comes through. */
  public void stall() {
    lock.lock();
    try {
      stalled = true;
      leftWhileStalled.set(0);
    } finally {
      lock.unlock();
    }
  }

  /** What was held back comes through, and all that follows. */
  public void flow() {
    lock.lock();
    try {
      stalled = false;
      flowing.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many clients closed their connection since the answers were held back. */
  public int leftWhileStalled() {
    return leftWhileStalled.get();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Socket server = new Socket(host, port);
        sockets.add(client);
        sockets.add(server);
        Thread.ofVirtual().start(() -> carry(client, server, false));
        Thread.ofVirtual().start(() -> carry(server, client, true));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void carry(Socket from, Socket to, boolean answers) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (answers) {
          awaitFlow();
        }
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException e) {
      // one of the two has gone; the other is told by closing
    } finally {
      if (!answers && isStalled()) {
        leftWhileStalled.incrementAndGet();
      }
    }
  }

  private boolean isStalled() {
    lock.lock();
    try {
      return stalled;
    } finally {
      lock.unlock();
    }
  }

  private void awaitFlow() {
    lock.lock();
    try {
      while (stalled) {
        flowing.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    flow();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
