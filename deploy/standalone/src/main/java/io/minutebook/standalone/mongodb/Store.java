package io.minutebook.standalone.mongodb;

import io.minutebook.standalone.journal.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All collections of the server, and the journal behind them.
 *
 * <p>One command writes at a time, while no other reads. No command is answered, a reading one
 * neither, before everything that it did or could see is durable: so nobody ever saw what a crash
 * took back.
 */
final class Store implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Store.class);
  private static final int SNAPSHOT_BATCH = 1 << 20;

  private final Map<String, Rows> collections = new LinkedHashMap<>();
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Journal journal;
  private final long compactAbove;
  private Changes changes = new Changes();
  private @Nullable Thread compaction;

  /** Opens the folder and replays it. Compacts when the journal is above both limits. */
  Store(Path folder, long compactAbove) throws IOException {
    this.compactAbove = compactAbove;
    this.journal = Journal.open(folder, batches -> Changes.apply(batches, collections));
  }

  /** Databases and collections that have rows. */
  Set<String> names() {
    return new TreeSet<>(collections.keySet());
  }

  /** Runs a command that changes nothing. */
  <T> T read(Supplier<T> command) throws IOException {
    long ticket;
    T answer;
    lock.readLock().lock();
    try {
      answer = command.get();
    } finally {
      ticket = journal.lastTicket();
      lock.readLock().unlock();
    }
    journal.awaitDurable(ticket);
    return answer;
  }

  /** Runs a command alone; what it changed is durable when this returns, also by an exception. */
  <T> T write(Supplier<T> command) throws IOException {
    long ticket = 0;
    try {
      lock.writeLock().lock();
      try {
        return command.get();
      } finally {
        if (!changes.isEmpty()) {
          journal.append(changes.toBytes());
          changes = new Changes();
          compactWhenLarge();
        }
        ticket = journal.lastTicket();
        lock.writeLock().unlock();
      }
    } finally {
      journal.awaitDurable(ticket);
    }
  }

  Rows rows(String collection) {
    Rows rows = collections.get(collection);
    return rows == null ? new Rows() : rows;
  }

  int add(String collection, byte[] row) {
    Rows rows = writable(collection);
    int position = rows.nextPosition();
    rows.put(position, row);
    changes.put(collection, position, row);
    return position;
  }

  void replace(String collection, int position, byte[] row) {
    writable(collection).put(position, row);
    changes.put(collection, position, row);
  }

  void remove(String collection, int position) {
    writable(collection).remove(position);
    changes.remove(collection, position);
  }

  void drop(String collection) {
    requireAlone();
    if (collections.remove(collection) != null) {
      changes.drop(collection);
    }
  }

  void rename(String collection, String name) {
    requireAlone();
    Rows rows = collections.remove(collection);
    if (rows != null) {
      collections.put(name, rows);
      changes.rename(collection, name);
    }
  }

  private Rows writable(String collection) {
    requireAlone();
    return collections.computeIfAbsent(collection, name -> new Rows());
  }

  private void requireAlone() {
    if (!lock.isWriteLockedByCurrentThread()) {
      throw new IllegalStateException("A reading command may not write");
    }
  }

  private long liveBytes() {
    return collections.values().stream().mapToLong(Rows::bytes).sum();
  }

  private void compactWhenLarge() {
    long journalBytes = journal.journalBytes();
    boolean running = compaction != null && compaction.isAlive();
    if (running || journalBytes <= compactAbove || journalBytes <= 2 * liveBytes()) {
      return;
    }
    Runnable writing = snapshot();
    compaction = Thread.ofPlatform().name("compaction").daemon().start(writing);
  }

  /** Fixes the state now; the answer writes it to a file. The caller holds the write lock. */
  private Runnable snapshot() {
    Map<String, byte[] @Nullable []> state = new LinkedHashMap<>();
    collections.forEach((name, rows) -> state.put(name, rows.copy()));
    Journal.PendingSnapshot pending = journal.turn();
    return () -> {
      try {
        pending.write(batches -> writeAll(state, batches));
      } catch (IOException e) {
        // Nothing is lost: the older snapshot and all journals since are still there.
        log.error("Cannot write a snapshot: {}. The journal keeps growing.", e.getMessage());
      }
    };
  }

  private static void writeAll(Map<String, byte[] @Nullable []> state, Consumer<byte[]> batches) {
    Changes[] batch = {new Changes()};
    state.forEach(
        (name, rows) -> {
          for (int position = 0; position < rows.length; position++) {
            byte[] row = rows[position];
            if (row != null) {
              batch[0].put(name, position, row);
              if (batch[0].size() > SNAPSHOT_BATCH) {
                batches.accept(batch[0].toBytes());
                batch[0] = new Changes();
              }
            }
          }
        });
    if (!batch[0].isEmpty()) {
      batches.accept(batch[0].toBytes());
    }
  }

  /** Writes a snapshot when a start would have much to replay, and closes the journal. */
  @Override
  public void close() throws IOException {
    lock.writeLock().lock();
    try {
      Thread running = compaction;
      if (running != null) {
        joinUninterruptibly(running);
      }
      if (journal.journalBytes() > liveBytes() / 4) {
        snapshot().run();
      }
      journal.close();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private static void joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
