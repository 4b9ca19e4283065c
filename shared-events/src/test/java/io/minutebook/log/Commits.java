package io.minutebook.log;

import io.minutebook.event.SeriesEvent.SeriesRenamed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Commits to test with. */
final class Commits {

  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  static final Meta META = new Meta("anna", null, "RenameSeries", null, null, null, Map.of());
  private static final EventCodec CODEC = new EventCodec();

  private Commits() {}

  /** A commit of that many events, recorded at noon. */
  static Commit of(@Nullable Head head, String stream, int count) {
    long first = head == null ? 0 : head.version() + 1;
    List<byte[]> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(CODEC.encode(new SeriesRenamed("name " + (first + i)), META));
    }
    return Commit.following(head, stream, "c" + first, "f" + first, NOON, null, events);
  }

  /** The commits of a stream, one to four events each. */
  static List<Commit> chain(Random random, String stream, int commits) {
    List<Commit> chain = new ArrayList<>();
    Head head = null;
    for (int i = 0; i < commits; i++) {
      Commit commit = of(head, stream, 1 + random.nextInt(4));
      chain.add(commit);
      head = commit.head();
    }
    return chain;
  }
}
