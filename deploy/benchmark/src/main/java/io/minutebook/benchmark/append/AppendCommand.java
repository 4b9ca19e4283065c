package io.minutebook.benchmark.append;

import io.minutebook.benchmark.load.LoadOptions;
import io.minutebook.benchmark.load.Measured;
import io.minutebook.benchmark.peer.Backlog;
import io.minutebook.benchmark.peer.Peer;
import io.minutebook.benchmark.peer.PeerKind;
import io.minutebook.benchmark.peer.Tuning;
import io.minutebook.benchmark.peer.Workload;
import io.minutebook.benchmark.report.Report;
import io.minutebook.benchmark.report.ReportOptions;
import io.minutebook.benchmark.report.Row;
import io.minutebook.benchmark.report.Runs;
import io.minutebook.benchmark.server.ServerOptions;
import io.minutebook.benchmark.server.Servers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Appends as fast as each peer can, all in one run. */
@Command(
    name = "append",
    description = "Appends through the command bus, against every peer.",
    mixinStandardHelpOptions = true)
public final class AppendCommand implements Callable<Integer> {

  private static final String BEHIND = "behind ms";

  @Mixin private final ServerOptions serverOptions = new ServerOptions();
  @Mixin private final LoadOptions load = new LoadOptions();
  @Mixin private final ReportOptions output = new ReportOptions();
  @Mixin private final Runs runs = new Runs();
  @Mixin private final Tuning tuning = new Tuning();

  @Option(
      names = "--peers",
      split = ",",
      paramLabel = "PEER",
      defaultValue = "minutebook+relay,minutebook,axon-mongodb,axon-jdbc,insert-many,axon-memory",
      description = "What is measured (${DEFAULT-VALUE}).")
  private List<PeerKind> peers = List.of();

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
    Report report = new Report("append");
    report.setting("load", senders + " senders, " + streams + " streams, " + load);
    try (Servers servers = serverOptions.open()) {
      runs.interleave(peers, (run, kind) -> measure(run, kind, servers), report, output);
    }
    promise(report);
    return output.write(report);
  }

  private Row measure(int run, PeerKind kind, Servers servers) throws Exception {
    Workload workload = new Workload(streams, "run" + run);
    try (Peer peer = kind.open(workload, servers, tuning)) {
      peer.begin();
      long published = peer.settle().published();
      long before = peer.stored();
      System.gc();
      Measured measured = load.closed(peer.senders(senders)).run(peer);
      Backlog backlog = peer.settle();
      long stored = peer.stored() - before;
      if (stored != measured.allDone()) {
        throw new IllegalStateException(
            "%s acknowledged %,d commits and holds %,d"
                .formatted(kind, measured.allDone(), stored));
      }
      if (backlog.published() > 0 && backlog.published() - published < stored) {
        throw new IllegalStateException(
            "the log holds %,d of %,d events".formatted(backlog.published() - published, stored));
      }
      Map<String, Double> more = new LinkedHashMap<>();
      if (kind == PeerKind.MINUTEBOOK_RELAY) {
        more.put("backlog", (double) backlog.commits());
        more.put(BEHIND, backlog.behind().toNanos() / 1e6);
      }
      return Row.of(run, kind.toString(), measured, more);
    }
  }

  private static void promise(Report report) {
    String ours = PeerKind.MINUTEBOOK_RELAY.toString();
    String bare = PeerKind.MINUTEBOOK.toString();
    String mongodb = PeerKind.AXON_MONGODB.toString();
    String jdbc = PeerKind.AXON_JDBC.toString();
    String limit = PeerKind.INSERT_MANY.toString();
    times(report, ours, mongodb, 4);
    times(report, ours, jdbc, 3);
    times(report, bare, limit, 0.5);
    for (String peer : List.of(mongodb, jdbc)) {
      report.bar("p99 of " + ours + " / " + peer, report.ratios(ours, peer, Row.P99), false, 1);
    }
    List<Double> behind = new ArrayList<>();
    if (!report.figures(ours, Row.PER_SECOND).isEmpty()) {
      behind.addAll(report.figures(ours, BEHIND));
    }
    report.bar("relay behind at the end, ms", behind, false, 1000);
  }

  private static void times(Report report, String subject, String to, double limit) {
    report.bar(
        "appends a second, " + subject + " / " + to,
        report.ratios(subject, to, Row.PER_SECOND),
        true,
        limit);
  }
}
