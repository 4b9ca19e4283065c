package io.minutebook.command.recovery;

import com.mongodb.client.MongoDatabase;
import io.minutebook.command.eventstore.WholeStore;
import io.minutebook.log.Commit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** Copies the record into an archive, a beginning of every stream, while it may be written on. */
final class Backup {

  static final String COMMITS = "commits.jsonl";
  static final String SEALS = "seals.jsonl";
  static final String SEAL_HEADS = "seal_heads.jsonl";

  private static final int PAGE = 500;
  private static final JsonWriterSettings EXACT =
      JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

  private final MongoDatabase database;
  private final WholeStore store;
  private long seals;

  Backup(MongoDatabase database, WholeStore store) {
    this.database = database;
    this.store = store;
  }

  /**
   * Writes the archive.
   *
   * @param partitions how many the topic has
   */
  Backed run(Path file, String topic, int partitions, Progress progress) throws IOException {
    if (Files.exists(file)) {
      throw new RecoveryRefused(file + " is there already: name another file, or remove it");
    }
    Instant began = Instant.now();
    StreamEnds ends = new StreamEnds();
    try (ArchiveWriter archive = new ArchiveWriter(file)) {
      // the seals first: whatever they seal is in the commits that are read after them
      archive.part(SEALS, lines -> seals = documents("seals", lines));
      archive.part(SEAL_HEADS, lines -> documents("seal_heads", lines));
      archive.part(COMMITS, lines -> commits(lines, ends, progress));
      Manifest manifest =
          new Manifest(
              Manifest.FORMAT,
              "Minutebook 0.1.0",
              began.toString(),
              Instant.now().toString(),
              topic,
              partitions,
              ends.streams(),
              ends.commits(),
              ends.events(),
              seals,
              ends.digest(),
              archive.parts());
      archive.finish(manifest);
    }
    return new Backed(
        file,
        Files.size(file),
        ends.streams(),
        ends.commits(),
        ends.events(),
        seals,
        began,
        ends.broken());
  }

  /** A stream is read in the order of its versions, so that what comes meanwhile is behind. */
  private void commits(ArchiveWriter.LineSink lines, StreamEnds ends, Progress progress) {
    List<Commit> page = store.page(null, PAGE);
    while (!page.isEmpty()) {
      for (Commit commit : page) {
        lines.line(CommitLine.write(commit));
        ends.add(commit);
      }
      progress.reached("Backup", ends.commits(), ends.commits());
      page = store.page(page.getLast(), PAGE);
    }
  }

  private long documents(String collection, ArchiveWriter.LineSink lines) {
    long count = 0;
    for (Document each :
        database.getCollection(collection).find().sort(new Document("_id", 1)).batchSize(1000)) {
      lines.line(each.toJson(EXACT).getBytes(StandardCharsets.UTF_8));
      count++;
    }
    return count;
  }
}
