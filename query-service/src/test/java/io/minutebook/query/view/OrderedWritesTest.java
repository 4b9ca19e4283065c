package io.minutebook.query.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCluster;
import io.minutebook.query.testing.TestMongo;
import java.lang.reflect.Proxy;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Writes in one request")
class OrderedWritesTest {

  @Test
  void are_not_known_of_a_server_that_speaks_an_older_protocol() {
    try (TestMongo mongo = TestMongo.embedded()) {
      mongo.database().runCommand(new Document("ping", 1));

      assertThat(new OrderedWrites(mongo.client(), WriteConcern.W1).isKnown()).isFalse();
    }
  }

  @Test
  void are_not_tried_again_once_the_server_refused_them() {
    try (TestMongo mongo = TestMongo.embedded()) {
      OrderedWrites writes = new OrderedWrites(upgrading(mongo.client()), WriteConcern.W1);

      assertThat(writes.write(List.of())).isFalse();
      assertThat(writes.isKnown()).isFalse();
    }
  }

  /** One that has the new program and still the features of the one before. */
  private static MongoClient upgrading(MongoClient client) {
    MongoCommandException refusal =
        new MongoCommandException(
            BsonDocument.parse("{ok: 0, code: 115, codeName: 'CommandNotSupported', errmsg: 'no'}"),
            new ServerAddress());
    ClassLoader loader = OrderedWritesTest.class.getClassLoader();
    MongoCluster refusing =
        (MongoCluster)
            Proxy.newProxyInstance(
                loader,
                new Class<?>[] {MongoCluster.class},
                (proxy, method, arguments) -> {
                  throw refusal;
                });
    return (MongoClient)
        Proxy.newProxyInstance(
            loader,
            new Class<?>[] {MongoClient.class},
            (proxy, method, arguments) ->
                method.getName().equals("withWriteConcern")
                    ? refusing
                    : method.invoke(client, arguments));
  }
}
