package io.minutebook.benchmark.http;

import io.minutebook.benchmark.peer.Peer;
import io.minutebook.benchmark.peer.Workload;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import tools.jackson.databind.json.JsonMapper;

/** A command service under load, each sender with a connection of its own. */
public final class HttpPeer implements Peer {

  private static final String SERIES = "/series/" + Workload.SERIES + "/commands/CreateSeries";

  private final Workload workload;
  private final Connections connections;
  private final LongSupplier stored;
  private final AtomicLong numbers = new AtomicLong();
  private volatile String note = "";

  /**
   * @param stored asks the service's store how much it holds
   */
  public HttpPeer(Workload workload, int port, String token, int connections, LongSupplier stored) {
    this.workload = workload;
    this.stored = stored;
    this.connections = new Connections(connections, port, token);
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
    next();
    return 1;
  }

  /** Sends the next command and returns what it was answered with. */
  public String next() {
    long number = numbers.getAndIncrement();
    return posted(
        path(workload.turn(number)) + "/RewordEntry",
        workload.key(Long.toString(number)),
        "{\"entry\": \"" + note + "\", \"text\": \"" + Workload.text(number) + "\"}");
  }

  private static String path(int meeting) {
    return "/meetings/" + Workload.meeting(meeting) + "/commands";
  }

  private String posted(String path, String key, String json) {
    return connections.answer(connection -> connection.post(path, key, json));
  }

  @Override
  public long stored() {
    return stored.getAsLong();
  }

  @Override
  public void close() {
    connections.close();
  }
}
