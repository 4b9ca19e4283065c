package io.minutebook.benchmark.http;

import io.minutebook.benchmark.peer.Peer;
import io.minutebook.benchmark.peer.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import tools.jackson.databind.json.JsonMapper;

/** A command service under load, each sender with a connection of its own. */
public final class HttpPeer implements Peer {

  private static final String SERIES = "/series/" + Workload.SERIES + "/commands/CreateSeries";

  private final Workload workload;
  private final BlockingQueue<Connection> connections;
  private final List<Connection> all = new ArrayList<>();
  private final LongSupplier stored;
  private final AtomicLong numbers = new AtomicLong();
  private volatile String note = "";

  /**
   * @param stored asks the service's store how much it holds
   */
  HttpPeer(Workload workload, int port, String token, int connections, LongSupplier stored) {
    this.workload = workload;
    this.stored = stored;
    this.connections = new ArrayBlockingQueue<>(connections);
    for (int i = 0; i < connections; i++) {
      Connection connection = new Connection(port, token);
      all.add(connection);
      this.connections.add(connection);
    }
  }

  @Override
  public void begin() {
    posted(SERIES, workload.key("series"), "{\"name\": \"Benchmark\"}");
    for (int meeting = 0; meeting < workload.meetings(); meeting++) {
      String answer =
          posted(path(meeting), workload.key("begin-" + meeting), Workload.BEGINNING_AS_JSON);
      if (meeting == 0) {
        note =
            JsonMapper.shared()
                .readTree(answer)
                .get("entries")
                .valueStream()
                .toList()
                .getLast()
                .asString();
      }
    }
  }

  /** Begins anew with connections, since the server closes those that are idle for long. */
  void reopen() {
    close();
  }

  /** Goes on with numbers of its own: the service stays the same from run to run. */
  @Override
  public int once(long ignored) {
    long number = numbers.getAndIncrement();
    posted(
        path(workload.turn(number)) + "/RewordEntry",
        workload.key(Long.toString(number)),
        "{\"entry\": \"" + note + "\", \"text\": \"" + Workload.text(number) + "\"}");
    return 1;
  }

  private static String path(int meeting) {
    return "/meetings/" + Workload.meeting(meeting) + "/commands";
  }

  private String posted(String path, String key, String json) {
    try {
      Connection connection = connections.take();
      try {
        Connection.Reply reply = connection.post(path, key, json);
        if (reply.status() != 200 && reply.status() != 201) {
          throw new IllegalStateException(path + ": " + reply);
        }
        return reply.body();
      } finally {
        connections.add(connection);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public long stored() {
    return stored.getAsLong();
  }

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
