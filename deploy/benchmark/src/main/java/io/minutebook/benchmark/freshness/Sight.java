package io.minutebook.benchmark.freshness;

import io.minutebook.benchmark.http.Connections;
import io.minutebook.benchmark.http.GraphQl;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks for what a command has just stored, and notes how long it takes until that is answered. Safe
 * for use by several threads.
 */
final class Sight {

  /** What a query is answered with that could not be answered in time. */
  private static final Set<String> GIVEN_UP = Set.of("NOT_YET", "TIMED_OUT");

  private static final long LONGEST = Duration.ofMinutes(5).toNanos();
  private static final String QUERY =
      """
      query sight($series: String!, $day: String!, $atLeast: [String!]) {
        meeting(series: $series, date: $day, atLeast: $atLeast) { version }
      }
      """;

  private final Connections connections;
  private final long begin;
  private final Histogram delays = new AtomicHistogram(LONGEST, 3);
  private final LongAdder notYet = new LongAdder();

  /**
   * @param begin what is acknowledged before this is not counted; as {@link System#nanoTime}
   */
  Sight(Connections connections, long begin) {
    this.connections = connections;
    this.begin = begin;
  }

  /**
   * Asks for what a command was answered.
   *
   * @throws IllegalStateException if an older version is shown, or something else is wrong
   */
  void see(String command) {
    long acknowledged = System.nanoTime();
    JsonNode stored = JsonMapper.shared().readTree(command);
    String token = stored.required("token").stringValue();
    String[] stream = stored.required("stream").stringValue().split("/", -1);
    JsonNode answer =
        JsonMapper.shared()
            .readTree(
                connections.answer(
                    connection ->
                        GraphQl.ask(
                            connection,
                            QUERY,
                            Map.of(
                                "series",
                                stream[1],
                                "day",
                                stream[2],
                                "atLeast",
                                List.of(token)))));
    boolean counts = acknowledged - begin >= 0;
    String code = answer.at("/errors/0/extensions/code").asString("");
    if (GIVEN_UP.contains(code)) {
      if (counts) {
        notYet.increment();
      }
      return;
    }
    long seen = answer.path("data").path("meeting").path("version").asLong(-1);
    if (seen < stored.required("version").longValue()) {
      throw new IllegalStateException(token + " was to be shown, and answered was " + answer);
    }
    if (counts) {
      delays.recordValue(Math.min(System.nanoTime() - acknowledged, LONGEST));
    }
  }

  /** From acknowledgement to the answer of the query, in nanoseconds. */
  Histogram delays() {
    return delays;
  }

  /** How many queries gave up waiting. */
  long notYet() {
    return notYet.sum();
  }
}
