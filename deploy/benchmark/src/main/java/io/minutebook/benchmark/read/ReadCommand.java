package io.minutebook.benchmark.read;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.minutebook.benchmark.corpus.Corpus;
import io.minutebook.benchmark.corpus.CorpusOptions;
import io.minutebook.benchmark.corpus.FilledViews;
import io.minutebook.benchmark.http.Connection;
import io.minutebook.benchmark.http.Connections;
import io.minutebook.benchmark.http.QueryProcess;
import io.minutebook.benchmark.load.LoadOptions;
import io.minutebook.benchmark.load.Measured;
import io.minutebook.benchmark.peer.Databases;
import io.minutebook.benchmark.report.Report;
import io.minutebook.benchmark.report.ReportOptions;
import io.minutebook.benchmark.report.Row;
import io.minutebook.benchmark.report.Runs;
import io.minutebook.benchmark.server.ServerOptions;
import io.minutebook.benchmark.server.Servers;
import io.minutebook.event.MeetingId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads meetings by their ids over HTTP, against the bare document over the same HTTP server. */
@Command(
    name = "read",
    description = "Reads meetings over HTTP, with tokens, against the bare stored document.",
    mixinStandardHelpOptions = true)
public final class ReadCommand implements Callable<Integer> {

  private static final double LEAST = 0.3;

  @Mixin private final ServerOptions serverOptions = new ServerOptions();
  @Mixin private final CorpusOptions corpusOptions = new CorpusOptions();
  @Mixin private final LoadOptions load = new LoadOptions();
  @Mixin private final ReportOptions output = new ReportOptions();
  @Mixin private final Runs runs = new Runs();

  @Option(
      names = "--meetings",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Meetings in the store (${DEFAULT-VALUE}).")
  private int meetings;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "4",
      description = "Connections that are kept, each with a reader (${DEFAULT-VALUE}).")
  private int connections;

  @Override
  public Integer call() throws Exception {
    Corpus corpus = corpusOptions.corpus(meetings);
    Report report = new Report("read");
    report.setting(
        "load", "%d connections, %,d meetings, %s".formatted(connections, meetings, load));
    report.setting("meetings", corpusOptions.toString());
    try (Servers servers = serverOptions.open();
        MongoClient client = Databases.client(servers.mongodb())) {
      MongoDatabase database = client.getDatabase(Databases.freshName());
      try {
        new FilledViews(database, corpus).fill(_ -> {});
        try (QueryProcess service =
                QueryProcess.start(
                    BareService.class, servers, database.getName(), database.getName());
            Connections all = service.connect(connections)) {
          List<Way> ways = ways(service, corpus.meeting(0, 0));
          runs.interleave(ways, (run, way) -> measure(run, way, corpus, all), report, output);
        }
      } finally {
        database.drop();
      }
    }
    for (Way way : List.of(Way.HEAD, Way.WHOLE, Way.JSON, Way.MARKDOWN)) {
      report.bar(
          "requests a second, " + way + " / " + Way.BARE,
          report.ratios(way.toString(), Way.BARE.toString(), Row.PER_SECOND),
          true,
          LEAST);
    }
    return output.write(report);
  }

  private static List<Way> ways(QueryProcess service, MeetingId meeting) throws IOException {
    List<Way> ways = new ArrayList<>();
    try (Connection connection = service.connect()) {
      for (Way way : Way.values()) {
        if (way.isThere(meeting, connection)) {
          ways.add(way);
        }
      }
    }
    return ways;
  }

  private Row measure(int run, Way way, Corpus corpus, Connections all)
      throws InterruptedException {
    LongAdder bytes = new LongAdder();
    Measured measured =
        load.closed(connections)
            .run(
                number -> {
                  MeetingId meeting = any(corpus, number);
                  String answer = all.answer(connection -> way.read(meeting, connection));
                  check(way, meeting, answer);
                  bytes.add(answer.length());
                  return 1;
                });
    return Row.of(
        run,
        way.toString(),
        measured,
        Map.of("KiB an answer", bytes.sum() / 1024.0 / measured.allDone()));
  }

  /** The same ones for every way. */
  private static MeetingId any(Corpus corpus, long number) {
    SplittableRandom random = new SplittableRandom(number);
    int series = random.nextInt(corpus.series());
    return corpus.meeting(series, random.nextInt(corpus.meetingsOf(series)));
  }

  private static void check(Way way, MeetingId meeting, String answer) {
    if (!answer.contains(meeting.date().toString()) || answer.contains("\"errors\":[")) {
      throw new IllegalStateException(
          "%s of %s was answered with %s".formatted(way, meeting, answer));
    }
  }
}
