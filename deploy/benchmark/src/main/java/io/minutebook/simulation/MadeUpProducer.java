package io.minutebook.simulation;

import io.minutebook.simulation.Broker.Produced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Behaves like Kafka's producer with the relay's settings: what is sent waits by partition; one
 * request is under way, with some of what waits, and is repeated until it is answered; the broker
 * knows it again. A request may fail for good. Once closed, all that is not acknowledged fails,
 * though what is under way may still arrive.
 */
final class MadeUpProducer extends UnusedProducer {

  private static final long TIMEOUT = 3 * Scheduler.SECOND;
  private static final long LONGEST_BACKOFF = 4 * Scheduler.SECOND;

  private final Scheduler scheduler;
  private final Dice dice;
  private final Faults faults;
  private final Machine machine;
  private final Broker broker;
  private final Set<Safeguard> out;
  private long id;
  private final List<List<Waiting>> queues = new ArrayList<>();
  private final int[] numbers = new int[Broker.PARTITIONS];
  private final List<Request> underWay = new ArrayList<>();
  private boolean closed;

  private record Waiting(
      ProducerRecord<byte[], byte[]> event,
      Callback callback,
      CompletableFuture<RecordMetadata> result) {}

  private static final class Request {
    private final int partition;
    private final List<Waiting> content;
    private final List<LogRecord> numbered = new ArrayList<>();
    private boolean over;
    private int attempts;

    Request(int partition, List<Waiting> content) {
      this.partition = partition;
      this.content = content;
    }
  }

  MadeUpProducer(
      Scheduler scheduler,
      Dice dice,
      Faults faults,
      Machine machine,
      Broker broker,
      Set<Safeguard> out) {
    this.scheduler = scheduler;
    this.dice = dice;
    this.faults = faults;
    this.machine = machine;
    this.broker = broker;
    this.out = out;
    this.id = dice.between(1, Long.MAX_VALUE - 1);
    for (int i = 0; i < Broker.PARTITIONS; i++) {
      queues.add(new ArrayList<>());
    }
  }

  /** What is sent goes by itself. */
  @Override
  public void flush() {}

  @Override
  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> event, Callback callback) {
    if (closed) {
      throw new IllegalStateException("Cannot perform operation after producer has been closed");
    }
    int partition = Broker.partitionOf(event.key());
    CompletableFuture<RecordMetadata> result = new CompletableFuture<>();
    queues.get(partition).add(new Waiting(event, callback, result));
    machine.after(dice.between(0, Scheduler.MILLISECOND), this::goOn);
    return result;
  }

  private boolean isInOrder() {
    return !out.contains(Safeguard.ONE_REQUEST_IN_FLIGHT);
  }

  /** Its own thread, so to speak: sends what may be sent now. */
  private void goOn() {
    int most = isInOrder() ? 1 : 3;
    int begin = dice.below(Broker.PARTITIONS);
    for (int i = 0; i < Broker.PARTITIONS && underWay.size() < most; i++) {
      int partition = (begin + i) % Broker.PARTITIONS;
      List<Waiting> queue = queues.get(partition);
      if (!queue.isEmpty()) {
        List<Waiting> taken = queue.subList(0, 1 + dice.below(queue.size()));
        Request request = new Request(partition, List.copyOf(taken));
        taken.clear();
        for (Waiting each : request.content) {
          request.numbered.add(new LogRecord(each.event, id, numbers[partition]++));
        }
        underWay.add(request);
        send(request);
      }
    }
  }

  private void send(Request request) {
    request.attempts++;
    Fate fate = broker.server().isUp() ? faults.fate() : Fate.LOST;
    if (faults.isFatal()) {
      // for good: with or without having been carried out
      if (dice.chance(0.5)) {
        arrive(request, faults.latency(), false);
      }
      machine.after(faults.latency(), () -> fail(request));
      return;
    }
    if (fate != Fate.LOST) {
      long way = fate == Fate.LATE ? TIMEOUT + dice.between(0, TIMEOUT) : faults.latency();
      arrive(request, way, fate == Fate.ANSWERED);
    }
    long backoff = Math.min(LONGEST_BACKOFF, request.attempts * Scheduler.SECOND);
    int attempt = request.attempts;
    machine.after(
        TIMEOUT + backoff,
        () -> {
          if (!request.over && request.attempts == attempt) {
            send(request);
          }
        });
  }

  private void arrive(Request request, long way, boolean answered) {
    long sentIn = broker.server().life();
    scheduler.after(
        way,
        () -> {
          if (broker.server().life() == sentIn) {
            broker.produce(
                request.partition,
                request.numbered,
                isInOrder(),
                produced -> {
                  if (answered && produced != null) {
                    machine.after(faults.latency(), () -> answered(request, produced));
                  }
                });
          }
        });
  }

  private void answered(Request request, Produced produced) {
    if (request.over) {
      return;
    }
    switch (produced) {
      case Produced.OutOfOrder() -> fail(request);
      case Produced.Stored(long firstOffset) -> {
        end(request);
        TopicPartition partition = new TopicPartition(Broker.TOPIC, request.partition);
        for (int i = 0; i < request.content.size(); i++) {
          Waiting each = request.content.get(i);
          RecordMetadata stored = new RecordMetadata(partition, firstOffset, i, 0, 0, 0);
          each.result.complete(stored);
          each.callback.onCompletion(stored, null);
        }
        goOn();
      }
    }
  }

  private void end(Request request) {
    request.over = true;
    underWay.remove(request);
  }

  private void fail(Request request) {
    if (!request.over) {
      end(request);
      scheduler.trace(() -> machine + ": a request to the log has failed for good");
      request.content.forEach(this::fail);
      // as Kafka's: what comes now would not be in order, and is numbered anew
      id = dice.between(1, Long.MAX_VALUE - 1);
      Arrays.fill(numbers, 0);
      if (!closed) {
        goOn();
      }
    }
  }

  private void fail(Waiting waiting) {
    KafkaException why = new KafkaException("made up");
    if (out.contains(Safeguard.ONLY_ACKNOWLEDGED_IS_MARKED)) {
      TopicPartition partition = new TopicPartition(Broker.TOPIC, 0);
      waiting.result.complete(new RecordMetadata(partition, 0, 0, 0, 0, 0));
    } else {
      waiting.result.completeExceptionally(why);
    }
    waiting.callback.onCompletion(new RecordMetadata(null, -1, -1, -1, -1, -1), why);
  }

  @Override
  public void close(Duration timeout) {
    boolean fromCallback = !Thread.currentThread().isVirtual();
    if (closed || (fromCallback && out.contains(Safeguard.FAILURE_CLOSES_PRODUCER))) {
      return;
    }
    closed = true;
    List.copyOf(underWay).forEach(this::fail);
    for (List<Waiting> queue : queues) {
      List<Waiting> given = List.copyOf(queue);
      queue.clear();
      given.forEach(this::fail);
    }
  }

  @Override
  public void close() {
    close(Duration.ofMillis(Long.MAX_VALUE));
  }
}
