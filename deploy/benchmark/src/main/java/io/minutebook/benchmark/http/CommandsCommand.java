package io.minutebook.benchmark.http;

import io.minutebook.benchmark.load.LoadOptions;
import io.minutebook.benchmark.load.Measured;
import io.minutebook.benchmark.peer.PeerKind;
import io.minutebook.benchmark.report.Report;
import io.minutebook.benchmark.report.ReportOptions;
import io.minutebook.benchmark.report.Row;
import io.minutebook.benchmark.report.Runs;
import io.minutebook.benchmark.server.ServerOptions;
import io.minutebook.benchmark.server.Servers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Commands over HTTP as fast as each store behind the same HTTP layer can. */
@Command(
    name = "commands",
    description = "Sends commands over HTTP, with tokens, against the same HTTP layer on peers.",
    mixinStandardHelpOptions = true)
public final class CommandsCommand implements Callable<Integer> {

  @Mixin private final ServerOptions serverOptions = new ServerOptions();
  @Mixin private final LoadOptions load = new LoadOptions();
  @Mixin private final ReportOptions output = new ReportOptions();
  @Mixin private final Runs runs = new Runs();

  @Option(
      names = "--peers",
      split = ",",
      paramLabel = "PEER",
      defaultValue = "minutebook+relay,minutebook,axon-mongodb",
      description = "What is measured (${DEFAULT-VALUE}).")
  private List<PeerKind> peers = List.of();

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "64",
      description = "Connections that are kept, each with a sender (${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--streams",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Streams that are written to, in turn (${DEFAULT-VALUE}).")
  private int streams;

  @Override
  public Integer call() throws Exception {
    Report report = new Report("commands");
    report.setting("load", connections + " connections, " + streams + " streams, " + load);
    try (Servers servers = serverOptions.open();
        Targets targets = new Targets(servers, streams, connections)) {
      runs.interleave(peers, (run, kind) -> measure(run, kind, targets.of(kind)), report, output);
    }
    String peer = PeerKind.AXON_MONGODB.toString();
    for (PeerKind ours : List.of(PeerKind.MINUTEBOOK_RELAY, PeerKind.MINUTEBOOK)) {
      report.bar(
          "commands a second, " + ours + " / " + peer,
          report.ratios(ours.toString(), peer, Row.PER_SECOND),
          true,
          2.5);
    }
    return output.write(report);
  }

  private Row measure(int run, PeerKind kind, HttpPeer peer) throws InterruptedException {
    peer.reopen();
    long before = peer.stored();
    Measured measured = load.closed(connections).run(peer);
    long stored = peer.stored() - before;
    if (stored != measured.allDone()) {
      throw new IllegalStateException(
          "%s acknowledged %,d commands and holds %,d".formatted(kind, measured.allDone(), stored));
    }
    return Row.of(run, kind.toString(), measured, Map.of());
  }
}
