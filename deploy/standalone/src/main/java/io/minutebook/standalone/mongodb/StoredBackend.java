package io.minutebook.standalone.mongodb;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import io.netty.channel.Channel;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The databases of the store, and what the server says of itself. */
final class StoredBackend extends AbstractMongoBackend {

  private static final int MOST_WRITES = 100_000;

  private static final Set<String> READING =
      Set.of(
          "hello",
          "ismaster",
          "ping",
          "buildinfo",
          "whatsmyuri",
          "serverstatus",
          "hostinfo",
          "getlog",
          "getcmdlineopts",
          "connectionstatus",
          "listdatabases",
          "listcollections",
          "listindexes",
          "find",
          "getmore",
          "killcursors",
          "endsessions",
          "count",
          "distinct",
          "dbstats",
          "collstats",
          "validate");

  private final Store store;

  StoredBackend(Store store) throws IOException {
    this.store = store;
    version(ServerVersion.MONGO_5_0);
    store.read(
        () -> {
          databaseNames().forEach(this::resolveDatabase);
          return this;
        });
  }

  /**
   * Runs a command and answers when what it did or saw is durable.
   *
   * @throws IOException when it cannot be known whether it is: then nothing may be answered
   */
  Document answer(Channel channel, String database, Document command) throws IOException {
    String name = command.keySet().iterator().next();
    return onlyReads(name, command)
        ? store.read(() -> handleCommand(channel, database, name, command))
        : store.write(() -> handleCommand(channel, database, name, command));
  }

  private static boolean onlyReads(String name, Document command) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.equals("aggregate")) {
      return command.get("pipeline") instanceof List<?> stages
          && stages.stream()
              .noneMatch(
                  stage ->
                      stage instanceof Document document
                          && (document.containsKey("$out") || document.containsKey("$merge")));
    }
    return READING.contains(lower);
  }

  @Override
  public Document handleCommand(
      Channel channel, String databaseName, String command, Document query) {
    return switch (command.toLowerCase(Locale.ROOT)) {
      case "hello", "ismaster" -> hello();
      case "endsessions" -> {
        Document answer = new Document();
        Utils.markOkay(answer);
        yield answer;
      }
      default -> super.handleCommand(channel, databaseName, command, query);
    };
  }

  /** A standalone server without sessions, so that a driver uses none, nor retries by itself. */
  private static Document hello() {
    Document answer =
        new Document("helloOk", true)
            .append("ismaster", true)
            .append("isWritablePrimary", true)
            .append("maxBsonObjectSize", BsonConstants.MAX_BSON_OBJECT_SIZE)
            .append("maxMessageSizeBytes", MongoWireProtocolHandler.MAX_MESSAGE_SIZE_BYTES)
            .append("maxWriteBatchSize", MOST_WRITES)
            .append("minWireVersion", 0)
            .append("maxWireVersion", ServerVersion.MONGO_5_0.getWireVersion())
            .append("localTime", Instant.now());
    Utils.markOkay(answer);
    return answer;
  }

  @Override
  protected MongoDatabase openOrCreateDatabase(String databaseName) {
    return new StoredDatabase(databaseName, store, getCursorRegistry());
  }

  private Set<String> databaseNames() {
    Set<String> names = new TreeSet<>();
    for (String collection : store.names()) {
      names.add(collection.substring(0, collection.indexOf('.')));
    }
    return names;
  }

  @Override
  protected Set<String> listDatabaseNames() {
    return databaseNames();
  }
}
