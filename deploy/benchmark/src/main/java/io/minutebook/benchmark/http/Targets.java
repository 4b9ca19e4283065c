package io.minutebook.benchmark.http;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.minutebook.benchmark.peer.Databases;
import io.minutebook.benchmark.peer.PeerKind;
import io.minutebook.benchmark.peer.Workload;
import io.minutebook.benchmark.server.Servers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The services under load, each started when it is first asked for and running until the end, since
 * a JVM is only after a while as fast as it gets.
 */
public final class Targets implements AutoCloseable {

  private final Servers servers;
  private final int streams;
  private final int connections;
  private final MongoClient client;
  private final Map<PeerKind, HttpPeer> peers = new EnumMap<>(PeerKind.class);
  private final List<ServiceProcess> processes = new ArrayList<>();
  private final List<MongoDatabase> databases = new ArrayList<>();

  public Targets(Servers servers, int streams, int connections)
      throws IOException, InterruptedException {
    this.servers = servers;
    this.streams = streams;
    this.connections = connections;
    this.client = Databases.client(servers.mongodb());
  }

  /** The service in front of that store. */
  public HttpPeer of(PeerKind kind) throws IOException, InterruptedException {
    HttpPeer peer = peers.get(kind);
    if (peer == null) {
      MongoDatabase database = client.getDatabase(Databases.freshName());
      databases.add(database);
      ServiceProcess process = ServiceProcess.start(kind, database.getName(), servers);
      processes.add(process);
      peer =
          new HttpPeer(
              new Workload(streams, "http"),
              process.port(),
              process.token(),
              connections,
              () -> Databases.documents(database));
      peers.put(kind, peer);
      peer.begin();
    }
    return peer;
  }

  @Override
  public void close() {
    peers.values().forEach(HttpPeer::close);
    processes.forEach(ServiceProcess::close);
    databases.forEach(MongoDatabase::drop);
    client.close();
  }
}
