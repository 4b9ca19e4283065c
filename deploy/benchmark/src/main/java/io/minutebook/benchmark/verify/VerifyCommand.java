package io.minutebook.benchmark.verify;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.minutebook.benchmark.corpus.Corpus;
import io.minutebook.benchmark.corpus.CorpusOptions;
import io.minutebook.benchmark.corpus.FilledLog;
import io.minutebook.benchmark.corpus.FilledViews;
import io.minutebook.benchmark.peer.CommitDocuments;
import io.minutebook.benchmark.peer.Databases;
import io.minutebook.benchmark.report.Report;
import io.minutebook.benchmark.report.ReportOptions;
import io.minutebook.benchmark.report.Row;
import io.minutebook.benchmark.report.Runs;
import io.minutebook.benchmark.server.ServerOptions;
import io.minutebook.benchmark.server.Servers;
import io.minutebook.query.audit.Audit;
import io.minutebook.query.audit.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bson.Document;
import org.bson.RawBsonDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Verifies a record, against barely reading the same commits, log and views. */
@Command(
    name = "verify",
    description = {
      "Verifies a record, against barely reading the same commits, log and views:",
      "as documents, as the driver hands them out by default, and as bytes."
    },
    mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {

  private static final String VERIFY = "verify";
  private static final String READ = "read";
  private static final String BYTES = "read as bytes";
  private static final String SECONDS = "s";
  private static final String HEAP = "MiB in use, at most";

  @Mixin private final ServerOptions serverOptions = new ServerOptions();
  @Mixin private final CorpusOptions corpusOptions = new CorpusOptions();
  @Mixin private final ReportOptions output = new ReportOptions();
  @Mixin private final Runs runs = new Runs();

  @Option(
      names = "--meetings",
      split = ",",
      paramLabel = "N",
      defaultValue = "400",
      description = {
        "Meetings in the record (${DEFAULT-VALUE}); several: one record after the other.",
        "2,000 are 100,000 events, 20,000 a million, 100,000 five million."
      })
  private List<Integer> sizes = List.of();

  @Option(
      names = "--kept",
      description = {
        "Uses the views that 'benchmark queries' has filled and kept in a --folder, or fills them",
        "for it, and leaves the record there; otherwise it is dropped in the end."
      })
  private boolean kept;

  @Override
  public Integer call() throws Exception {
    Report report = new Report("verify");
    report.setting("minutes", corpusOptions.toString());
    report.setting("largest heap, MiB", Runtime.getRuntime().maxMemory() >> 20);
    try (Servers servers = serverOptions.open();
        MongoClient client = Databases.patientClient(servers.mongodb())) {
      for (int meetings : sizes) {
        Corpus corpus = corpusOptions.corpus(meetings);
        if (kept) {
          measure(corpus, servers, FilledViews.kept(client, corpus), report);
          continue;
        }
        MongoDatabase database = client.getDatabase(Databases.freshName());
        try {
          measure(corpus, servers, database, report);
        } finally {
          database.drop();
        }
      }
    }
    return output.write(report);
  }

  private void measure(Corpus corpus, Servers servers, MongoDatabase database, Report report)
      throws Exception {
    String topic = Databases.freshName();
    String at = " at %,d meetings".formatted(corpus.meetings());
    new FilledViews(database, corpus).fill(_ -> {});
    fillCommits(database, corpus);
    long events = FilledLog.fill(corpus, servers.kafka(), topic);
    output.say("filled: %,d events".formatted(events));
    report.setting("events" + at, events);
    Audit.Source source =
        new Audit.Source(servers.mongodb(), database.getName(), servers.kafka(), topic);
    BareReading bare = new BareReading(database, servers.kafka(), topic);
    runs.interleave(
        List.of(VERIFY + at, READ + at, BYTES + at),
        (run, subject) -> {
          System.gc(); // what a run before left is not counted
          try (HeapWatch heap = new HeapWatch()) {
            long begin = System.nanoTime();
            if (subject.startsWith(VERIFY)) {
              verify(source, events);
            } else if (subject.startsWith(BYTES)) {
              bare.as(RawBsonDocument.class);
            } else {
              bare.as(Document.class);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put(SECONDS, seconds);
            figures.put(Row.PER_SECOND, events / seconds);
            figures.put(HEAP, heap.mebibytes());
            return new Row(run, subject, figures);
          }
        },
        report,
        output);
    report.bar(
        "time, verify / read" + at, report.ratios(VERIFY + at, READ + at, SECONDS), false, 2);
    report.bar(
        "time, verify / read as bytes" + at,
        report.ratios(VERIFY + at, BYTES + at, SECONDS),
        false,
        2);
  }

  private static void verify(Audit.Source source, long events) {
    try (Audit audit = Audit.open(source)) {
      io.minutebook.query.audit.Report found = audit.verify(Progress.NONE);
      if (!found.isClean() || found.events() != events || found.records() != events) {
        throw new IllegalStateException("of %,d events: %s".formatted(events, found));
      }
    }
  }

  private static void fillCommits(MongoDatabase database, Corpus corpus) {
    MongoCollection<Document> commits = database.getCollection("commits");
    commits.drop(); // filling may have been broken off
    for (int series = 0; series < corpus.series(); series++) {
      List<Document> documents = new ArrayList<>();
      corpus.commits(series).forEach(each -> documents.add(CommitDocuments.of(each, false)));
      for (int from = 0; from < documents.size(); from += 5000) {
        commits.insertMany(documents.subList(from, Math.min(documents.size(), from + 5000)));
      }
    }
    CommitDocuments.index(commits);
  }
}
