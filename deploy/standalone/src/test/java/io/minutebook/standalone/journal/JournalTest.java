package io.minutebook.standalone.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  @TempDir Path folder;

  private final List<String> replayed = new ArrayList<>();

  private Journal open() throws IOException {
    replayed.clear();
    return Journal.open(
        folder, batches -> replayed.addAll(new String(batches, UTF_8).lines().toList()));
  }

  private static void append(Journal journal, String line) throws IOException {
    journal.awaitDurable(journal.append((line + "\n").getBytes(UTF_8)));
  }

  private void write(String... lines) throws IOException {
    try (Journal journal = open()) {
      for (String line : lines) {
        append(journal, line);
      }
    }
  }

  private List<String> read() throws IOException {
    open().close();
    return List.copyOf(replayed);
  }

  private Path journal(int generation) {
    return folder.resolve("journal-%08d".formatted(generation));
  }

  private static void cut(Path file, int bytes) throws IOException {
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(content, content.length - bytes));
  }

  private static void flip(Path file, int offset) throws IOException {
    byte[] content = Files.readAllBytes(file);
    content[offset < 0 ? content.length + offset : offset] ^= 0x10;
    Files.write(file, content);
  }

  @Test
  void what_was_appended_is_replayed_in_order_at_every_start() throws IOException {
    write("one", "two");
    write("three");
    assertThat(read()).containsExactly("one", "two", "three");
  }

  @Test
  void concurrent_appends_keep_the_order_of_their_tickets() throws Exception {
    List<String> order = new ArrayList<>();
    List<Future<String>> running = new ArrayList<>();
    try (Journal journal = open();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < 16; thread++) {
        String name = "thread " + thread;
        running.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 100; i++) {
                    long ticket;
                    synchronized (order) {
                      order.add(name + " " + i);
                      ticket = journal.append((name + " " + i + "\n").getBytes(UTF_8));
                    }
                    journal.awaitDurable(ticket);
                  }
                  return name;
                }));
      }
      for (Future<String> thread : running) {
        assertThat(thread.get()).startsWith("thread");
      }
    }
    assertThat(read()).isEqualTo(order).hasSize(1600);
  }

  @Test
  void a_torn_last_frame_is_cut_off_wherever_it_is_torn() throws IOException {
    write("one", "two", "the third and longest of them");
    byte[] whole = Files.readAllBytes(journal(1));
    int lastFrame = Frame.HEADER + "the third and longest of them\n".length();
    for (int torn = 1; torn < lastFrame; torn++) {
      Files.write(journal(1), Arrays.copyOf(whole, whole.length - torn));
      assertThat(read()).as("%d bytes short", torn).containsExactly("one", "two");
      write("four");
      assertThat(read()).containsExactly("one", "two", "four");
    }
  }

  @Test
  void garbage_or_zeros_after_the_last_frame_are_cut_off() throws IOException {
    long seed = System.nanoTime();
    System.out.println("JournalTest seed " + seed);
    Random random = new Random(seed);
    write("one");
    for (int size : new int[] {1, 19, 20, 4096, 100_000}) {
      byte[] garbage = new byte[size];
      if (size != 4096) {
        random.nextBytes(garbage);
      }
      Files.write(journal(1), garbage, StandardOpenOption.APPEND);
      assertThat(read()).containsExactly("one");
    }
    write("two");
    assertThat(read()).containsExactly("one", "two");
  }

  @Test
  void a_garbled_last_frame_is_cut_off_and_kept_aside() throws IOException {
    write("one", "two");
    flip(journal(1), -2);
    assertThat(read()).containsExactly("one");
    assertThat(folder.resolve("journal-00000001.torn")).hasSize(Frame.HEADER + "two\n".length());
  }

  @Test
  void damage_before_the_last_frame_is_refused_with_its_place() throws IOException {
    write("one", "two", "three");
    byte[] whole = Files.readAllBytes(journal(1));
    int lastFrame = whole.length - Frame.HEADER - "three\n".length();
    for (int offset = FrameFile.HEADER; offset < lastFrame; offset++) {
      Files.write(journal(1), whole);
      flip(journal(1), offset);
      assertThatThrownBy(this::read)
          .as("byte %d", offset)
          .isInstanceOf(CorruptJournalException.class)
          .hasMessageContaining("journal-00000001 is damaged at byte ")
          .hasMessageContaining("Restore the folder from a backup.");
    }
    Files.write(journal(1), whole);
    assertThat(read()).containsExactly("one", "two", "three");
  }

  @Test
  void a_damaged_header_is_refused() throws IOException {
    write("one");
    for (int offset = 0; offset < FrameFile.HEADER; offset++) {
      flip(journal(1), offset);
      assertThatThrownBy(this::read)
          .isInstanceOf(CorruptJournalException.class)
          .hasMessageContaining("header");
      flip(journal(1), offset);
    }
  }

  @Test
  void a_snapshot_replaces_what_was_before_it() throws IOException {
    try (Journal journal = open()) {
      append(journal, "one");
      append(journal, "two");
      Journal.PendingSnapshot pending = journal.turn();
      append(journal, "three");
      pending.write(batches -> batches.accept("one and two\n".getBytes(UTF_8)));
      append(journal, "four");
    }
    assertThat(read()).containsExactly("one and two", "three", "four");
    assertThat(files()).containsExactly("journal-00000002", "snapshot-00000002");
  }

  @Test
  void a_snapshot_that_was_not_finished_changes_nothing() throws IOException {
    try (Journal journal = open()) {
      append(journal, "one");
      Journal.PendingSnapshot pending = journal.turn();
      append(journal, "two");
      assertThatThrownBy(
              () ->
                  pending.write(
                      batches -> {
                        batches.accept("half\n".getBytes(UTF_8));
                        throw new IllegalStateException("the machine stops here");
                      }))
          .hasMessageContaining("stops here");
    }
    assertThat(files()).contains("journal-00000001", "journal-00000002", "snapshot-00000002.tmp");
    assertThat(read()).containsExactly("one", "two");
    assertThat(files()).containsExactly("journal-00000001", "journal-00000002");
    flip(journal(1), -1);
    assertThatThrownBy(this::read)
        .as("a journal that another follows cannot be torn")
        .isInstanceOf(CorruptJournalException.class);
  }

  @Test
  void a_damaged_or_shortened_snapshot_is_refused() throws IOException {
    try (Journal journal = open()) {
      append(journal, "one");
      journal.turn().write(batches -> batches.accept("one\n".getBytes(UTF_8)));
    }
    Path snapshot = folder.resolve("snapshot-00000002");
    byte[] whole = Files.readAllBytes(snapshot);
    for (int short_ : IntStream.rangeClosed(1, 30).toArray()) {
      Files.write(snapshot, whole);
      cut(snapshot, short_);
      assertThatThrownBy(this::read).isInstanceOf(CorruptJournalException.class);
    }
    Files.write(snapshot, whole);
    flip(snapshot, FrameFile.HEADER + Frame.HEADER + 1);
    assertThatThrownBy(this::read)
        .isInstanceOf(CorruptJournalException.class)
        .hasMessageContaining("snapshot-00000002");
  }

  @Test
  void a_missing_or_foreign_file_is_refused() throws IOException {
    try (Journal journal = open()) {
      append(journal, "one");
      Journal.PendingSnapshot never = journal.turn();
      append(journal, "two");
      assertThat(never).isNotNull();
    }
    byte[] second = Files.readAllBytes(journal(2));
    Files.move(journal(1), folder.resolve("aside"));
    assertThatThrownBy(this::read)
        .isInstanceOf(CorruptJournalException.class)
        .hasMessageContaining("journal-00000001 is missing");
    Files.write(journal(1), second);
    assertThatThrownBy(this::read)
        .isInstanceOf(CorruptJournalException.class)
        .hasMessageContaining("does not continue");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
