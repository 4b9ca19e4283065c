package io.minutebook.query;

import com.mongodb.Block;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.connection.ConnectionPoolSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.minutebook.query.audit.Proofs;
import io.minutebook.query.audit.VerificationRecords;
import io.minutebook.query.live.LiveSettings;
import io.minutebook.query.live.LiveStreams;
import io.minutebook.query.projection.Projection;
import io.minutebook.query.projection.Rebuilds;
import io.minutebook.query.view.Freshness;
import io.minutebook.query.view.Views;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts that know nothing of Spring. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  KafkaSettings.class,
  LiveSettings.class,
  MongoSettings.class,
  QuerySettings.class,
  RebuildSettings.class
})
class QueryConfiguration {

  private static final Duration MORE = Duration.ofMillis(500);

  /** Over which the projection writes. */
  @Bean
  MongoClient mongoClient(MongoSettings settings) {
    return client(settings, pool -> {});
  }

  /**
   * Over which queries read: so many of them at a time that the database still has the time to
   * write, and over connections of their own, for which the projection never has to queue.
   */
  @Bean
  Readers readers(MongoSettings settings) {
    return new Readers(client(settings, pool -> pool.maxSize(settings.readers())));
  }

  /** Writes are not retried by the driver: the projection repeats them itself. */
  private static MongoClient client(
      MongoSettings settings, Block<ConnectionPoolSettings.Builder> connections) {
    ConnectionString uri = new ConnectionString(settings.uri());
    boolean single = Boolean.TRUE.equals(uri.isDirectConnection());
    return MongoClients.create(
        MongoClientSettings.builder()
            .applyConnectionString(uri)
            .retryWrites(false)
            // a single server may not wait for its journal when it is asked for a majority
            .writeConcern((single ? WriteConcern.W1 : WriteConcern.MAJORITY).withJournal(true))
            .applyToClusterSettings(
                cluster ->
                    cluster.serverSelectionTimeout(
                        settings.serverSelectionTimeout().toMillis(), TimeUnit.MILLISECONDS))
            .applyToConnectionPoolSettings(connections)
            .applyToSocketSettings(
                socket -> {
                  int timeout = Math.toIntExact(settings.socketTimeout().toMillis());
                  socket.connectTimeout(timeout, TimeUnit.MILLISECONDS);
                  socket.readTimeout(timeout, TimeUnit.MILLISECONDS);
                })
            .build());
  }

  /** The views as the projection writes them, for as long as that takes. */
  @Bean
  WrittenViews writtenViews(MongoClient client, MongoSettings settings) {
    Views views = Views.of(client, settings.database());
    views.prepare();
    return new WrittenViews(views);
  }

  /**
   * The views as queries read them. A read may take a little longer than a whole query, which is
   * given up first and says so.
   */
  @Bean
  Views views(
      WrittenViews written,
      Readers readers,
      MongoSettings settings,
      @Value("${minutebook.graphql.timeout:10s}") Duration longestQuery) {
    return written
        .views()
        .within(readers.client().getDatabase(settings.database()), longestQuery.plus(MORE));
  }

  @Bean
  Proofs proofs(MongoClient client, MongoSettings settings) {
    return new Proofs(client.getDatabase(settings.database()));
  }

  @Bean
  VerificationRecords verificationRecords(MongoClient client, MongoSettings settings) {
    return VerificationRecords.of(client.getDatabase(settings.database()));
  }

  @Bean
  Freshness freshness(Views views, QuerySettings settings, ProjectionMetrics metrics) {
    return new Freshness(
        views,
        settings.atLeastTimeout(),
        settings.atLeastTokens(),
        settings.atLeastWaiting(),
        metrics);
  }

  @Bean(initMethod = "start")
  LiveStreams liveStreams(
      Views views, LiveSettings settings, ObjectProvider<MeterRegistry> meters) {
    LiveStreams live = new LiveStreams(views, settings);
    meters.ifAvailable(
        registry -> {
          registry.gauge("minutebook.live.subscriptions", live, LiveStreams::open);
          registry.gauge("minutebook.live.failed", live, LiveStreams::failed);
        });
    return live;
  }

  @Bean
  Projection projection(
      KafkaSettings settings, WrittenViews written, ProjectionMetrics metrics, LiveStreams live) {
    return new Projection(source(settings), written.views(), Clock.systemUTC(), metrics, live);
  }

  @Bean
  Rebuilds rebuilds(
      KafkaSettings settings,
      RebuildSettings times,
      WrittenViews written,
      ProjectionMetrics metrics,
      LiveStreams live) {
    return new Rebuilds(
        source(settings),
        written.views(),
        Clock.systemUTC(),
        new Rebuilds.Times(times.lease(), times.grace()),
        metrics,
        live);
  }

  private static Projection.Source source(KafkaSettings settings) {
    return new Projection.Source(
        settings.bootstrapServers(), settings.topic(), settings.group(), settings.instance());
  }

  /** Another bean than the views that are read. */
  record WrittenViews(Views views) {}

  /** Another bean than the client that the projection writes with. */
  record Readers(MongoClient client) implements AutoCloseable {

    @Override
    public void close() {
      client.close();
    }
  }
}
