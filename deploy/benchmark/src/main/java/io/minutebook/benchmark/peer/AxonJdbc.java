package io.minutebook.benchmark.peer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.minutebook.command.Decisions;
import io.minutebook.command.axon.PlainCommandSide;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.axonframework.common.jdbc.DataSourceConnectionProvider;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcSQLErrorCodesResolver;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;

/**
 * Axon's JDBC engine on PostgreSQL. A statement commits by itself, which spares this peer the round
 * trip of a {@code COMMIT}; the driver sends the events of one unit of work as one batch.
 */
final class AxonJdbc implements Store {

  private final HikariDataSource connections;
  private final PlainCommandSide side;

  AxonJdbc(String url, int poolSize) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(poolSize);
    config.setMinimumIdle(poolSize);
    // statements are prepared on the server from their first use on
    config.addDataSourceProperty("prepareThreshold", "1");
    this.connections = new HikariDataSource(config);
    drop();
    JdbcEventStorageEngine engine =
        JdbcEventStorageEngine.builder()
            .connectionProvider(new DataSourceConnectionProvider(connections))
            .transactionManager(NoTransactionManager.instance())
            .persistenceExceptionResolver(new JdbcSQLErrorCodesResolver())
            .eventSerializer(Serializers.events())
            .snapshotSerializer(Serializers.events())
            .build();
    engine.createSchema(PostgresEventTableFactory.INSTANCE);
    this.side = PlainCommandSide.over(engine, Stores.CACHED);
  }

  @Override
  public Decisions decisions() {
    return side.decisions();
  }

  /** Events, here: a row is one. */
  @Override
  public long stored() {
    try (Connection connection = connections.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT count(*) FROM DomainEventEntry")) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void drop() {
    try (Connection connection = connections.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS DomainEventEntry, SnapshotEventEntry");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    side.close();
    drop();
    connections.close();
  }
}
