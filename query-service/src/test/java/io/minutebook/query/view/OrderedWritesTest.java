package io.minutebook.query.view;

import static com.mongodb.client.model.bulk.ClientNamespacedWriteModel.insertOne;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoNamespace;
import com.mongodb.ServerAddress;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCluster;
import com.mongodb.client.model.bulk.ClientNamespacedWriteModel;
import com.mongodb.connection.ClusterConnectionMode;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ClusterType;
import com.mongodb.connection.ServerConnectionState;
import com.mongodb.connection.ServerDescription;
import io.minutebook.query.testing.TestMongo;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Writes in one request")
class OrderedWritesTest {

  private static final int OF_7 = 21;
  private static final int OF_8 = 25;
  private static final List<ClientNamespacedWriteModel> ROPE =
      List.of(insertOne(new MongoNamespace("house", "attic"), new Document("_id", "rope")));

  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);

  @Test
  void are_known_of_servers_that_all_speak_the_protocol_of_8_0() {
    assertThat(writes(ClusterType.REPLICA_SET, OF_8, OF_8).isKnown()).isTrue();
    assertThat(writes(ClusterType.REPLICA_SET, OF_8, OF_7).isKnown()).isFalse();
    assertThat(writes(ClusterType.REPLICA_SET).isKnown()).isFalse();
  }

  @Test
  void are_not_known_of_shards_which_have_no_order_in_common() {
    assertThat(writes(ClusterType.SHARDED, OF_8).isKnown()).isFalse();
  }

  @Test
  void are_not_known_of_the_embedded_server() {
    try (TestMongo mongo = TestMongo.embedded()) {
      mongo.database().runCommand(new Document("ping", 1));

      assertThat(new OrderedWrites(mongo.client(), WriteConcern.W1).isKnown()).isFalse();
    }
  }

  @Test
  void are_left_alone_for_a_while_once_a_server_refused_them() {
    OrderedWrites writes = writes(ClusterType.STANDALONE, OF_8);
    assertThat(writes.isKnown()).isTrue();

    assertThat(writes.write(ROPE)).isFalse();
    assertThat(requests).hasValue(1);
    assertThat(writes.isKnown()).isFalse();

    now.addAndGet(OrderedWrites.AGAIN.toNanos() - 1);
    assertThat(writes.isKnown()).isFalse();
    now.addAndGet(1);
    assertThat(writes.isKnown()).isTrue();
  }

  /** To servers that say they can, and refuse. */
  private OrderedWrites writes(ClusterType type, int... versions) {
    List<ServerDescription> servers = new ArrayList<>();
    for (int version : versions) {
      servers.add(
          ServerDescription.builder()
              .address(new ServerAddress("127.0.0.1", 1 + servers.size()))
              .state(ServerConnectionState.CONNECTED)
              .ok(true)
              .maxWireVersion(version)
              .build());
    }
    ClusterDescription cluster =
        new ClusterDescription(ClusterConnectionMode.MULTIPLE, type, servers);
    return new OrderedWrites(refusing(cluster), WriteConcern.W1, now::get);
  }

  /** As a server does that has the new program and still the features of the one before. */
  private MongoClient refusing(ClusterDescription cluster) {
    ClassLoader loader = OrderedWritesTest.class.getClassLoader();
    MongoCluster writing =
        (MongoCluster)
            Proxy.newProxyInstance(
                loader,
                new Class<?>[] {MongoCluster.class},
                (_, method, _) -> {
                  assertThat(method.getName()).isEqualTo("bulkWrite");
                  requests.incrementAndGet();
                  throw new MongoCommandException(
                      BsonDocument.parse("{ok: 0, code: 115, errmsg: 'not with these features'}"),
                      new ServerAddress());
                });
    return (MongoClient)
        Proxy.newProxyInstance(
            loader,
            new Class<?>[] {MongoClient.class},
            (_, method, _) -> method.getName().equals("getClusterDescription") ? cluster : writing);
  }
}
