package io.minutebook.benchmark.process;

import io.minutebook.standalone.mongodb.EmbeddedMongo;
import java.nio.file.Path;

/**
 * The product's MongoDB-protocol server alone in a process. Arguments: its folder and its port.
 * Says {@code ready} and its address.
 */
public final class MongoProgram {

  private MongoProgram() {}

  public static void main(String[] arguments) throws Exception {
    EmbeddedMongo mongo =
        EmbeddedMongo.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    System.out.println("ready " + mongo.uri());
    Thread.currentThread().join();
  }
}
