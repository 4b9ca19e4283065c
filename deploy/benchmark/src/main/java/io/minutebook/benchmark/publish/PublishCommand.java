package io.minutebook.benchmark.publish;

import io.minutebook.benchmark.load.LoadOptions;
import io.minutebook.benchmark.load.Measured;
import io.minutebook.benchmark.peer.Commanded;
import io.minutebook.benchmark.peer.Databases;
import io.minutebook.benchmark.peer.PeerKind;
import io.minutebook.benchmark.peer.Tuning;
import io.minutebook.benchmark.peer.Workload;
import io.minutebook.benchmark.report.Report;
import io.minutebook.benchmark.report.ReportOptions;
import io.minutebook.benchmark.report.Row;
import io.minutebook.benchmark.report.Runs;
import io.minutebook.benchmark.server.ServerOptions;
import io.minutebook.benchmark.server.Servers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long after its acknowledgement an event can be read, at half of what can be done at most. */
@Command(
    name = "publish",
    description = "From an acknowledged command until a Kafka consumer can read its event.",
    mixinStandardHelpOptions = true)
public final class PublishCommand implements Callable<Integer> {

  private static final String SUBJECT = "at the rate";
  private static final String READABLE_P99 = "readable p99 ms";
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  @Mixin private final ServerOptions serverOptions = new ServerOptions();
  @Mixin private final LoadOptions load = new LoadOptions();
  @Mixin private final ReportOptions output = new ReportOptions();
  @Mixin private final Runs runs = new Runs();

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Commands a second; by default half of the peak, which is measured first.")
  private @Nullable Double rate;

  @Option(
      names = "--senders",
      paramLabel = "N",
      defaultValue = "256",
      description = "Concurrent senders when the peak is measured (${DEFAULT-VALUE}).")
  private int senders;

  @Option(
      names = "--streams",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Streams that are written to, in turn (${DEFAULT-VALUE}).")
  private int streams;

  @Override
  public Integer call() throws Exception {
    Report report = new Report("publish");
    report.setting(
        "load",
        (rate == null ? "half of the peak of " + senders + " senders" : rate + " a second")
            + ", open loop, "
            + streams
            + " streams, "
            + load);
    try (Servers servers = serverOptions.open()) {
      runs.interleave(
          List.of(SUBJECT), (run, subject) -> measure(run, subject, servers), report, output);
    }
    report.bar(
        "acknowledged until readable, p99, ms", report.figures(SUBJECT, READABLE_P99), false, 50);
    return output.write(report);
  }

  private Row measure(int run, String subject, Servers servers) throws Exception {
    String topic = Databases.freshName();
    Map<String, Double> more = new LinkedHashMap<>();
    double asked = rate == null ? measurePeak(servers, more) / 2 : rate;
    try (Commanded ours = open(servers, topic)) {
      ours.begin();
      ours.settle();
      Sightings sightings = new Sightings(System.nanoTime() + load.warmUp().toNanos());
      Measured measured;
      try (LogReader reader = LogReader.of(servers.kafka(), topic, sightings::readable)) {
        measured =
            load.open(asked)
                .run(
                    number -> {
                      String event = ours.ask(number);
                      sightings.acknowledged(event, System.nanoTime());
                      return 1;
                    });
        awaitAllRead(sightings, reader);
      }
      Histogram delays = sightings.delays();
      more.put("readable p50 ms", delays.getValueAtPercentile(50) / 1e6);
      more.put(READABLE_P99, delays.getValueAtPercentile(99) / 1e6);
      more.put("readable max ms", delays.getMaxValue() / 1e6);
      return Row.of(run, subject, measured, more);
    }
  }

  private double measurePeak(Servers servers, Map<String, Double> more) throws Exception {
    try (Commanded ours = open(servers, Databases.freshName())) {
      ours.begin();
      double peak = load.closed(senders).run(ours).perSecond();
      ours.settle();
      more.put("peak per second", peak);
      return peak;
    }
  }

  private Commanded open(Servers servers, String name) throws Exception {
    return new Commanded(
        new Workload(streams, "publish"),
        PeerKind.MINUTEBOOK_RELAY.store(servers, name, Tuning.usual()));
  }

  private static void awaitAllRead(Sightings sightings, LogReader reader)
      throws InterruptedException {
    long begin = System.nanoTime();
    while (sightings.unread() > 0) {
      if (System.nanoTime() - begin > PATIENCE || !reader.isReading()) {
        throw new IllegalStateException(sightings.unread() + " events were never readable");
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }
}
