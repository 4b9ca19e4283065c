package io.minutebook.standalone.mongodb;

import de.bwaldvogel.mongo.wire.MongoExceptionHandler;
import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.minutebook.standalone.folder.FolderLock;
import io.minutebook.standalone.folder.RememberedPort;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MongoDB-protocol server in this process, on the loopback interface, that keeps its data in a
 * folder. Every write is synced to the disk before it is answered, whatever its write concern says;
 * concurrent ones share a sync. All documents are in memory too, as BSON.
 *
 * <p>One node: no sessions, transactions or change streams. Deploy's decision record 0002 says what
 * else it does not do.
 */
public final class EmbeddedMongo implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedMongo.class);
  private static final long COMPACT_ABOVE = 64L << 20;

  private final FolderLock lock;
  private final Store store;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final EventLoopGroup acceptor = loop();
  private final EventLoopGroup connectionLoop = loop();
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Channel listening;
  private final int port;

  private EmbeddedMongo(FolderLock lock, Store store, int port) throws IOException {
    this.lock = lock;
    this.store = store;
    this.port = port;
    StoredBackend backend = new StoredBackend(store);
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(acceptor, connectionLoop)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new MongoWireReplyEncoder(),
                            new MongoWireMessageEncoder(),
                            new MongoWireProtocolHandler(),
                            new WireHandler(backend, threads, connections),
                            new MongoExceptionHandler());
                  }
                });
    ChannelFuture bound =
        bootstrap
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      stopLoops();
      throw new IOException(
          "Cannot listen on port %d of the loopback interface: %s. Choose another port."
              .formatted(port, bound.cause().getMessage()),
          bound.cause());
    }
    listening = bound.channel();
  }

  private void stopLoops() {
    acceptor.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    connectionLoop.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private static EventLoopGroup loop() {
    return new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  }

  /**
   * Starts a server; when this returns it answers.
   *
   * @param folder where the data are, and stay
   * @param port 0 for one that is free, and the same again at the next start if it still is
   * @throws IOException when the folder is in use, its data are damaged, or the port is taken
   */
  public static EmbeddedMongo start(Path folder, int port) throws IOException {
    return start(folder, port, COMPACT_ABOVE);
  }

  static EmbeddedMongo start(Path folder, int port, long compactAbove) throws IOException {
    FolderLock lock = FolderLock.take(folder);
    @Nullable Store store = null;
    try {
      long begin = System.nanoTime();
      store = new Store(folder.resolve("journal"), compactAbove);
      int chosen = RememberedPort.choose(folder.resolve("port"), port);
      EmbeddedMongo mongo = new EmbeddedMongo(lock, store, chosen);
      log.info(
          "Embedded MongoDB-protocol server at {}, {} collections in {} ms",
          mongo.uri(),
          store.names().size(),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
      return mongo;
    } catch (IOException | RuntimeException e) {
      if (store != null) {
        store.close();
      }
      lock.close();
      throw e;
    }
  }

  /** The loopback port that it listens on. */
  public int port() {
    return port;
  }

  /** How a client reaches it. Write concerns of any kind are accepted, and all mean: synced. */
  public String uri() {
    return "mongodb://127.0.0.1:%d/?directConnection=true&retryWrites=false&retryReads=false"
        .formatted(port());
  }

  /** Finishes the commands that are running, writes a snapshot if it shortens the next start. */
  @Override
  public void close() throws IOException {
    listening.close().syncUninterruptibly();
    threads.close();
    connections.close().awaitUninterruptibly();
    stopLoops();
    store.close();
    lock.close();
  }
}
