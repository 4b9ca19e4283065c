package io.minutebook.standalone.mongodb;

import java.nio.file.Path;

/** The server alone in a process, for the tests that kill it: folder, compaction limit in bytes. */
public final class MongoProcess {

  private MongoProcess() {}

  public static void main(String[] arguments) throws Exception {
    EmbeddedMongo mongo =
        EmbeddedMongo.start(Path.of(arguments[0]), 0, Long.parseLong(arguments[1]));
    System.out.println("ready " + mongo.uri());
    Thread.currentThread().join();
  }
}
