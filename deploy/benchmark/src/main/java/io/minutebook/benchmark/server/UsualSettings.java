package io.minutebook.benchmark.server;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a small build of MongoDB's server has otherwise than the servers that people run. */
final class UsualSettings {

  private static final Logger LOG = LoggerFactory.getLogger(UsualSettings.class);
  private static final int LEAST_CACHE_MIB = 256;

  private UsualSettings() {}

  static void apply(String uri) {
    try (MongoClient client = MongoClients.create(uri)) {
      chooseByTrial(client.getDatabase("admin"));
      useMemory(client.getDatabase("admin"));
    }
  }

  /**
   * Has a server choose between indexes by trial alone, as MongoDB 8 does. MongoDB 9 also takes
   * samples, by its slot-based engine, where no index has a hit soon; a small build of the server
   * has no such engine, and answers with error 224.
   */
  private static void chooseByTrial(MongoDatabase admin) {
    set(admin, "internalQueryPlanRanker", "multiPlanning");
  }

  /**
   * Has a server's cache be what MongoDB's is unless told otherwise: half of the memory after the
   * first GiB. A small build has 256 MiB; a fortieth of it is for updates, and where those are
   * more, as they are after some seconds then, the server writes pages all the time to be rid of
   * them.
   */
  private static void useMemory(MongoDatabase admin) {
    long mebibytes =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() >> 20;
    long cache = Math.max((mebibytes - 1024) / 2, LEAST_CACHE_MIB);
    set(admin, "wiredTigerEngineRuntimeConfig", "cache_size=%dM".formatted(cache));
  }

  private static void set(MongoDatabase admin, String parameter, String value) {
    try {
      admin.runCommand(new Document("setParameter", 1).append(parameter, value));
    } catch (MongoCommandException e) {
      LOG.debug("The server has no {}", parameter, e);
    }
  }
}
