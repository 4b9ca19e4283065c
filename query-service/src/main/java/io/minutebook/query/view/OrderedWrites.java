package io.minutebook.query.view;

import com.mongodb.ClientBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCluster;
import com.mongodb.client.model.bulk.ClientBulkWriteOptions;
import com.mongodb.client.model.bulk.ClientNamespacedWriteModel;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ClusterType;
import com.mongodb.connection.ServerDescription;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to several collections in one request, which a server carries out in their order: what was
 * written of them, and what of that is left after a failover, is always a beginning. MongoDB has
 * this from 8.0 on. For several threads.
 */
public final class OrderedWrites {

  private static final Logger LOG = LoggerFactory.getLogger(OrderedWrites.class);

  /** The protocol's version of MongoDB 8.0. */
  private static final int FIRST_WITH_IT = 25;

  /**
   * CommandNotFound and CommandNotSupported: of a server that still has the features of the version
   * before, as it is between the two steps of an upgrade.
   */
  private static final Set<Integer> REFUSALS = Set.of(59, 115);

  /** After how long a server that refused is asked again. */
  static final Duration AGAIN = Duration.ofMinutes(10);

  private static final ClientBulkWriteOptions ORDERED =
      ClientBulkWriteOptions.clientBulkWriteOptions().ordered(true);

  private final MongoClient client;
  private final MongoCluster writing;
  private final LongSupplier nanos;
  private volatile long refused;

  /**
   * @param concern of every write
   */
  OrderedWrites(MongoClient client, WriteConcern concern) {
    this(client, concern, System::nanoTime);
  }

  OrderedWrites(MongoClient client, WriteConcern concern, LongSupplier nanos) {
    this.client = client;
    this.writing = client.withWriteConcern(concern);
    this.nanos = nanos;
    this.refused = nanos.getAsLong() - AGAIN.toNanos();
  }

  /**
   * Whether every server that is within reach has it, and none has refused it lately. Never of a
   * sharded cluster, whose shards each keep an order of their own.
   */
  boolean isKnown() {
    ClusterDescription cluster = client.getClusterDescription();
    List<ServerDescription> reached =
        cluster.getServerDescriptions().stream().filter(ServerDescription::isOk).toList();
    return nanos.getAsLong() - refused >= AGAIN.toNanos()
        && cluster.getType() != ClusterType.SHARDED
        && !reached.isEmpty()
        && reached.stream().allMatch(server -> server.getMaxWireVersion() >= FIRST_WITH_IT);
  }

  /**
   * Returns once all of it is written as safely as the concern asks for.
   *
   * @param writes at least one
   * @return false if one of them could not be carried out, and none after it was; or if the server
   *     has no such request
   * @throws MongoException if it is not known what was carried out, or not how safely
   */
  public boolean write(List<ClientNamespacedWriteModel> writes) {
    try {
      writing.bulkWrite(writes, ORDERED);
      return true;
    } catch (MongoCommandException e) {
      if (!REFUSALS.contains(e.getCode())) {
        throw e;
      }
      refused = nanos.getAsLong();
      LOG.info(
          "Each collection is written on its own for {} minutes, because the server refused a"
              + " request for several: {}",
          AGAIN.toMinutes(),
          e.getMessage());
      return false;
    } catch (ClientBulkWriteException e) {
      if (e.getCause() != null || !e.getWriteConcernErrors().isEmpty()) {
        throw e;
      }
      return false;
    }
  }
}
