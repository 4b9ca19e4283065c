package io.minutebook.standalone.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An append-only journal with snapshots.
 *
 * <p>{@link #append} gives a ticket at once and keeps the order of the calls; {@link #awaitDurable}
 * returns when everything up to that ticket is synced to the disk. Whatever is queued while a sync
 * runs shares the next one. What was awaited is replayed by the next {@link #open}, whatever
 * happens to the process, and to the machine as far as its disk keeps what it says it synced.
 *
 * <p>When a write fails, the journal stops for good: nothing more is appended, and every waiter is
 * told, since nobody can know what reached the disk.
 */
public final class Journal implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Journal.class);
  private static final int FRAME_LIMIT = 16 << 20;

  private sealed interface Item permits Batch, Turn {}

  private static final class Batch implements Item {
    final byte[] bytes;

    Batch(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  /** Closes the current file and begins that of the given generation. */
  private static final class Turn implements Item {
    final long generation;
    boolean done; // guarded by lock

    Turn(long generation) {
      this.generation = generation;
    }
  }

  private final JournalFolder folder;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // guarded by lock
  private final ArrayDeque<Item> queue = new ArrayDeque<>();
  private long appended;
  private long durable;
  private long journalBytes;
  private long generation;
  private boolean writing;
  private @Nullable IOException failure;

  // owned by the thread that set writing
  private FileChannel file;
  private FrameFile.Header header;
  private long sequence;

  private Journal(JournalFolder folder, FileChannel file, FrameFile.Header header, Found found) {
    this.folder = folder;
    this.file = file;
    this.header = header;
    this.sequence = found.sequence();
    this.generation = header.generation();
    this.journalBytes = found.journalBytes();
  }

  private record Found(long sequence, long journalBytes) {}

  /**
   * Replays what the folder holds, and opens it for more. A torn last frame, which was never
   * awaited by anybody, is cut off.
   *
   * @throws CorruptJournalException when anything else is wrong with the files
   */
  public static Journal open(Path path, Replay replay) throws IOException {
    Files.createDirectories(path);
    JournalFolder folder = new JournalFolder(path);
    folder.deleteDrafts();
    long first = folder.newestSnapshot().orElse(1);
    if (folder.newestSnapshot().isPresent()) {
      readSnapshot(folder.snapshot(first), replay);
    }
    List<Long> generations = folder.journals().stream().filter(g -> g >= first).toList();
    folder.deleteOlderThan(first);
    if (generations.isEmpty()) {
      // Between a snapshot's name and its journal's there is no moment: the journal comes first.
      if (folder.newestSnapshot().isPresent()) {
        throw missing(folder.journal(first));
      }
      FrameFile.Header header = FrameFile.Header.fresh(first, 0);
      return new Journal(
          folder, FrameFile.create(folder.journal(first), header), header, new Found(0, 0));
    }

    long bytes = 0;
    long expected = first;
    long nextSequence = -1;
    FrameFile.@Nullable Contents last = null;
    for (long generation : generations) {
      Path journal = folder.journal(generation);
      if (generation != expected++) {
        throw missing(folder.journal(expected - 1));
      }
      if (last != null && last.end() != last.size()) {
        throw new CorruptJournalException(
            "%s is damaged at byte %d, though a later journal follows. No crash does this: %s"
                .formatted(
                    folder.journal(generation - 1),
                    last.end(),
                    CorruptJournalException.WHAT_TO_DO));
      }
      last = FrameFile.read(journal, replay);
      if (last.header().generation() != generation
          || (nextSequence != -1 && last.header().firstSequence() != nextSequence)) {
        throw new CorruptJournalException(
            "%s does not continue the journal before it: files were mixed. %s"
                .formatted(journal, CorruptJournalException.WHAT_TO_DO));
      }
      nextSequence = last.nextSequence();
      bytes += last.end();
    }
    if (last == null) {
      throw missing(folder.journal(first));
    }
    Path current = folder.journal(last.header().generation());
    FileChannel file = FileChannel.open(current, StandardOpenOption.READ, StandardOpenOption.WRITE);
    cutTornFrame(current, file, last);
    return new Journal(folder, file, last.header(), new Found(nextSequence, bytes));
  }

  private static CorruptJournalException missing(Path file) {
    return new CorruptJournalException(
        "%s is missing. %s".formatted(file, CorruptJournalException.WHAT_TO_DO));
  }

  private static void readSnapshot(Path snapshot, Replay replay) throws IOException {
    FrameFile.Contents contents = FrameFile.read(snapshot, replay);
    if (!contents.complete()) {
      throw new CorruptJournalException(
          "%s is damaged at byte %d. %s"
              .formatted(snapshot, contents.end(), CorruptJournalException.WHAT_TO_DO));
    }
  }

  private static void cutTornFrame(Path path, FileChannel file, FrameFile.Contents contents)
      throws IOException {
    if (contents.end() < contents.size()) {
      Path kept = path.resolveSibling(path.getFileName() + ".torn");
      try (FileChannel copy =
          FileChannel.open(
              kept,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        file.transferTo(contents.end(), contents.size() - contents.end(), copy);
      }
      log.warn(
          "{} ends in {} bytes of a frame that was never finished: cut off, kept as {}",
          path,
          contents.size() - contents.end(),
          kept.getFileName());
      file.truncate(contents.end());
      file.force(true);
    }
    file.position(contents.end());
  }

  /** Queues a batch; batches are replayed in the order of the calls. */
  public long append(byte[] batch) {
    lock.lock();
    try {
      appended++;
      if (failure == null) {
        queue.add(new Batch(batch));
      }
      return appended;
    } finally {
      lock.unlock();
    }
  }

  /** The ticket of the last batch appended. */
  public long lastTicket() {
    lock.lock();
    try {
      return appended;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns when everything up to the ticket is on the disk.
   *
   * @throws IOException when it is not known whether it is, and never will be
   */
  public void awaitDurable(long ticket) throws IOException {
    writeUntil(() -> durable >= ticket);
  }

  /** Bytes written since the last snapshot: what a start has to replay beside it. */
  public long journalBytes() {
    lock.lock();
    try {
      return journalBytes;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Begins a new journal file, and returns how to write the snapshot that replaces all before it.
   * The caller keeps others from appending during this call, and runs the answer afterwards, when
   * appending goes on, on a state as it was during this call.
   */
  public PendingSnapshot turn() {
    lock.lock();
    try {
      generation++;
      journalBytes = 0;
      Turn turn = new Turn(generation);
      if (failure == null) {
        queue.add(turn);
      }
      return state -> {
        writeUntil(() -> turn.done);
        Snapshot.write(folder.snapshot(turn.generation), turn.generation, state);
        folder.deleteOlderThan(turn.generation);
      };
    } finally {
      lock.unlock();
    }
  }

  /** A snapshot that is still to be written. */
  @FunctionalInterface
  public interface PendingSnapshot {

    /** Writes the batches that the state hands out, and deletes the files that they replace. */
    void write(Consumer<Consumer<byte[]>> state) throws IOException;
  }

  /**
   * Writes the front of the queue. Whoever waits and finds nobody writing does it, for all who
   * wait: called with the lock, which is free meanwhile.
   */
  private void writeFront() {
    List<Item> items = takeFront();
    writing = true;
    lock.unlock();
    IOException failed = null;
    try {
      if (items.getFirst() instanceof Turn turn) {
        begin(turn);
      } else {
        write(items);
      }
    } catch (IOException e) {
      failed = e;
    } catch (RuntimeException e) {
      failed = new IOException(e);
    } finally {
      lock.lock();
      writing = false;
      if (failed != null) {
        fail(failed);
      }
      changed.signalAll();
    }
  }

  /** Either one turn or as many batches as fit into one frame. */
  private List<Item> takeFront() {
    List<Item> taken = new ArrayList<>();
    long size = 0;
    while (queue.peek() instanceof Batch batch
        && (taken.isEmpty() || size + batch.bytes.length <= FRAME_LIMIT)) {
      taken.add(queue.remove());
      size += batch.bytes.length;
    }
    if (taken.isEmpty()) {
      taken.add(queue.remove());
    }
    return taken;
  }

  private void write(List<Item> batches) throws IOException {
    List<byte[]> payload = new ArrayList<>();
    long size = Frame.HEADER;
    for (Item item : batches) {
      if (item instanceof Batch batch) {
        payload.add(batch.bytes);
        size += batch.bytes.length;
      }
    }
    Frame.write(file, header.salt(), sequence++, payload);
    file.force(false);
    lock.lock();
    try {
      durable += batches.size();
      journalBytes += size;
    } finally {
      lock.unlock();
    }
  }

  private void begin(Turn turn) throws IOException {
    file.close();
    header = FrameFile.Header.fresh(turn.generation, sequence);
    file = FrameFile.create(folder.journal(turn.generation), header);
    lock.lock();
    try {
      turn.done = true;
    } finally {
      lock.unlock();
    }
  }

  private void fail(IOException cause) {
    log.error(
        "Cannot write the journal in {}: {}. Free or repair the disk, then restart.",
        folder.folder(),
        cause.getMessage());
    failure = cause;
    queue.clear();
  }

  /** Writes until the condition holds, or waits while another thread writes. */
  private void writeUntil(BooleanSupplier condition) throws IOException {
    lock.lock();
    try {
      while (failure == null && !condition.getAsBoolean()) {
        if (writing) {
          changed.awaitUninterruptibly();
        } else {
          writeFront();
        }
      }
      if (failure != null) {
        throw new IOException("The journal stopped: " + failure.getMessage(), failure);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Writes what is queued, and closes the file. */
  @Override
  public void close() throws IOException {
    try {
      writeUntil(() -> queue.isEmpty() && !writing);
    } finally {
      file.close();
    }
  }
}
