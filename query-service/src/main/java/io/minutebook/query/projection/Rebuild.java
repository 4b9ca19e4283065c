package io.minutebook.query.projection;

import io.minutebook.query.view.Generation;
import io.minutebook.query.view.HeadsListener;
import io.minutebook.query.view.ParkedStreams.Parked;
import io.minutebook.query.view.RebuildRecords;
import io.minutebook.query.view.RebuildRecords.State;
import io.minutebook.query.view.Standing.Building;
import io.minutebook.query.view.Views;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds one generation of the views beside the one that answers, until it is swapped in, given up
 * or lost to somebody else. Whatever dies, what is done stays done: the next one goes on from the
 * offsets that the generation's group has got to.
 */
final class Rebuild {

  private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);
  private static final Duration BEAT = Duration.ofSeconds(1);

  /** How far behind a generation may have been when it is looked whether it lacks anything. */
  private static final Duration CLOSE = Duration.ofSeconds(2);

  /** How long the new generation goes on being followed from here, until others do. */
  private static final Duration OVERLAP = Duration.ofSeconds(3);

  private static final int NAMED = 5;

  private final String topic;
  private final LogConsumers consumers;
  private final Views views;
  private final Clock clock;
  private final ProjectionListener listener;
  private final HeadsListener heads;
  private final BooleanSupplier stopping;
  private final UnaryOperator<ViewStore> around;
  private final Pace pace;

  /**
   * @param heads is told how far streams are followed once the generation answers
   * @param around what is put around the views' store, so that tests can break it
   */
  Rebuild(
      Projection.Source source,
      Views views,
      Clock clock,
      ProjectionListener listener,
      HeadsListener heads,
      BooleanSupplier stopping,
      UnaryOperator<ViewStore> around,
      Pace pace) {
    this.topic = source.topic();
    this.consumers = new LogConsumers(source);
    this.views = views;
    this.clock = clock;
    this.listener = listener;
    this.heads = heads;
    this.stopping = stopping;
    this.around = around;
    this.pace = pace;
  }

  /**
   * Where the log ended and what the views knew, at one moment.
   *
   * @param at when, by the monotonic clock
   */
  private record Goal(long at, Map<String, Long> heads, Map<TopicPartition, Long> ends) {}

  /**
   * Builds, and returns when there is no more to do for this holder.
   *
   * @throws RuntimeException if a server did not answer; this may then be called again
   */
  void run(Building held) {
    Views made = views.in(held.generation());
    made.createIndexes();
    Views answering = views.in(views.generations().standing().current());
    KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer =
        consumers.building(held.generation(), pace);
    try {
      Work work = new Work(held, made, answering, consumer);
      if (work.reachesTheHead()) {
        work.overlap();
      }
    } finally {
      LogConsumers.leave(consumer);
    }
  }

  /** One consumer's work at a generation. */
  private final class Work {

    private final Building held;
    private final Views made;
    private final Views answering;
    private final KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer;
    private final ProjectionLoop loop;
    private final long began = System.nanoTime();
    private long beaten;
    private long readBefore = -1;
    private boolean answers;

    Work(
        Building held,
        Views made,
        Views answering,
        KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer) {
      this.held = held;
      this.made = made;
      this.answering = answering;
      this.consumer = consumer;
      this.loop =
          new ProjectionLoop(
              consumer, topic, around.apply(store()), clock, Succession::of, pace, listener::built);
      this.beaten = began - BEAT.toNanos();
    }

    private ViewStore store() {
      if (held.view() == null) {
        return new MongoViewStore(made, this::moved);
      }
      // first who is parked: whoever is followed again later is so from before the offsets
      Set<String> left =
          answering.parked().all().stream().map(Parked::stream).collect(Collectors.toSet());
      return new TakenOver(
          MongoViewStore.ofOwn(made, this::moved),
          ViewStore.of(made),
          written(answering.generation()),
          left);
    }

    /** Before the swap it is nobody's business how far this generation is. */
    private void moved(List<HeadsListener.Head> moved) {
      if (answers) {
        heads.moved(moved);
      }
    }

    private Map<Integer, Long> written(Generation generation) {
      try (KafkaConsumer<byte @Nullable [], byte @Nullable []> asking =
          consumers.asking(generation)) {
        Map<Integer, Long> written = new HashMap<>();
        for (Map.Entry<TopicPartition, @Nullable OffsetAndMetadata> each :
            asking.committed(new HashSet<>(partitions())).entrySet()) {
          OffsetAndMetadata offset = each.getValue();
          if (offset != null) {
            written.put(each.getKey().partition(), offset.offset());
          }
        }
        return written;
      }
    }

    private List<TopicPartition> partitions() {
      List<PartitionInfo> known = consumer.partitionsFor(topic);
      List<TopicPartition> partitions = new ArrayList<>();
      if (known != null) {
        known.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
      }
      return partitions;
    }

    /** Reads the log to its end; whether what was made of it answers then. */
    boolean reachesTheHead() {
      loop.subscribe();
      Goal goal = null;
      while (!stopping.getAsBoolean()) {
        loop.pollOnce();
        if (isDue() && !isStillOurs()) {
          LOG.info("Generation {} is not built here any more", held.generation().number());
          return false;
        }
        if (goal == null) {
          goal = goal();
        } else if (loop.isAt(goal.ends())) {
          if (System.nanoTime() - goal.at() <= CLOSE.toNanos()) {
            return isSwapped(goal);
          }
          goal = goal();
        }
      }
      return false;
    }

    private Goal goal() {
      long now = System.nanoTime();
      // the heads first: whatever the views know lies before the ends that are asked for then
      Map<String, Long> heads = answering.heads();
      return new Goal(now, heads, consumer.endOffsets(partitions()));
    }

    private boolean isDue() {
      long now = System.nanoTime();
      if (now - beaten < BEAT.toNanos()) {
        return false;
      }
      beaten = now;
      return true;
    }

    private boolean isStillOurs() {
      if (!views.generations().renew(held)) {
        return false;
      }
      List<TopicPartition> partitions = partitions();
      Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
      long total =
          consumer.endOffsets(partitions).entrySet().stream()
              .mapToLong(end -> end.getValue() - beginnings.getOrDefault(end.getKey(), 0L))
              .sum();
      long read = loop.read(beginnings);
      readBefore = readBefore < 0 ? read : readBefore;
      long millis = Math.max(1, Duration.ofNanos(System.nanoTime() - began).toMillis());
      long perSecond = (read - readBefore) * 1000 / millis;
      note(record().running(read, total, perSecond));
      listener.rebuilding(read, total);
      return true;
    }

    /** Has the generation answer, unless it lacks something that is known today. */
    private boolean isSwapped(Goal goal) {
      List<String> lacking = lacking(goal.heads());
      boolean readable = views.generations().standing().format() == held.format();
      if (!lacking.isEmpty() && readable) {
        fail(
            "made from the log, the views would lack what they have of "
                + String.join(", ", lacking.subList(0, Math.min(NAMED, lacking.size())))
                + (lacking.size() > NAMED ? " and %d more".formatted(lacking.size() - NAMED) : "")
                + "; they are left as they were");
        return false;
      }
      if (!lacking.isEmpty()) {
        LOG.error("Made from the log, the views lack what earlier ones had of {}", lacking);
      }
      // from the swap on it counts as done, with what was noted last of how much was read
      if (!isStillOurs() || !views.generations().swap(held)) {
        return false;
      }
      note(record().over(State.DONE, clock.instant(), null));
      LOG.info("The views of generation {} answer from now on", held.generation().number());
      answers = true;
      return true;
    }

    private List<String> lacking(Map<String, Long> heads) {
      Map<String, Long> have = made.heads();
      Set<String> lacking = new TreeSet<>();
      heads.forEach(
          (stream, version) -> {
            if (have.getOrDefault(stream, -1L) < version) {
              lacking.add(stream);
            }
          });
      return List.copyOf(lacking);
    }

    private void fail(String why) {
      LOG.error("Generation {} is given up: {}", held.generation().number(), why);
      note(record().over(State.FAILED, clock.instant(), why));
      views.generations().abandon(held.generation().number());
    }

    private RebuildRecords.Rebuild record() {
      int number = held.generation().number();
      return views
          .rebuilds()
          .find(number)
          .orElseGet(() -> RebuildRecords.Rebuild.requested(number, held.view(), clock.instant()));
    }

    private void note(RebuildRecords.Rebuild record) {
      views.rebuilds().note(record);
    }

    /** Goes on following until the others have seen that this generation is the one to follow. */
    void overlap() {
      long until = System.nanoTime() + OVERLAP.toNanos();
      while (!stopping.getAsBoolean() && System.nanoTime() - until < 0) {
        loop.pollOnce();
      }
      // by now everyone reads this generation, and some of it the last one never told of
      moved(
          made.heads().entrySet().stream()
              .map(head -> new HeadsListener.Head(head.getKey(), head.getValue()))
              .toList());
    }
  }
}
