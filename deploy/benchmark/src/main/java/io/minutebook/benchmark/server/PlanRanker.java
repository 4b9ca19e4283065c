package io.minutebook.benchmark.server;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How MongoDB chooses between indexes. */
final class PlanRanker {

  private static final Logger LOG = LoggerFactory.getLogger(PlanRanker.class);

  private PlanRanker() {}

  /**
   * Has a server choose by trial alone, as MongoDB 8 does. MongoDB 9 also takes samples, by its
   * slot-based engine, where no index has a hit soon; a small build of the server has no such
   * engine, and answers with error 224.
   */
  static void chooseByTrial(String uri) {
    try (MongoClient client = MongoClients.create(uri)) {
      client
          .getDatabase("admin")
          .runCommand(
              new Document("setParameter", 1).append("internalQueryPlanRanker", "multiPlanning"));
    } catch (MongoCommandException e) {
      LOG.debug("The server knows no other way", e);
    }
  }
}
