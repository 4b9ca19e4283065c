package io.minutebook.query.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Reads the partitions that can have what is looked at, each up to where it ends at the time. */
final class LogReading {

  private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

  private final Supplier<LogReader> logs;
  private final Scope scope;
  private final Progress progress;

  LogReading(Supplier<LogReader> logs, Scope scope, Progress progress) {
    this.logs = logs;
    this.scope = scope;
    this.progress = progress;
  }

  /**
   * What is done with a partition.
   *
   * @param end is called after its last record
   */
  record Part(
      Consumer<List<ConsumerRecord<byte @Nullable [], byte @Nullable []>>> batch, Runnable end) {}

  /**
   * Reads several partitions at once, each by one thread; how many records there were.
   *
   * @param parts makes one for each partition
   */
  long all(String step, Supplier<Part> parts) {
    LogReader.Extent extent = extent();
    Queue<TopicPartition> left = new ConcurrentLinkedQueue<>(partitions(extent));
    long total = left.stream().mapToLong(extent::records).sum();
    AtomicLong done = new AtomicLong();
    try (ExecutorService workers = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        all.add(
            workers.submit(
                () -> {
                  try (LogReader log = logs.get()) {
                    for (TopicPartition next = left.poll(); next != null; next = left.poll()) {
                      Part part = parts.get();
                      log.read(
                          extent,
                          next,
                          batch -> {
                            part.batch().accept(batch);
                            reached(step, done.addAndGet(batch.size()), total);
                          });
                      part.end().run();
                    }
                  }
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuditImpossible("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failed) {
        throw failed;
      }
      throw new IllegalStateException(e.getCause());
    }
    return done.get();
  }

  /** Reads one partition after the other. */
  void inOrder(
      String step, Consumer<List<ConsumerRecord<byte @Nullable [], byte @Nullable []>>> batches) {
    LogReader.Extent extent = extent();
    List<TopicPartition> partitions = partitions(extent);
    long total = partitions.stream().mapToLong(extent::records).sum();
    long[] done = {0};
    try (LogReader log = logs.get()) {
      for (TopicPartition partition : partitions) {
        log.read(
            extent,
            partition,
            batch -> {
              batches.accept(batch);
              done[0] += batch.size();
              reached(step, done[0], total);
            });
      }
    }
  }

  private LogReader.Extent extent() {
    try (LogReader log = logs.get()) {
      return log.extent();
    }
  }

  private synchronized void reached(String step, long done, long total) {
    progress.reached(step, done, Math.max(done, total));
  }

  /** One meeting is in one partition: that which producers give to its name. */
  private List<TopicPartition> partitions(LogReader.Extent extent) {
    List<TopicPartition> all = extent.partitions();
    if (!(scope instanceof Scope.OfMeeting(var meeting))) {
      return all;
    }
    byte[] key = meeting.stream().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    int partition = Utils.toPositive(Utils.murmur2(key)) % all.size();
    return all.stream().filter(each -> each.partition() == partition).toList();
  }
}
