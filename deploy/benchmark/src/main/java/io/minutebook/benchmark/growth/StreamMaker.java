package io.minutebook.benchmark.growth;

import io.minutebook.benchmark.peer.Workload;
import io.minutebook.command.meeting.Decision;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingEvent.EntryReworded;
import io.minutebook.event.MeetingId;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.Head;
import io.minutebook.log.Meta;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes valid, chained streams: minutes that begin, and a note of theirs worded anew and anew. */
final class StreamMaker {

  private static final Instant AT = Instant.parse("2020-01-01T00:00:00Z");
  private static final Meta META =
      new Meta("scribe@example.org", null, "RewordEntry", null, null, null, Map.of());

  private final EventCodec codec = new EventCodec();
  private final Workload workload = new Workload(1, "archive");
  private long commands;

  /** A stream of so many events, at least as many as it takes to begin. */
  List<Commit> stream(MeetingId meeting, int events) {
    Decision begun = workload.begun(meeting);
    List<Commit> commits = new ArrayList<>();
    List<MeetingEvent> first = begun.events().subList(0, Math.min(events, begun.events().size()));
    Head head = commit(meeting, null, first, commits);
    EntryReworded sample = (EntryReworded) workload.event(meeting, 0);
    for (int i = first.size(); i < events; i++) {
      head = commit(meeting, head, List.of(next(sample)), commits);
    }
    return commits;
  }

  /** The same with another wording. */
  private EntryReworded next(EntryReworded sample) {
    String text = Workload.text(commands);
    String source = sample.source() == null ? null : sample.source().replace(sample.text(), text);
    return new EntryReworded(sample.entry(), text, source);
  }

  private Head commit(
      MeetingId meeting,
      @Nullable Head head,
      List<? extends MeetingEvent> events,
      List<Commit> commits) {
    String id = "%064x".formatted(commands++);
    Commit commit =
        Commit.following(
            head,
            meeting.stream(),
            id,
            id,
            AT,
            null,
            events.stream().map(event -> codec.encode(event, META)).toList());
    commits.add(commit);
    return commit.head();
  }
}
