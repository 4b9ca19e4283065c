package io.minutebook.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CommitAssemblerTest {

  /** A record of the log. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Entry(String key, Map<String, byte[]> headers, byte[] value) {

    static List<Entry> of(Commit commit) {
      List<Entry> entries = new ArrayList<>();
      for (int i = 0; i < commit.events().size(); i++) {
        entries.add(
            new Entry(
                commit.stream(), CloudEventHeaders.of(commit, i).toMap(), commit.events().get(i)));
      }
      return entries;
    }
  }

  private static List<Commit> assemble(List<Entry> log) {
    return assemble(new CommitAssembler(), log, 0);
  }

  private static List<Commit> assemble(CommitAssembler assembler, List<Entry> log, int from) {
    List<Commit> commits = new ArrayList<>();
    for (int offset = from; offset < log.size(); offset++) {
      Entry entry = log.get(offset);
      assembler.accept(offset, entry.key(), entry.headers(), entry.value()).ifPresent(commits::add);
    }
    return commits;
  }

  @Test
  void a_commit_comes_out_whole_with_its_last_event() {
    Commit commit = Commits.of(null, "s", 3);
    List<Entry> log = Entry.of(commit);

    assertThat(assemble(log.subList(0, 2))).isEmpty();
    assertThat(assemble(log)).containsExactly(commit).allMatch(Commit::isIntact);
  }

  @Test
  void of_a_commit_whose_beginning_was_not_seen_nothing_comes_out() {
    Commit torn = Commits.of(null, "s", 3);
    Commit next = Commits.of(torn.head(), "s", 2);
    List<Entry> log = new ArrayList<>(Entry.of(torn).subList(1, 3));
    log.addAll(Entry.of(next));

    assertThat(assemble(log)).containsExactly(next);
  }

  @Test
  void a_commit_whose_publishing_was_broken_off_comes_out_once_it_was_repeated() {
    Commit commit = Commits.of(null, "s", 3);
    List<Entry> log = new ArrayList<>(Entry.of(commit).subList(0, 2));
    log.addAll(Entry.of(commit));

    assertThat(assemble(log)).containsExactly(commit);
  }

  @Test
  void with_an_event_missing_in_the_middle_nothing_comes_out() {
    List<Entry> log = new ArrayList<>(Entry.of(Commits.of(null, "s", 3)));
    log.remove(1);

    assertThat(assemble(log)).isEmpty();
  }

  @Test
  void reading_may_begin_again_at_the_first_event_of_the_oldest_incomplete_commit() {
    CommitAssembler assembler = new CommitAssembler();
    List<Entry> log = new ArrayList<>(Entry.of(Commits.of(null, "a", 1)));
    log.addAll(Entry.of(Commits.of(null, "b", 2)).subList(0, 1));
    log.addAll(Entry.of(Commits.of(null, "c", 3)).subList(0, 2));

    assemble(assembler, log, 0);
    assertThat(assembler.resumeOffset(4)).isEqualTo(1);
    log.add(Entry.of(Commits.of(null, "b", 2)).get(1));
    assemble(assembler, log, 4);
    assertThat(assembler.resumeOffset(5)).isEqualTo(2);
    log.add(Entry.of(Commits.of(null, "c", 3)).get(2));
    assemble(assembler, log, 5);
    assertThat(assembler.resumeOffset(6)).isEqualTo(6);
  }

  @Test
  void a_foreign_record_is_refused_and_the_next_ones_are_taken() {
    CommitAssembler assembler = new CommitAssembler();
    Entry entry = Entry.of(Commits.of(null, "s", 1)).getFirst();
    Map<String, byte[]> broken = new HashMap<>(entry.headers());
    broken.put("ce_n", "many".getBytes(UTF_8));

    assertThatThrownBy(() -> assembler.accept(0, "s", Map.of(), entry.value()))
        .isInstanceOf(LogFormatException.class);
    assertThatThrownBy(() -> assembler.accept(0, "s", broken, entry.value()))
        .isInstanceOf(LogFormatException.class);
    assertThatThrownBy(() -> assembler.accept(0, "other", entry.headers(), entry.value()))
        .isInstanceOf(LogFormatException.class);
    assertThat(assembler.accept(1, "s", entry.headers(), entry.value())).isPresent();
  }

  /**
   * Two or three producers that do not know of each other publish the same streams; each is stopped
   * and goes on from some place at or before where it was, as a relay does. However their records
   * mix, a reader that goes by version gets every commit, whole and in order.
   */
  @Test
  void however_often_and_interleaved_the_events_come_each_commit_comes_out_whole_and_in_order() {
    for (long seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      Map<String, List<Commit>> streams = new HashMap<>();
      for (String stream : List.of("a", "b", "c")) {
        streams.put(stream, Commits.chain(random, stream, 1 + random.nextInt(6)));
      }
      List<List<Entry>> producers = new ArrayList<>();
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        for (List<Commit> chain : streams.values()) {
          producers.add(published(random, chain));
        }
      }
      List<Entry> log = interleaved(random, producers);

      Map<String, List<Commit>> read = new HashMap<>();
      for (Commit commit : assemble(log)) {
        assertThat(commit.isIntact()).as("seed %d", seed).isTrue();
        List<Commit> chain = read.computeIfAbsent(commit.stream(), k -> new ArrayList<>());
        long next = chain.isEmpty() ? 0 : chain.getLast().lastVersion() + 1;
        if (commit.version() == next) {
          chain.add(commit);
        } else {
          assertThat(commit.version()).as("seed %d: no gap", seed).isLessThan(next);
        }
      }
      assertThat(read).as("seed %d", seed).isEqualTo(streams);
    }
  }

  @Test
  void a_reader_that_is_stopped_anywhere_and_resumes_where_it_may_misses_nothing() {
    for (long seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      List<Commit> a = Commits.chain(random, "a", 4);
      List<Commit> b = Commits.chain(random, "b", 4);
      List<Entry> log = interleaved(random, List.of(published(random, a), published(random, b)));
      int stop = random.nextInt(log.size());
      CommitAssembler before = new CommitAssembler();
      List<Commit> read = assemble(before, log.subList(0, stop), 0);

      int resume = (int) before.resumeOffset(stop);
      read.addAll(assemble(new CommitAssembler(), log, resume));

      assertThat(read).as("seed %d", seed).containsAll(a).containsAll(b).allMatch(Commit::isIntact);
    }
  }

  /** What a producer writes that now and then begins again from an earlier commit. */
  private static List<Entry> published(Random random, List<Commit> chain) {
    List<Entry> entries = new ArrayList<>();
    int next = 0;
    while (next < chain.size()) {
      List<Entry> events = Entry.of(chain.get(next));
      if (random.nextInt(4) == 0) {
        entries.addAll(events.subList(0, random.nextInt(events.size())));
        next = random.nextInt(next + 1);
      } else {
        entries.addAll(events);
        next++;
      }
    }
    return entries;
  }

  private static List<Entry> interleaved(Random random, List<List<Entry>> sources) {
    List<List<Entry>> left = new ArrayList<>();
    sources.forEach(source -> left.add(new ArrayList<>(source)));
    List<Entry> mixed = new ArrayList<>();
    left.removeIf(List::isEmpty);
    while (!left.isEmpty()) {
      List<Entry> source = left.get(random.nextInt(left.size()));
      mixed.add(source.removeFirst());
      left.removeIf(List::isEmpty);
    }
    return mixed;
  }
}
