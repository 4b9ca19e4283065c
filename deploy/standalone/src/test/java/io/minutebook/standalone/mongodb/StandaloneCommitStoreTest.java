package io.minutebook.standalone.mongodb;

import io.minutebook.command.eventstore.CommitStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The commit store on the server that the standalone process brings along. */
class StandaloneCommitStoreTest extends CommitStoreContract {

  @TempDir private static Path folder;
  private static EmbeddedMongo mongo;

  @BeforeAll
  static void start() throws IOException {
    mongo = EmbeddedMongo.start(folder, 0);
  }

  @AfterAll
  static void stop() throws IOException {
    mongo.close();
  }

  @Override
  protected String uri() {
    return mongo.uri();
  }
}
