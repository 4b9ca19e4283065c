package io.minutebook.benchmark.crash;

import io.minutebook.benchmark.crash.Violation.Kind;
import io.minutebook.log.CloudEventHeaders;
import io.minutebook.log.Commit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether the log holds of each stream what the store does, byte for byte and in order, once what
 * is repeated is left out; what is repeated is the same each time.
 */
final class LogComparison {

  private final List<Violation> violations = new ArrayList<>();

  private LogComparison() {}

  static List<Violation> check(
      Map<String, List<Commit>> stored, Map<String, List<LoggedEvent>> logged) {
    LogComparison comparison = new LogComparison();
    TreeSet<String> streams = new TreeSet<>(stored.keySet());
    streams.addAll(logged.keySet());
    for (String stream : streams) {
      comparison.compare(
          stream, stored.getOrDefault(stream, List.of()), logged.getOrDefault(stream, List.of()));
    }
    return comparison.violations;
  }

  /** How many records of the log repeat an earlier one. */
  static long repeated(Map<String, List<LoggedEvent>> logged) {
    return logged.values().stream()
        .mapToLong(
            events -> events.size() - events.stream().map(LoggedEvent::version).distinct().count())
        .sum();
  }

  private void compare(String stream, List<Commit> commits, List<LoggedEvent> events) {
    List<@Nullable Placed> expected = placed(commits);
    long next = 0;
    for (LoggedEvent event : events) {
      long version = event.version();
      if (version > next) {
        add(
            Kind.LOG_ORDER,
            stream,
            version,
            "the log has it where version %d is expected".formatted(next));
      }
      next = Math.max(next, version + 1);
      Placed place = version < expected.size() ? expected.get((int) version) : null;
      if (place == null) {
        add(Kind.NOT_STORED, stream, version, "in the log, and not in the store");
      } else {
        differences(stream, event, place);
      }
    }
    if (next < expected.size()) {
      add(
          Kind.NOT_PUBLISHED,
          stream,
          next,
          "the log ends here, the store with version %d".formatted(expected.size() - 1));
    }
  }

  private void differences(String stream, LoggedEvent event, Placed place) {
    Commit commit = place.commit();
    if (!Arrays.equals(event.bytes(), commit.events().get(place.index()))) {
      add(Kind.LOG_DIFFERS, stream, event.version(), "the log has other bytes than the store");
    }
    CloudEventHeaders headers = event.headers();
    if (headers.first() != commit.version()
        || headers.count() != commit.events().size()
        || !headers.commandId().equals(commit.commandId())
        || !Arrays.equals(headers.hash(), commit.hash())) {
      add(Kind.LOG_DIFFERS, stream, event.version(), "the log has another commit than the store");
    }
  }

  /** Where an event is: in a commit, counted from 0. */
  private record Placed(Commit commit, int index) {}

  private static List<@Nullable Placed> placed(List<Commit> commits) {
    List<@Nullable Placed> placed = new ArrayList<>();
    for (Commit commit : commits) {
      for (int i = 0; i < commit.events().size(); i++) {
        while (placed.size() < commit.version() + i) {
          placed.add(null);
        }
        if (placed.size() == commit.version() + i) {
          placed.add(new Placed(commit, i));
        }
      }
    }
    return placed;
  }

  private void add(Kind kind, String stream, long version, String detail) {
    violations.add(Violation.in(kind, stream, version, detail));
  }
}
