package io.minutebook.standalone.folder;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loopback port that stays the same over restarts, as far as nobody else took it. */
public final class RememberedPort {

  private static final Logger log = LoggerFactory.getLogger(RememberedPort.class);

  private RememberedPort() {}

  /**
   * The port to listen on: the wanted one; or, when 0 is wanted, the one that the file remembers if
   * it is free, and else a free one. The answer is written to the file.
   */
  public static int choose(Path file, int wanted) throws IOException {
    if (wanted != 0) {
      write(file, wanted);
      return wanted;
    }
    int remembered = read(file);
    if (remembered != 0 && isFree(remembered)) {
      return remembered;
    }
    int free = free();
    if (remembered != 0) {
      log.warn("Port {} of {} is taken by another process: using {}", remembered, file, free);
    }
    write(file, free);
    return free;
  }

  private static int read(Path file) throws IOException {
    try {
      return Integer.parseInt(Files.readString(file).strip());
    } catch (NoSuchFileException firstStart) {
      return 0;
    } catch (NumberFormatException halfWritten) {
      return 0;
    }
  }

  private static void write(Path file, int port) throws IOException {
    Files.writeString(file, port + "\n");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
