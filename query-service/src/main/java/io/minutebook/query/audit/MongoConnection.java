package io.minutebook.query.audit;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.concurrent.TimeUnit;

/** A connection for reading; a server that does not answer is given up soon. */
final class MongoConnection {

  private MongoConnection() {}

  static MongoClient open(String uri) {
    try {
      return MongoClients.create(
          MongoClientSettings.builder()
              .applyToClusterSettings(
                  cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
              .applyConnectionString(new ConnectionString(uri))
              .retryWrites(false)
              .build());
    } catch (IllegalArgumentException e) {
      throw new AuditImpossible("not the address of a MongoDB: " + e.getMessage(), e);
    }
  }
}
