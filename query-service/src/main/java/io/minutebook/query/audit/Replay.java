package io.minutebook.query.audit;

import io.minutebook.event.MeetingId;
import io.minutebook.log.Commit;
import io.minutebook.log.CommitAssembler;
import io.minutebook.log.EventCodec;
import io.minutebook.log.LogFormatException;
import io.minutebook.log.RecordedEvent;
import io.minutebook.query.projection.StreamState;
import io.minutebook.query.projection.StreamState.OfMeeting;
import io.minutebook.query.view.StoredMinutes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Folds streams afresh, from the store or from the log. */
public final class Replay {

  private final EventCodec codec = new EventCodec();
  private final Selection selection;
  private final Consumer<StoredMinutes> meetings;
  private long streams;
  private long meetingCount;
  private long events;

  /**
   * What is replayed.
   *
   * @param meeting only this one, and nothing else; null: everything
   * @param upTo the last version of each stream that is folded
   */
  public record Selection(@Nullable MeetingId meeting, long upTo) {

    /** Everything there is. */
    public static final Selection ALL = new Selection(null, Long.MAX_VALUE);

    boolean includes(String stream) {
      return meeting == null || meeting.stream().equals(stream);
    }
  }

  /** How much was folded. */
  public record Summary(long streams, long meetings, long events) {}

  Replay(Selection selection, Consumer<StoredMinutes> meetings) {
    this.selection = selection;
    this.meetings = meetings;
  }

  Summary fromStore(CommitReader commits, Progress progress) {
    var names = commits.streams().stream().filter(selection::includes).toList();
    for (String stream : names) {
      StreamState state = StreamState.none(stream);
      try (var stored = commits.commits(stream)) {
        while (stored.hasNext() && state.version() < selection.upTo()) {
          Document document = stored.next();
          try {
            state = fold(state, CommitDocument.read(document).commit());
          } catch (CommitDocument.Unreadable e) {
            throw broken(stream, CommitDocument.version(document), e);
          }
        }
      }
      finish(state);
      progress.reached("Replay from the store", streams, names.size());
    }
    return new Summary(streams, meetingCount, events);
  }

  Summary fromLog(LogReader log, Progress progress) {
    LogReader.Extent extent = log.extent();
    long[] done = {0};
    for (TopicPartition partition : extent.partitions()) {
      CommitAssembler assembler = new CommitAssembler();
      Map<String, StreamState> states = new TreeMap<>();
      log.read(
          extent,
          partition,
          batch -> {
            batch.forEach(read -> take(read, assembler, states));
            done[0] += batch.size();
            progress.reached("Replay from the log", done[0], Math.max(done[0], extent.records()));
          });
      states.values().forEach(this::finish);
    }
    return new Summary(streams, meetingCount, events);
  }

  private void take(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> read,
      CommitAssembler assembler,
      Map<String, StreamState> states) {
    byte[] key = read.key();
    byte[] value = read.value();
    if (key == null || value == null) {
      throw new AuditImpossible(
          "offset %d of partition %d is no event".formatted(read.offset(), read.partition()), null);
    }
    String stream = new String(key, StandardCharsets.UTF_8);
    if (!selection.includes(stream)) {
      return;
    }
    StreamState state = states.computeIfAbsent(stream, StreamState::none);
    try {
      assembler
          .accept(read.offset(), stream, LogRecords.headers(read), value)
          .ifPresent(commit -> states.put(stream, fold(state, commit)));
    } catch (LogFormatException e) {
      throw broken(stream, state.version() + 1, e);
    }
  }

  /** The state with what is new to it of a commit; a repeated one has nothing. */
  private StreamState fold(StreamState before, Commit commit) {
    StreamState state = before;
    try {
      int index = 0;
      for (RecordedEvent event : codec.recorded(commit)) {
        byte[] bytes = commit.events().get(index++);
        if (event.version() > state.version() && event.version() <= selection.upTo()) {
          state = state.apply(event, bytes).state();
          events++;
        }
      }
      return state;
    } catch (LogFormatException | IllegalArgumentException e) {
      throw broken(commit.stream(), state.version() + 1, e);
    }
  }

  private static AuditImpossible broken(String stream, long version, RuntimeException e) {
    return new AuditImpossible(
        "%s cannot be replayed from version %d on: %s".formatted(stream, version, e.getMessage()),
        e);
  }

  private void finish(StreamState state) {
    streams++;
    if (state instanceof OfMeeting meeting && meeting.version() >= 0) {
      meetingCount++;
      meetings.accept(meeting.stored(null));
    }
  }
}
