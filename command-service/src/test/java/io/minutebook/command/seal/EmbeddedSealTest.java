package io.minutebook.command.seal;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class EmbeddedSealTest extends SealContract {

  private static MongoServer server;
  private static String uri;

  @BeforeAll
  static void start() {
    server = new MongoServer(new MemoryBackend());
    server.bind();
    uri =
        "mongodb://127.0.0.1:"
            + server.getLocalAddress().getPort()
            + "/?directConnection=true&retryWrites=false";
  }

  @AfterAll
  static void stop() {
    server.shutdownNow();
  }

  @Override
  protected String uri() {
    return uri;
  }
}
