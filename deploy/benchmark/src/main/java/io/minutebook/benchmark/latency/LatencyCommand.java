package io.minutebook.benchmark.latency;

import io.minutebook.benchmark.http.Targets;
import io.minutebook.benchmark.load.LoadOptions;
import io.minutebook.benchmark.load.Measured;
import io.minutebook.benchmark.peer.Peer;
import io.minutebook.benchmark.peer.PeerKind;
import io.minutebook.benchmark.peer.Tuning;
import io.minutebook.benchmark.peer.Workload;
import io.minutebook.benchmark.report.Report;
import io.minutebook.benchmark.report.ReportOptions;
import io.minutebook.benchmark.report.Row;
import io.minutebook.benchmark.server.ServerOptions;
import io.minutebook.benchmark.server.Servers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One sender alone, who does one after the other: each way in turn, call by call. */
@Command(
    name = "latency",
    description = "One sender alone, against a bare insertOne of the same document.",
    mixinStandardHelpOptions = true)
public final class LatencyCommand implements Callable<Integer> {

  private static final int MANY = 16;
  private static final String INSERT_ONE = "insert-one";
  private static final String APPEND = "append";

  @Mixin private final ServerOptions serverOptions = new ServerOptions();
  @Mixin private final LoadOptions load = new LoadOptions();
  @Mixin private final ReportOptions output = new ReportOptions();

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often all are measured (${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--streams",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Streams that are written to, in turn (${DEFAULT-VALUE}).")
  private int streams;

  @Override
  public Integer call() throws Exception {
    Report report = new Report("latency");
    report.setting("load", "one sender, " + streams + " streams, call by call in turn, " + load);
    Workload workload = new Workload(streams, "latency");
    try (Servers servers = serverOptions.open();
        Targets targets = new Targets(servers, streams, MANY);
        Peer insertOne = PeerKind.INSERT_MANY.open(workload, servers, Tuning.oneByOne());
        Peer append = PeerKind.MINUTEBOOK.open(workload, servers, Tuning.usual())) {
      insertOne.begin();
      append.begin();
      List<Way> ways =
          List.of(
              new Way(INSERT_ONE, insertOne, MANY),
              new Way(APPEND, append, MANY),
              new Way("decide alone", new DecideAlone(workload), 1),
              new Way("over HTTP", targets.of(PeerKind.MINUTEBOOK), MANY));
      InTurn turns = new InTurn(ways);
      turns.rehearse(load);
      for (int run = 1; run <= runs; run++) {
        for (Map.Entry<String, Measured> each : turns.run(load).entrySet()) {
          Row row = Row.of(run, each.getKey(), each.getValue(), Map.of());
          output.progress(row);
          report.add(row);
        }
      }
    }
    List<Double> ratios = new ArrayList<>(report.ratios(APPEND, INSERT_ONE, Row.P50));
    report.bar("latency, " + APPEND + " / " + INSERT_ONE + ", medians", ratios, false, 1.3);
    return output.write(report);
  }
}
