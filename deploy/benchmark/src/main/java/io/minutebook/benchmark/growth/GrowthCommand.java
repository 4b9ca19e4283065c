package io.minutebook.benchmark.growth;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.minutebook.benchmark.load.LoadOptions;
import io.minutebook.benchmark.load.Measured;
import io.minutebook.benchmark.peer.Commanded;
import io.minutebook.benchmark.peer.Databases;
import io.minutebook.benchmark.peer.Minutebook;
import io.minutebook.benchmark.peer.Workload;
import io.minutebook.benchmark.report.Report;
import io.minutebook.benchmark.report.ReportOptions;
import io.minutebook.benchmark.report.Row;
import io.minutebook.benchmark.report.Runs;
import io.minutebook.benchmark.server.ServerOptions;
import io.minutebook.benchmark.server.Servers;
import io.minutebook.command.eventstore.MongoCommitTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Appends to, and loads from, a store that holds little and one that holds much. */
@Command(
    name = "growth",
    description = {
      "Whether a store that holds much costs more than one that holds little.",
      "The databases are kept: with --mongodb, or with --folder, they are filled only once."
    },
    mixinStandardHelpOptions = true)
public final class GrowthCommand implements Callable<Integer> {

  private static final String NAME = "minutebook_growth_";
  private static final String EACH = "us an event at ";

  @Mixin private final ServerOptions serverOptions = new ServerOptions();
  @Mixin private final LoadOptions load = new LoadOptions();
  @Mixin private final ReportOptions output = new ReportOptions();
  @Mixin private final Runs runs = new Runs();

  @Option(
      names = "--small",
      paramLabel = "N",
      defaultValue = "10000",
      description = {
        "Events in the store that holds little (${DEFAULT-VALUE});",
        "beside them are the streams that are loaded."
      })
  private long small;

  @Option(
      names = "--large",
      paramLabel = "N",
      defaultValue = "5000000",
      description = "Events in the one that holds much (${DEFAULT-VALUE}).")
  private long large;

  @Option(
      names = "--senders",
      paramLabel = "N",
      defaultValue = "256",
      description = "Concurrent senders (${DEFAULT-VALUE}).")
  private int senders;

  @Option(
      names = "--streams",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Streams that are written to, in turn (${DEFAULT-VALUE}).")
  private int streams;

  @Override
  public Integer call() throws Exception {
    Report report = new Report("growth");
    report.setting("load", senders + " senders, " + streams + " streams, " + load);
    try (Servers servers = serverOptions.open();
        MongoClient client = Databases.client(servers.mongodb())) {
      for (long events : List.of(small, large)) {
        archive(client, events)
            .fill(done -> output.say("filled: %,d of %,d".formatted(done, events)));
      }
      runs.interleave(
          List.of(small, large),
          (run, events) -> measure(run, events, servers, client),
          report,
          output);
    }
    promise(report);
    return output.write(report);
  }

  private static Archive archive(MongoClient client, long events) {
    return new Archive(database(client, events), events);
  }

  private static MongoDatabase database(MongoClient client, long events) {
    return client.getDatabase(NAME + events);
  }

  private static String subject(long events) {
    return "%,d events".formatted(events);
  }

  private Row measure(int run, long events, Servers servers, MongoClient client) throws Exception {
    Archive archive = archive(client, events);
    archive.remove(Workload.SERIES.slug());
    Map<String, Double> more = new LinkedHashMap<>();
    Loading loading = new Loading(new MongoCommitTable(database(client, events)));
    for (int length : Archive.LENGTHS) {
      double nanos = loading.median(Archive.ofLength(length), length);
      more.put("load %,d ms".formatted(length), nanos / 1e6);
      more.put(EACH + length, nanos / 1e3 / length);
    }
    String name = database(client, events).getName();
    try (Commanded ours =
        new Commanded(new Workload(streams, "growth"), Minutebook.over(servers.mongodb(), name))) {
      ours.begin();
      long before = ours.stored();
      Measured measured = load.closed(senders).run(ours);
      long stored = ours.stored() - before;
      if (stored != measured.allDone()) {
        throw new IllegalStateException(
            "acknowledged %,d commits and holds %,d".formatted(measured.allDone(), stored));
      }
      return Row.of(run, subject(events), measured, more);
    } finally {
      archive.remove(Workload.SERIES.slug());
    }
  }

  private void promise(Report report) {
    report.bar(
        "appends a second, " + subject(large) + " / " + subject(small),
        report.ratios(subject(large), subject(small), Row.PER_SECOND),
        true,
        0.85);
    for (int length : Archive.LENGTHS) {
      report.bar(
          "loading a stream of %,d, %s / %s".formatted(length, subject(large), subject(small)),
          report.ratios(subject(large), subject(small), EACH + length),
          false,
          1.15);
    }
    report.bar(
        "loading, an event of 10,000 / of 1,000",
        quotients(
            report.figures(subject(large), EACH + 10_000),
            report.figures(subject(large), EACH + 1_000)),
        false,
        1.15);
  }

  private static List<Double> quotients(List<Double> numbers, List<Double> by) {
    return IntStream.range(0, numbers.size()).mapToObj(i -> numbers.get(i) / by.get(i)).toList();
  }
}
