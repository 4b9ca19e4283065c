package io.minutebook.benchmark.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** One connection through a link. */
final class Connection {

  private static final int BUFFER = 1 << 16;
  private static final int LONGEST_WAIT_MILLIS = 150;

  private final Link link;
  private final Socket client;
  private final Socket server;

  /** A request has been passed on whose answer is to be lost. */
  private volatile boolean losing;

  private volatile boolean frozen;

  Connection(Link link, Socket client, Socket server) {
    this.link = link;
    this.client = client;
    this.server = server;
  }

  void start() {
    Thread.ofVirtual().name(link.name() + " requests").start(() -> pump(client, server, true));
    Thread.ofVirtual().name(link.name() + " answers").start(() -> pump(server, client, false));
  }

  void freeze() {
    frozen = true;
  }

  private void pump(Socket from, Socket to, boolean requests) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int length = in.read(buffer);
      while (length >= 0) {
        if (frozen) {
          link.hit(); // and what came is lost
        } else if (isCut(requests)) {
          link.hit();
          return;
        } else {
          out.write(buffer, 0, length);
          out.flush();
        }
        length = in.read(buffer);
      }
    } catch (IOException goneOnOneSide) {
      // and so closed on the other
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  /** Whether the connection ends here, instead of passing on what was just read. */
  private boolean isCut(boolean request) throws InterruptedException {
    if (!request && losing) {
      return true;
    }
    return switch (link.current()) {
      case null -> false;
      case BEFORE_REQUEST -> request;
      case AFTER_REQUEST -> {
        losing |= request;
        yield false;
      }
      case HALF_OPEN -> false; // frozen, unless it is not yet so
      case SLOW -> {
        link.hit();
        Thread.sleep(ThreadLocalRandom.current().nextInt(1, LONGEST_WAIT_MILLIS));
        yield false;
      }
    };
  }

  void close() {
    Link.closeQuietly(client);
    Link.closeQuietly(server);
    link.ended(this);
  }
}
