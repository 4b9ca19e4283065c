package io.minutebook.benchmark.rebuild;

import io.minutebook.benchmark.corpus.CorpusOptions;
import io.minutebook.benchmark.corpus.FilledLog;
import io.minutebook.benchmark.report.Report;
import io.minutebook.benchmark.report.ReportOptions;
import io.minutebook.benchmark.report.Row;
import io.minutebook.benchmark.report.Runs;
import io.minutebook.benchmark.server.ServerOptions;
import io.minutebook.benchmark.server.Servers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Folds the log in memory, against reading and decoding it alone. */
@Command(
    name = "fold",
    description = {
      "Reads a log and folds it in memory, against reading and decoding it alone.",
      "Needs no database."
    },
    mixinStandardHelpOptions = true)
public final class FoldCommand implements Callable<Integer> {

  private static final String FOLD = "fold";
  private static final String PARSE = "parse";
  private static final String TOPIC = "fold";

  @Mixin private final ServerOptions serverOptions = new ServerOptions();
  @Mixin private final CorpusOptions corpus = new CorpusOptions();
  @Mixin private final ReportOptions output = new ReportOptions();
  @Mixin private final Runs runs = new Runs();

  @Option(
      names = "--meetings",
      paramLabel = "N",
      defaultValue = "4000",
      description = "Meetings in the log (${DEFAULT-VALUE}).")
  private int meetings;

  @Override
  public Integer call() throws Exception {
    Report report = new Report("fold");
    try (Servers servers = serverOptions.openWithoutMongodb()) {
      String topic = TOPIC + System.nanoTime();
      long events = FilledLog.fill(corpus.corpus(meetings), servers.kafka(), topic);
      report.setting("log", "%,d events of %,d meetings, %s".formatted(events, meetings, corpus));
      runs.interleave(
          List.of(FOLD, PARSE),
          (run, subject) -> measure(run, subject, servers.kafka(), topic, events),
          report,
          output);
    }
    report.bar(
        "events a second, fold in memory / read and decoded alone",
        report.ratios(FOLD, PARSE, Row.PER_SECOND),
        true,
        0.6);
    return output.write(report);
  }

  private static Row measure(int run, String subject, String kafka, String topic, long events) {
    Reading.Took took =
        subject.equals(FOLD) ? fold(kafka, topic, events) : parse(kafka, topic, events);
    return new Row(
        run,
        subject,
        new TreeMap<>(
            Map.of(
                Row.PER_SECOND,
                took.perSecond(),
                "us an event",
                took.nanos() / 1e3 / took.events())));
  }

  private static Reading.Took fold(String kafka, String topic, long events) {
    MemoryViews views = new MemoryViews();
    Reading.Took took = Reading.all(Reading.projection(views), kafka, topic, events);
    check(views.events(), events);
    return took;
  }

  private static Reading.Took parse(String kafka, String topic, long events) {
    LongAdder decoded = new LongAdder();
    Reading.Took took =
        Reading.all((consumer, name) -> new Parsing(consumer, name, decoded), kafka, topic, events);
    check(decoded.sum(), events);
    return took;
  }

  private static void check(long done, long events) {
    if (done != events) {
      throw new IllegalStateException("of %,d events %,d were met".formatted(events, done));
    }
  }
}
