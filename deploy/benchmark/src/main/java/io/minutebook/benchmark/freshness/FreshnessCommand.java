package io.minutebook.benchmark.freshness;

import com.mongodb.client.MongoClient;
import io.minutebook.benchmark.http.Connections;
import io.minutebook.benchmark.http.HttpPeer;
import io.minutebook.benchmark.http.QueryProcess;
import io.minutebook.benchmark.http.ServiceProcess;
import io.minutebook.benchmark.load.LoadOptions;
import io.minutebook.benchmark.load.Measured;
import io.minutebook.benchmark.peer.Databases;
import io.minutebook.benchmark.peer.PeerKind;
import io.minutebook.benchmark.peer.Workload;
import io.minutebook.benchmark.report.Report;
import io.minutebook.benchmark.report.ReportOptions;
import io.minutebook.benchmark.report.Row;
import io.minutebook.benchmark.report.Runs;
import io.minutebook.benchmark.server.ServerOptions;
import io.minutebook.benchmark.server.Servers;
import io.minutebook.query.QueryServiceApplication;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long after its acknowledgement a command can be seen in a query that waits for it. */
@Command(
    name = "freshness",
    description = "From an acknowledged command until a query that waits for it shows it.",
    mixinStandardHelpOptions = true)
public final class FreshnessCommand implements Callable<Integer> {

  private static final String SUBJECT = "at the rate";
  private static final String VISIBLE_P99 = "visible p99 ms";
  private static final String NOT_YET = "not yet";

  @Mixin private final ServerOptions serverOptions = new ServerOptions();
  @Mixin private final LoadOptions load = new LoadOptions();
  @Mixin private final ReportOptions output = new ReportOptions();
  @Mixin private final Runs runs = new Runs();

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "200",
      description = "Commands a second (${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "1000",
      description = {
        "Connections at most to each of the two services (${DEFAULT-VALUE});",
        "a query that has to wait for one waits longer than it need."
      })
  private int connections;

  @Option(
      names = "--streams",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Streams that are written to, in turn (${DEFAULT-VALUE}).")
  private int streams;

  @Override
  public Integer call() throws Exception {
    Report report = new Report("freshness");
    report.setting(
        "load", rate + " commands a second, open loop, " + streams + " streams, " + load);
    try (Servers servers = serverOptions.open();
        MongoClient client = Databases.client(servers.mongodb())) {
      String name = Databases.freshName();
      try (ServiceProcess commands =
              ServiceProcess.start(PeerKind.MINUTEBOOK_RELAY, name, servers);
          QueryProcess queries =
              QueryProcess.start(QueryServiceApplication.class, servers, name, name);
          Connections readers = queries.connect(connections);
          HttpPeer writer =
              new HttpPeer(
                  new Workload(streams, "freshness"),
                  commands.port(),
                  commands.token(),
                  connections,
                  () -> Databases.documents(client.getDatabase(name)))) {
        writer.begin();
        runs.interleave(
            List.of(SUBJECT),
            (run, subject) -> measure(run, subject, writer, readers),
            report,
            output);
      } finally {
        client.getDatabase(name).drop();
      }
    }
    report.bar(
        "acknowledged until visible, p99, ms", report.figures(SUBJECT, VISIBLE_P99), false, 100);
    report.bar("queries that gave up waiting", report.figures(SUBJECT, NOT_YET), false, 0);
    return output.write(report);
  }

  private Row measure(int run, String subject, HttpPeer writer, Connections readers)
      throws InterruptedException {
    Sight sight = new Sight(readers, System.nanoTime() + load.warmUp().toNanos());
    Measured measured =
        load.open(rate)
            .run(
                _ -> {
                  sight.see(writer.next());
                  return 1;
                });
    Histogram delays = sight.delays();
    Map<String, Double> more = new LinkedHashMap<>();
    more.put("visible p50 ms", delays.getValueAtPercentile(50) / 1e6);
    more.put(VISIBLE_P99, delays.getValueAtPercentile(99) / 1e6);
    more.put("visible max ms", delays.getMaxValue() / 1e6);
    more.put(NOT_YET, (double) sight.notYet());
    return Row.of(run, subject, measured, more);
  }
}
