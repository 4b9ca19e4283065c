package io.minutebook.standalone;

import io.minutebook.standalone.broker.EmbeddedBroker;
import io.minutebook.standalone.folder.FolderLock;
import io.minutebook.standalone.mongodb.EmbeddedMongo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole of Minutebook in this process, on one data folder. Once started, both services answer;
 * once closed, everything that was acknowledged is in the folder.
 */
public final class Standalone implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Standalone.class);

  private final FolderLock lock;
  private final DataFolder folder;
  private final Running running = new Running();
  private @Nullable Addresses addresses;

  private Standalone(FolderLock lock, DataFolder folder) {
    this.lock = lock;
    this.folder = folder;
  }

  /**
   * Starts everything; when this returns, both services are healthy and their addresses are in the
   * folder.
   *
   * @throws StandaloneFailure if that cannot be, saying what to do
   */
  public static Standalone start(StandaloneOptions options) {
    DataFolder folder = new DataFolder(options.data().toAbsolutePath());
    refuseTakenPort("--command-port", options.commandPort());
    refuseTakenPort("--query-port", options.queryPort());
    Standalone standalone = new Standalone(lock(folder), folder);
    try {
      standalone.startParts(options);
      return standalone;
    } catch (Exception e) {
      log.error("could not start", e);
      standalone.close();
      throw e instanceof StandaloneFailure failure ? failure : failure(folder, e);
    }
  }

  public Addresses addresses() {
    if (addresses == null) {
      throw new IllegalStateException("not started");
    }
    return addresses;
  }

  public DataFolder folder() {
    return folder;
  }

  @Override
  public void close() {
    running.close();
    try {
      lock.close();
    } catch (IOException e) {
      log.warn("The lock of {} could not be closed", folder.path(), e);
    }
  }

  private void startParts(StandaloneOptions options) throws Exception {
    Files.createDirectories(folder.logs());
    Logs.to(folder.logs());
    KeyFiles keys = folder.keys();

    String mongodb = options.mongodb();
    String kafka = options.kafka();
    Backing backing = new Backing(mongodb, kafka);
    running.start(
        List.of(
            () ->
                mongodb == null
                    ? backing.mongodb(EmbeddedMongo.start(folder.mongodb(), 0))
                    : given(() -> GivenServers.checkMongodb(mongodb)),
            () ->
                kafka == null
                    ? backing.kafka(EmbeddedBroker.start(folder.kafka(), 0))
                    : given(() -> GivenServers.checkKafka(kafka))));

    Services services =
        new Services(backing.mongodb(), backing.kafka(), options.kafka() == null, keys.publicKey());
    running.start(
        List.of(
            () -> services.startCommandService(options.commandPort()),
            () -> services.startQueryService(options.queryPort())));
    services.awaitHealth();
    addresses =
        new Addresses(
            services.commandUrl(),
            services.queryUrl(),
            backing.kafka(),
            backing.mongodb(),
            ProcessHandle.current().pid());
    folder.write(addresses);
  }

  /** A part that runs elsewhere: checked at the start, left alone at the end. */
  private static AutoCloseable given(Runnable check) {
    check.run();
    return () -> {};
  }

  static FolderLock lock(DataFolder folder) {
    try {
      return FolderLock.take(folder.path());
    } catch (IOException e) {
      throw new StandaloneFailure(
          "the data folder %s cannot be used (%s): stop the other process or choose another folder with --data."
              .formatted(folder.path(), e.getMessage()),
          e);
    }
  }

  private static void refuseTakenPort(String option, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException taken) {
      throw new StandaloneFailure(
          "port %d is in use: choose another with %s (0: any free one).".formatted(port, option),
          taken);
    }
  }

  static StandaloneFailure failure(DataFolder folder, Exception e) {
    return new StandaloneFailure(
        "Minutebook could not start (%s); %s says more."
            .formatted(rootMessage(e), folder.logs().resolve("minutebook.log")),
        e);
  }

  /** Spring wraps what went wrong in layers of what it was doing at the time. */
  private static String rootMessage(Throwable e) {
    Throwable root = e;
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }
}
