package io.minutebook.query.audit;

import io.minutebook.log.CommitAssembler;
import io.minutebook.log.LogFormatException;
import io.minutebook.query.projection.StreamState;
import io.minutebook.query.projection.StreamState.OfMeeting;
import io.minutebook.query.projection.StreamState.OfSeries;
import io.minutebook.query.projection.StreamState.Step;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.StoredSeries;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Folds streams afresh, from the store or from the log. From the store it keeps one stream at a
 * time; from the log, where they are mixed, it reads a long partition several times and keeps a
 * part of its streams each time, so that memory does not grow with the log.
 */
public final class Replay {

  /** Records of a partition for which the streams are kept together. */
  private static final long AT_ONCE = 500_000;

  private final Selection selection;
  private final Results results;
  private final Consumer<Step> steps;
  private final long atOnce;
  private long streams;
  private long meetingCount;
  private long events;

  /**
   * What is replayed.
   *
   * @param to as of when; a version is the last one of each stream
   */
  public record Selection(Scope scope, Moment to) {

    /** Everything there is. */
    public static final Selection ALL = new Selection(Scope.ALL, new Moment.Now());
  }

  /**
   * How much was folded.
   *
   * @param streams that there were by then
   */
  public record Summary(long streams, long meetings, long events) {}

  /** Who is handed what comes out. */
  @FunctionalInterface
  public interface Results {

    /** The minutes of a meeting. */
    void meeting(StoredMinutes minutes);

    /** A series; who only asks for minutes need not look at it. */
    default void series(StoredSeries series) {}
  }

  Replay(Selection selection, Results results) {
    this(selection, results, step -> {}, AT_ONCE);
  }

  Replay(Selection selection, Results results, Consumer<Step> steps) {
    this(selection, results, steps, AT_ONCE);
  }

  /**
   * @param results is handed every series, and the minutes of every meeting, that there were
   * @param steps is told of every event that is folded
   * @param atOnce for how many records of a partition the streams are kept together
   */
  Replay(Selection selection, Results results, Consumer<Step> steps, long atOnce) {
    this.selection = selection;
    this.results = results;
    this.steps = steps;
    this.atOnce = atOnce;
  }

  Summary fromStore(CommitReader commits, Progress progress) {
    List<String> names = new ArrayList<>();
    commits.forEachStream(selection.scope(), names::add);
    long done = 0;
    for (String stream : names) {
      FoldTo fold = fold(stream);
      try (var stored = commits.commits(stream)) {
        while (stored.hasNext() && !fold.isPast()) {
          Document document = stored.next();
          try {
            fold.add(CommitDocument.read(document).commit());
          } catch (CommitDocument.Unreadable e) {
            throw FoldTo.broken(stream, CommitDocument.version(document), e);
          }
        }
      }
      finish(fold);
      progress.reached("Replay from the store", ++done, names.size());
    }
    return new Summary(streams, meetingCount, events);
  }

  Summary fromLog(LogReader log, Progress progress) {
    LogReader.Extent extent = log.extent();
    long all = 0;
    for (TopicPartition partition : extent.partitions()) {
      all += extent.records(partition) * parts(extent, partition);
    }
    long total = all;
    long[] done = {0};
    for (TopicPartition partition : extent.partitions()) {
      int parts = parts(extent, partition);
      for (int part = 0; part < parts; part++) {
        Part folded = new Part(part, parts);
        log.read(
            extent,
            partition,
            batch -> {
              batch.forEach(folded::take);
              done[0] += batch.size();
              progress.reached("Replay from the log", done[0], Math.max(done[0], total));
            });
        folded.folds.values().forEach(this::finish);
      }
    }
    return new Summary(streams, meetingCount, events);
  }

  private int parts(LogReader.Extent extent, TopicPartition partition) {
    return Math.toIntExact(extent.records(partition) / atOnce) + 1;
  }

  private FoldTo fold(String stream) {
    try {
      return new FoldTo(stream, selection.to(), steps);
    } catch (IllegalArgumentException e) {
      throw FoldTo.broken(stream, 0, e);
    }
  }

  private void finish(FoldTo fold) {
    events += fold.events();
    StreamState result = fold.result();
    if (result.version() < 0) {
      return;
    }
    streams++;
    switch (result) {
      case OfMeeting meeting -> {
        meetingCount++;
        results.meeting(meeting.stored(null));
      }
      case OfSeries series -> results.series(series.stored(null));
    }
  }

  /** Those streams of a partition that are kept together. */
  private final class Part {
    private final CommitAssembler assembler = new CommitAssembler();
    private final Map<String, FoldTo> folds = new TreeMap<>();
    private final int part;
    private final int parts;

    Part(int part, int parts) {
      this.part = part;
      this.parts = parts;
    }

    void take(ConsumerRecord<byte @Nullable [], byte @Nullable []> read) {
      byte[] key = read.key();
      byte[] value = read.value();
      if (key == null || value == null) {
        throw new AuditImpossible(
            "offset %d of partition %d is no event".formatted(read.offset(), read.partition()),
            null);
      }
      String stream = new String(key, StandardCharsets.UTF_8);
      if (!selection.scope().includes(stream) || Math.floorMod(stream.hashCode(), parts) != part) {
        return;
      }
      FoldTo fold = folds.computeIfAbsent(stream, Replay.this::fold);
      try {
        assembler
            .accept(read.offset(), stream, LogRecords.headers(read), value)
            .ifPresent(fold::add);
      } catch (LogFormatException e) {
        throw FoldTo.broken(stream, fold.version() + 1, e);
      }
    }
  }
}
