package io.minutebook.benchmark.crash;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What the client sent and what it was answered, in memory and in a file, written before the client
 * goes on. Nothing is ever taken back. For several threads.
 */
final class Ledger implements Closeable {

  private static final int SLOTS = 1 << 16;

  private final FileChannel file;
  private final Map<Long, Command> sent = new ConcurrentHashMap<>();
  private final Map<Long, Acknowledgement> acknowledged = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Violation> violations = new ConcurrentLinkedQueue<>();
  private final AtomicLong acknowledgements = new AtomicLong();

  /** Of the newest commands that were accepted, to choose one from. */
  private final AtomicReferenceArray<@Nullable Command> recent = new AtomicReferenceArray<>(SLOTS);

  Ledger(Path path) throws IOException {
    file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** Before a command is sent for the first time. */
  void sending(Command command) {
    write("sent %d %s %s".formatted(command.number(), command.stream(), command.name()));
    sent.put(command.number(), command);
  }

  /**
   * When a command was accepted, the first time or again: all answers have to be the same.
   *
   * @return whether it is the first time
   */
  boolean accepted(Command command, Acknowledgement answer) {
    write(
        "accepted %d %s %d %s"
            .formatted(command.number(), answer.stream(), answer.version(), answer.events()));
    Acknowledgement first = acknowledged.putIfAbsent(command.number(), answer);
    if (first == null) {
      recent.set((int) (acknowledgements.getAndIncrement() % SLOTS), command);
    } else if (!first.equals(answer)) {
      violated(
          Violation.of(
              Violation.Kind.ANSWER_DIFFERS,
              command,
              "first answered with %s, then with %s".formatted(first, answer)));
    }
    return first == null;
  }

  void violated(Violation violation) {
    write("violated " + violation);
    violations.add(violation);
  }

  /** A command that was accepted some time ago, if there is one. */
  @Nullable Command anyAccepted(RandomGenerator random) {
    int filled = (int) Math.min(SLOTS, acknowledgements.get());
    return filled == 0 ? null : recent.get(random.nextInt(filled));
  }

  @Nullable Acknowledgement answerTo(Command command) {
    return acknowledged.get(command.number());
  }

  /** How many commands were accepted. */
  long acknowledgements() {
    return acknowledgements.get();
  }

  Map<Long, Command> sent() {
    return Map.copyOf(sent);
  }

  Map<Long, Acknowledgement> acknowledged() {
    return Map.copyOf(acknowledged);
  }

  List<Violation> violations() {
    return new ArrayList<>(violations);
  }

  private void write(String line) {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      synchronized (file) {
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
