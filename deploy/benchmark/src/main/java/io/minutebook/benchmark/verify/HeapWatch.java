package io.minutebook.benchmark.verify;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * The most that was in use on the heap while this was open: what full garbage collections left,
 * which it asks for again and again. What others leave is mostly garbage that they did not look at.
 */
final class HeapWatch implements AutoCloseable {

  private static final Duration EVERY = Duration.ofSeconds(2);

  private final AtomicLong most = new AtomicLong();
  private final Set<String> heap =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toSet());
  private final List<NotificationEmitter> emitters = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final NotificationListener listener =
      (notification, _) -> {
        if (notification.getUserData() instanceof CompositeData data
            && notification
                .getType()
                .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
          seen(GarbageCollectionNotificationInfo.from(data));
        }
      };

  HeapWatch() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(listener, null, null);
        emitters.add(emitter);
      }
    }
    Thread.ofPlatform().daemon().name("heap-watch").start(this::collectAgainAndAgain);
  }

  private void collectAgainAndAgain() {
    try {
      while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        System.gc();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void seen(GarbageCollectionNotificationInfo collection) {
    if (!collection.getGcAction().equals("end of major GC")) {
      return;
    }
    long left =
        collection.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
            .filter(pool -> heap.contains(pool.getKey()))
            .mapToLong(pool -> pool.getValue().getUsed())
            .sum();
    most.accumulateAndGet(left, Math::max);
  }

  double mebibytes() {
    return most.get() / (double) (1 << 20);
  }

  @Override
  public void close() {
    closed.countDown();
    for (NotificationEmitter emitter : emitters) {
      try {
        emitter.removeNotificationListener(listener);
      } catch (ListenerNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
