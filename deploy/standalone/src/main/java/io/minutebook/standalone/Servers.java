package io.minutebook.standalone;

import io.minutebook.standalone.broker.EmbeddedBroker;
import io.minutebook.standalone.folder.FolderLock;
import io.minutebook.standalone.mongodb.EmbeddedMongo;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The servers of a data folder without the services, for work during which nobody else may write.
 */
public final class Servers implements AutoCloseable {

  private final FolderLock lock;
  private final Running running = new Running();
  private final Backing backing;

  private Servers(FolderLock lock, Backing backing) {
    this.lock = lock;
    this.backing = backing;
  }

  /**
   * Starts those servers that are not given.
   *
   * @param mongodb the address of a MongoDB to use; null: the embedded server
   * @param kafka the bootstrap servers of a Kafka to use; null: the embedded broker
   * @throws StandaloneFailure if a process runs on the folder, or they do not start
   */
  public static Servers start(DataFolder folder, @Nullable String mongodb, @Nullable String kafka) {
    DataFolder named = new DataFolder(folder.path().toAbsolutePath());
    Servers servers = new Servers(Standalone.lock(named), new Backing(mongodb, kafka));
    try {
      servers.startParts(named, mongodb, kafka);
      return servers;
    } catch (Exception e) {
      servers.close();
      throw e instanceof StandaloneFailure failure ? failure : Standalone.failure(named, e);
    }
  }

  private void startParts(DataFolder folder, @Nullable String mongodb, @Nullable String kafka)
      throws Exception {
    Files.createDirectories(folder.logs());
    Logs.to(folder.logs());
    List<Callable<? extends AutoCloseable>> parts = new ArrayList<>();
    if (mongodb == null) {
      parts.add(() -> backing.mongodb(EmbeddedMongo.start(folder.mongodb(), 0)));
    }
    if (kafka == null) {
      parts.add(() -> backing.kafka(EmbeddedBroker.start(folder.kafka(), 0)));
    }
    running.start(parts);
  }

  /** A connection string. */
  public String mongodb() {
    return backing.mongodb();
  }

  /** Bootstrap servers. */
  public String kafka() {
    return backing.kafka();
  }

  @Override
  public void close() {
    running.close();
    try {
      lock.close();
    } catch (IOException e) {
      throw new StandaloneFailure("the data folder's lock could not be closed.", e);
    }
  }
}
