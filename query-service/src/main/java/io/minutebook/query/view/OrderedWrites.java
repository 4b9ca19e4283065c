package io.minutebook.query.view;

import com.mongodb.ClientBulkWriteException;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCluster;
import com.mongodb.client.model.bulk.ClientBulkWriteOptions;
import com.mongodb.client.model.bulk.ClientNamespacedWriteModel;
import com.mongodb.connection.ServerDescription;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to several collections in one request, which the server carries out in their order: what
 * was written of them is always a beginning. MongoDB has this from 8.0 on. For several threads.
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

  private static final ClientBulkWriteOptions ORDERED =
      ClientBulkWriteOptions.clientBulkWriteOptions().ordered(true);

  private final MongoClient client;
  private final MongoCluster writing;
  private volatile boolean refused;

  /**
   * @param concern of every write
   */
  public OrderedWrites(MongoClient client, WriteConcern concern) {
    this.client = client;
    this.writing = client.withWriteConcern(concern);
  }

  /** Whether every server that is within reach has it, and none has refused it. */
  public boolean isKnown() {
    List<ServerDescription> reached =
        client.getClusterDescription().getServerDescriptions().stream()
            .filter(ServerDescription::isOk)
            .toList();
    return !refused
        && !reached.isEmpty()
        && reached.stream().allMatch(server -> server.getMaxWireVersion() >= FIRST_WITH_IT);
  }

  /**
   * Returns once all of it is written as safely as the concern asks for.
   *
   * @return false if one of the documents to insert is there already, or the server has no such
   *     request; some of the first writes may have been carried out
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
      refused = true;
      LOG.info("Each collection is written on its own: {}", e.getMessage());
      return false;
    } catch (ClientBulkWriteException e) {
      boolean onlyKnown =
          e.getCause() == null
              && e.getWriteConcernErrors().isEmpty()
              && e.getWriteErrors().values().stream()
                  .allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
      if (!onlyKnown) {
        throw e;
      }
      return false;
    }
  }
}
