package io.minutebook.benchmark.queries;

import com.mongodb.client.MongoClient;
import io.minutebook.benchmark.corpus.Corpus;
import io.minutebook.benchmark.corpus.CorpusOptions;
import io.minutebook.benchmark.peer.Databases;
import io.minutebook.benchmark.report.Report;
import io.minutebook.benchmark.report.ReportOptions;
import io.minutebook.benchmark.report.Row;
import io.minutebook.benchmark.report.Runs;
import io.minutebook.benchmark.server.ServerOptions;
import io.minutebook.benchmark.server.Servers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks every query of the schema over stores of different sizes. */
@Command(
    name = "queries",
    description = {
      "How long each query takes over stores that hold little and much.",
      "The databases are kept: with --mongodb, or with --folder, they are filled only once."
    },
    mixinStandardHelpOptions = true)
public final class QueriesCommand implements Callable<Integer> {

  private static final double MOST_MILLIS = 50;
  private static final double MOST_MILLIS_OF_SEARCH = 200;
  private static final double MOST_GROWTH = 2;
  private static final String GROWTH = "growth beyond the answer's";

  @Mixin private final ServerOptions serverOptions = new ServerOptions();
  @Mixin private final CorpusOptions corpusOptions = new CorpusOptions();
  @Mixin private final ReportOptions output = new ReportOptions();
  @Mixin private final Runs runs = new Runs();

  @Option(
      names = "--sizes",
      split = ",",
      paramLabel = "N",
      defaultValue = "1000,10000,100000",
      description = "Meetings in each of the stores, ascending (${DEFAULT-VALUE}).")
  private List<Integer> sizes = List.of();

  @Option(
      names = "--calls",
      paramLabel = "N",
      defaultValue = "200",
      description =
          "How often each query is asked in a run, one after the other (${DEFAULT-VALUE}).")
  private int calls;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Only these queries, by their names in the report.")
  private List<String> only = List.of();

  @Override
  public Integer call() throws Exception {
    Report report = new Report("queries");
    report.setting("minutes", corpusOptions.toString());
    report.setting("load", "one connection, " + calls + " calls of each query in a run");
    List<Sized> stores = new ArrayList<>();
    try (Servers servers = serverOptions.open();
        MongoClient client = Databases.patientClient(servers.mongodb())) {
      try {
        for (int meetings : sizes) {
          stores.add(open(corpusOptions.corpus(meetings), servers, client));
        }
        List<Question> questions = questions(stores.getFirst().schema(), report);
        runs.interleave(
            questions, (run, question) -> measure(run, question, stores), report, output);
        questions.forEach(question -> promise(question, report));
      } finally {
        for (Sized store : stores) {
          store.close();
        }
      }
    }
    return output.write(report);
  }

  private Sized open(Corpus corpus, Servers servers, MongoClient client)
      throws IOException, InterruptedException {
    long[] said = new long[1];
    return Sized.open(
        corpus,
        servers,
        client,
        done -> {
          if (done == corpus.meetings() || done - said[0] >= 10_000) {
            said[0] = done;
            output.say("filled: %,d of %,d meetings".formatted(done, corpus.meetings()));
          }
        });
  }

  /** Those that the service knows; what it knows and nobody asks is a promise not kept. */
  private List<Question> questions(Schema schema, Report report) throws IOException {
    List<Question> all = Question.all();
    List<Question> known =
        all.stream()
            .filter(schema::knows)
            .filter(question -> only.isEmpty() || only.contains(question.name()))
            .toList();
    report.setting(
        "unknown to the service",
        all.stream().filter(question -> !schema.knows(question)).map(Question::name).toList());
    List<String> unasked = schema.unasked(all);
    report.setting("not asked", unasked);
    report.bar(
        "queries of the schema that are not measured", List.of((double) unasked.size()), false, 0);
    return known;
  }

  private Row measure(int run, Question question, List<Sized> stores) throws IOException {
    Map<String, Double> figures = new LinkedHashMap<>();
    List<Sized.Seen> seen = new ArrayList<>();
    for (Sized store : stores) {
      Sized.Seen each = store.ask(question, calls, 1_000L + run);
      seen.add(each);
      String at = at(store.meetings());
      figures.put("p50 ms" + at, each.times().getValueAtPercentile(50) / 1e6);
      figures.put("p99 ms" + at, each.times().getValueAtPercentile(99) / 1e6);
      figures.put("KiB" + at, each.kibibytes());
    }
    Sized.Seen small = seen.getFirst();
    Sized.Seen large = seen.getLast();
    figures.put(
        GROWTH,
        (double) large.times().getValueAtPercentile(50)
            / small.times().getValueAtPercentile(50)
            / Math.max(1, large.kibibytes() / small.kibibytes()));
    return new Row(run, question.name(), figures);
  }

  private static String at(int meetings) {
    return " at %,d".formatted(meetings);
  }

  private void promise(Question question, Report report) {
    List<List<Double>> bySize =
        sizes.stream().map(size -> report.figures(question.name(), "p99 ms" + at(size))).toList();
    report.bar(
        question.name() + ", p99 ms, at the worst size",
        IntStream.range(0, bySize.getFirst().size())
            .mapToObj(run -> bySize.stream().mapToDouble(size -> size.get(run)).max().orElseThrow())
            .toList(),
        false,
        question.isSearch() ? MOST_MILLIS_OF_SEARCH : MOST_MILLIS);
    report.bar(
        question.name() + ", p50, " + GROWTH,
        report.figures(question.name(), GROWTH),
        false,
        MOST_GROWTH);
  }
}
