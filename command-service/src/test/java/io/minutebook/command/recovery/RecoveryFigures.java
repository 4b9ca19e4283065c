package io.minutebook.command.recovery;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.minutebook.command.eventstore.WholeStore;
import io.minutebook.command.relay.TestBroker;
import io.minutebook.event.SeriesEvent.TemplateSet;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.Head;
import io.minutebook.log.Meta;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long each recovery takes with many commits, and how much memory; the broker is in the same
 * process, MongoDB is not. Not part of the build: {@code -Dtest=RecoveryFigures
 * -Dminutebook.test.commits=100000 -Dminutebook.test.mongodb-uri=...}
 */
@EnabledIfSystemProperty(named = "minutebook.test.commits", matches = "\\d+")
class RecoveryFigures {

  private static final int IN_STREAM = 200;

  @TempDir Path folder;

  @Test
  void figures() throws Exception {
    int count = Integer.getInteger("minutebook.test.commits", IN_STREAM);
    String uri = System.getProperty("minutebook.test.mongodb-uri", "");
    String topic = "events-" + UUID.randomUUID();
    try (TestBroker broker = new TestBroker();
        MongoClient client = MongoClients.create(uri)) {
      broker.start();
      MongoDatabase database = client.getDatabase("minutebook-figures-" + UUID.randomUUID());
      Recovery.Servers servers =
          new Recovery.Servers(
              uri,
              database.getName(),
              broker.bootstrapServers(),
              topic,
              topic + "-seals",
              6,
              Duration.ofSeconds(3),
              true);
      write(new WholeStore(database), count);
      Path archive = folder.resolve("all.zip");
      try (Recovery recovery = Recovery.open(servers)) {
        measured("recover log", count, () -> recovery.logFromCommits(Progress.NONE));
        measured("recover log again", count, () -> recovery.logFromCommits(Progress.NONE));
        measured("backup", count, () -> recovery.backup(archive, Progress.NONE));
        database.drop();
        measured(
            "recover commits", count, () -> recovery.commitsFromLog(false, null, Progress.NONE));
        measured(
            "recover commits again",
            count,
            () -> recovery.commitsFromLog(true, null, Progress.NONE));
        System.out.printf(Locale.ROOT, "archive: %d bytes%n", archive.toFile().length());
      }
      database.drop();
      Recovery.Servers others =
          new Recovery.Servers(
              uri,
              database.getName(),
              broker.bootstrapServers(),
              topic + "-restored",
              topic + "-seals",
              6,
              Duration.ofSeconds(3),
              true);
      try (Recovery recovery = Recovery.open(others)) {
        measured("restore", count, () -> recovery.restore(archive, null, Progress.NONE));
      }
      database.drop();
    }
  }

  private static void write(WholeStore store, int count) {
    EventCodec codec = new EventCodec();
    Meta meta = new Meta("anna", null, "SetTemplate", null, null, null, Map.of());
    store.prepare();
    for (int stream = 0; stream < count / IN_STREAM; stream++) {
      List<Commit> commits = new ArrayList<>();
      Head head = null;
      for (int i = 0; i < IN_STREAM; i++) {
        byte[] event = codec.encode(new TemplateSet("Text %d ".formatted(i).repeat(20)), meta);
        Commit commit =
            Commit.following(
                head, "series/s" + stream, "c" + i, "f", Instant.now(), null, List.of(event));
        commits.add(commit);
        head = commit.head();
      }
      store.add(commits, true);
    }
  }

  private static void measured(String what, int count, Runnable work) {
    System.gc();
    List<MemoryPoolMXBean> heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    long began = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - began) / 1e9;
    long peak = heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    System.out.printf(
        Locale.ROOT,
        "%s: %d commits in %.1f s, %.0f a second; heap at most %d MiB%n",
        what,
        count,
        seconds,
        count / seconds,
        peak >> 20);
  }
}
