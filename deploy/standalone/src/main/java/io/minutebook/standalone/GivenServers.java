package io.minutebook.standalone;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.bson.Document;

/**
 * Asks servers that were given for a sign of life before anything is started on them: afterwards
 * both services would wait for them patiently, which a person at a console takes for a fault.
 */
final class GivenServers {

  private static final int PATIENCE_SECONDS = 10;

  private GivenServers() {}

  static void checkMongodb(String uri) {
    try {
      MongoClientSettings settings =
          MongoClientSettings.builder()
              .applyConnectionString(new ConnectionString(uri))
              .applyToClusterSettings(
                  cluster -> cluster.serverSelectionTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS))
              .build();
      try (MongoClient client = MongoClients.create(settings)) {
        client.getDatabase("admin").runCommand(new Document("ping", 1));
      }
    } catch (IllegalArgumentException e) {
      throw new StandaloneFailure(
          "--mongodb is an address like mongodb://localhost:27017, not '%s' (%s)."
              .formatted(uri, e.getMessage()),
          e);
    } catch (MongoException e) {
      throw new StandaloneFailure(
          "no MongoDB answers at %s within %d s: start it, or leave --mongodb out for the embedded one."
              .formatted(withoutPassword(uri), PATIENCE_SECONDS),
          e);
    }
  }

  static void checkKafka(String servers) {
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            servers,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            PATIENCE_SECONDS * 1000,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            5_000);
    try (Admin admin = Admin.create(settings)) {
      admin.describeCluster().nodes().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (KafkaException e) {
      throw new StandaloneFailure(
          "--kafka is a list like localhost:9092, not '%s' (%s)."
              .formatted(
                  servers, e.getCause() == null ? e.getMessage() : e.getCause().getMessage()),
          e);
    } catch (ExecutionException | TimeoutException e) {
      throw new StandaloneFailure(
          "no Kafka answers at %s within %d s: start it, or leave --kafka out for the embedded one."
              .formatted(servers, PATIENCE_SECONDS),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StandaloneFailure("interrupted while starting.", e);
    }
  }

  private static String withoutPassword(String uri) {
    return uri.replaceFirst("//[^@/]*@", "//");
  }
}
