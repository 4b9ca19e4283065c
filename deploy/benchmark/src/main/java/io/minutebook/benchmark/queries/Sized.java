package io.minutebook.benchmark.queries;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.minutebook.benchmark.corpus.Corpus;
import io.minutebook.benchmark.corpus.FilledViews;
import io.minutebook.benchmark.http.Connection;
import io.minutebook.benchmark.http.GraphQl;
import io.minutebook.benchmark.http.QueryProcess;
import io.minutebook.benchmark.server.Servers;
import io.minutebook.query.QueryServiceApplication;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/** A query service over a store of some size. */
final class Sized implements AutoCloseable {

  private static final long LONGEST = Duration.ofMinutes(5).toNanos();

  private final Corpus corpus;
  private final QueryProcess service;
  private final Connection connection;
  private final Draw draw;

  private Sized(Corpus corpus, QueryProcess service) {
    this.corpus = corpus;
    this.service = service;
    this.connection = service.connect();
    this.draw = new Draw(corpus);
  }

  /** Fills the store, unless that was done before, and starts the service. */
  static Sized open(Corpus corpus, Servers servers, MongoClient client, LongConsumer progress)
      throws IOException, InterruptedException {
    MongoDatabase database = FilledViews.kept(client, corpus);
    new FilledViews(database, corpus).fill(progress);
    return new Sized(
        corpus,
        QueryProcess.start(
            QueryServiceApplication.class, servers, database.getName(), database.getName()));
  }

  int meetings() {
    return corpus.meetings();
  }

  Schema schema() throws IOException {
    return Schema.of(connection);
  }

  /**
   * What came of asking one question so many times, one after the other, always with something
   * else.
   *
   * @param times how long an answer took, in nanoseconds
   * @param kibibytes the answer's mean size
   */
  record Seen(Histogram times, double kibibytes) {}

  /**
   * Asks.
   *
   * @param seed the same seed asks the same
   * @throws IllegalStateException if it is not answered
   */
  Seen ask(Question question, int calls, long seed) throws IOException {
    Histogram times = new Histogram(LONGEST, 3);
    long bytes = 0;
    for (int call = 0; call < calls; call++) {
      Map<String, Object> variables = draw.of(question.variables(), seed * calls + call);
      long begin = System.nanoTime();
      Connection.Reply reply = GraphQl.ask(connection, question.text(), variables);
      times.recordValue(Math.min(System.nanoTime() - begin, LONGEST));
      if (!GraphQl.isAnswer(reply)) {
        throw new IllegalStateException(
            "%s with %s was answered with %s".formatted(question.name(), variables, reply));
      }
      bytes += reply.body().length();
    }
    return new Seen(times, bytes / 1024.0 / calls);
  }

  @Override
  public void close() throws IOException {
    connection.close();
    service.close();
  }
}
