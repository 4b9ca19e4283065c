package io.minutebook.benchmark.rebuild;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.minutebook.benchmark.corpus.CorpusOptions;
import io.minutebook.benchmark.corpus.FilledLog;
import io.minutebook.benchmark.peer.Databases;
import io.minutebook.benchmark.report.Report;
import io.minutebook.benchmark.report.ReportOptions;
import io.minutebook.benchmark.report.Row;
import io.minutebook.benchmark.report.Runs;
import io.minutebook.benchmark.server.ServerOptions;
import io.minutebook.benchmark.server.Servers;
import io.minutebook.query.projection.ViewStore;
import io.minutebook.query.view.Views;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes all views from the log, against bare upserts of the very same documents. */
@Command(
    name = "rebuild",
    description = "Makes all views from the log, against bare upserts of the very same documents.",
    mixinStandardHelpOptions = true)
public final class RebuildCommand implements Callable<Integer> {

  private static final String REBUILD = "rebuild";
  private static final String UPSERTS = "upserts";
  private static final String MILLION = "min a million";

  @Mixin private final ServerOptions serverOptions = new ServerOptions();
  @Mixin private final CorpusOptions corpus = new CorpusOptions();
  @Mixin private final ReportOptions output = new ReportOptions();
  @Mixin private final Runs runs = new Runs();

  @Option(
      names = "--meetings",
      paramLabel = "N",
      defaultValue = "1000",
      description = {
        "Meetings in the log (${DEFAULT-VALUE});",
        "what is written of them is kept in memory, to be written again."
      })
  private int meetings;

  private final RecordedWrites recorded = new RecordedWrites();

  @Override
  public Integer call() throws Exception {
    Report report = new Report("rebuild");
    try (Servers servers = serverOptions.open();
        MongoClient client = Databases.client(servers.mongodb())) {
      String kafka = servers.kafka();
      String topic = Databases.freshName();
      long events = FilledLog.fill(corpus.corpus(meetings), kafka, topic);
      try (MongoClient listening = listening(servers.mongodb())) {
        // what goes to several collections in one request is not understood by who listens
        String name = Databases.freshName();
        Views apart = Views.of(listening.getDatabase(name));
        rebuild(listening.getDatabase(name), apart, kafka, topic, events, recorded::clear);
      }
      report.setting("log", "%,d events of %,d meetings, %s".formatted(events, meetings, corpus));
      report.setting(
          "written",
          "%,d documents in %,d batches".formatted(recorded.documents(), recorded.batches()));
      runs.interleave(
          List.of(REBUILD, UPSERTS),
          (run, subject) ->
              row(
                  run,
                  subject,
                  subject.equals(REBUILD)
                      ? rebuild(client, kafka, topic, events)
                      : upserts(client, events)),
          report,
          output);
    }
    report.bar(
        "events a second, rebuild / bare upserts of the same documents",
        report.ratios(REBUILD, UPSERTS, Row.PER_SECOND),
        true,
        0.5);
    return output.write(report);
  }

  private static Row row(int run, String subject, double perSecond) {
    return new Row(
        run,
        subject,
        new TreeMap<>(Map.of(Row.PER_SECOND, perSecond, MILLION, 1e6 / perSecond / 60)));
  }

  private static double rebuild(MongoClient client, String kafka, String topic, long events) {
    String name = Databases.freshName();
    return rebuild(
        client.getDatabase(name), Views.of(client, name), kafka, topic, events, () -> {});
  }

  private static double rebuild(
      MongoDatabase database,
      Views views,
      String kafka,
      String topic,
      long events,
      Runnable prepared) {
    try {
      views.prepare();
      prepared.run();
      double perSecond =
          Reading.all(Reading.projection(ViewStore.of(views)), kafka, topic, events).perSecond();
      check(views, events);
      return perSecond;
    } finally {
      database.drop();
    }
  }

  private double upserts(MongoClient client, long events) {
    MongoDatabase database = client.getDatabase(Databases.freshName());
    try {
      Views views = Views.of(database);
      views.prepare();
      long begin = System.nanoTime();
      recorded.writeTo(database);
      long nanos = System.nanoTime() - begin;
      check(views, events);
      return events / (nanos / 1e9);
    } finally {
      database.drop();
    }
  }

  private static void check(Views views, long events) {
    long history = views.historyDocuments().countDocuments();
    if (history != events || !views.parked().all().isEmpty()) {
      throw new IllegalStateException(
          "of %,d events the history has %,d; not followed: %s"
              .formatted(events, history, views.parked().all()));
    }
  }

  /** As durable as the other, and each write is noted. */
  private MongoClient listening(String uri) {
    ConnectionString connection = new ConnectionString(uri);
    boolean single = Boolean.TRUE.equals(connection.isDirectConnection());
    return MongoClients.create(
        MongoClientSettings.builder()
            .applyConnectionString(connection)
            .writeConcern((single ? WriteConcern.W1 : WriteConcern.MAJORITY).withJournal(true))
            .addCommandListener(recorded)
            .build());
  }
}
