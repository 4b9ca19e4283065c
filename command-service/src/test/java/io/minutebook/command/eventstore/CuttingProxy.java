package io.minutebook.command.eventstore;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.mongodb.ConnectionString;
import com.mongodb.ServerAddress;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A server's front that loses answers: it passes a request on, lets the server answer, and closes
 * the connection instead of passing the answer back.
 */
final class CuttingProxy implements Closeable {

  private final ServerAddress server;
  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable String> cutAfter = new AtomicReference<>();
  private final AtomicInteger cuts = new AtomicInteger();

  CuttingProxy(String uri) throws IOException {
    server = new ServerAddress(new ConnectionString(uri).getHosts().getFirst());
    Thread.ofVirtual().start(this::accept);
  }

  String uri() {
    return "mongodb://127.0.0.1:" + socket.getLocalPort() + "/?directConnection=true";
  }

  /** Loses the answer to the next request that contains the text, once. */
  void cutAfterRequestWith(String text) {
    cutAfter.set(text);
  }

  int cuts() {
    return cuts.get();
  }

  /** From now on nobody gets through who is not through yet. */
  void refuseConnections() throws IOException {
    socket.close();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Socket behind = new Socket(server.getHost(), server.getPort());
        open.add(client);
        open.add(behind);
        Link link = new Link(client, behind);
        Thread.ofVirtual().start(link::requests);
        Thread.ofVirtual().start(link::answers);
      } catch (IOException e) {
        // closed
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket each : open) {
      each.close();
    }
  }

  /** One connection; the driver has one request at a time on it. */
  private final class Link {
    private final Socket client;
    private final Socket behind;
    private volatile boolean losing;

    Link(Socket client, Socket behind) {
      this.client = client;
      this.behind = behind;
    }

    void requests() {
      byte[] buffer = new byte[1 << 16];
      try (client;
          behind) {
        InputStream in = client.getInputStream();
        OutputStream out = behind.getOutputStream();
        int length;
        while ((length = in.read(buffer)) >= 0) {
          String text = cutAfter.get();
          if (text != null
              && new String(buffer, 0, length, ISO_8859_1).contains(text)
              && cutAfter.compareAndSet(text, null)) {
            losing = true;
          }
          out.write(buffer, 0, length);
          out.flush();
        }
      } catch (IOException e) {
        // closed by one of the two
      }
    }

    void answers() {
      byte[] buffer = new byte[1 << 16];
      try (client;
          behind) {
        InputStream in = behind.getInputStream();
        OutputStream out = client.getOutputStream();
        int length;
        while ((length = in.read(buffer)) >= 0) {
          if (losing) {
            cuts.incrementAndGet();
            return;
          }
          out.write(buffer, 0, length);
          out.flush();
        }
      } catch (IOException e) {
        // closed by one of the two
      }
    }
  }
}
