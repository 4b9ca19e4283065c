package io.minutebook.benchmark.jmh;

import io.minutebook.benchmark.latency.DecideAlone;
import io.minutebook.benchmark.peer.Workload;
import io.minutebook.command.meeting.Decision;
import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingEvent.EntryReworded;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.EventWithMeta;
import io.minutebook.log.Head;
import io.minutebook.log.Meta;
import io.minutebook.minutes.Minutes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The steps that each command of the workload takes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StepBenchmark {

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final String ID = "0".repeat(64);

  private final EventCodec codec = new EventCodec();
  private final Meta meta =
      new Meta("scribe@example.org", null, "RewordEntry", null, null, null, Map.of());
  private final DecideAlone decider;
  private final Minutes minutes;
  private final MeetingEvent event;
  private final byte[] bytes;
  private final Head head;
  private long number;

  public StepBenchmark() {
    Workload workload = new Workload(1, "jmh");
    Decision begun = workload.begun(Workload.meeting(0));
    Minutes folded = Minutes.NONE;
    for (MeetingEvent each : begun.events()) {
      folded = folded.apply(each);
    }
    minutes = folded;
    EntryId note = begun.entries().getLast();
    event = new EntryReworded(note, Workload.text(123_456), null);
    bytes = codec.encode(event, meta);
    head =
        Commit.following(null, Workload.meeting(0).stream(), ID, ID, AT, null, List.of(bytes))
            .head();
    decider = new DecideAlone(workload);
  }

  /** An event to canonical JSON. */
  @Benchmark
  public byte[] encode() {
    return codec.encode(event, meta);
  }

  /** And back. */
  @Benchmark
  public EventWithMeta decode() {
    return codec.decode(bytes);
  }

  /** A commit that follows another, with its hash. */
  @Benchmark
  public Commit chain() {
    return Commit.following(head, head.stream(), ID, ID, AT, null, List.of(bytes));
  }

  /** An event folded into small minutes. */
  @Benchmark
  public Minutes fold() {
    return minutes.apply(event);
  }

  /** A decision on small minutes, and the fold of its event. */
  @Benchmark
  public int decide() {
    return decider.once(number++);
  }
}
