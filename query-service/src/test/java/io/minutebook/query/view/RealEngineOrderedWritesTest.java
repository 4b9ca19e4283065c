package io.minutebook.query.view;

import static com.mongodb.client.model.bulk.ClientNamespacedWriteModel.insertOne;
import static com.mongodb.client.model.bulk.ClientNamespacedWriteModel.updateOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ClientBulkWriteException;
import com.mongodb.MongoNamespace;
import com.mongodb.WriteConcern;
import io.minutebook.query.testing.TestMongo;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@DisplayName("Writes in one request, on the real engine")
@EnabledIfSystemProperty(named = "minutebook.test.mongodb-uri", matches = ".+")
class RealEngineOrderedWritesTest {

  private TestMongo mongo;
  private OrderedWrites writes;

  @BeforeEach
  void open() {
    mongo = TestMongo.realEngine();
    mongo.database().getCollection("cellar").insertOne(new Document("_id", "lamp"));
    writes = new OrderedWrites(mongo.client(), WriteConcern.W1.withJournal(true));
  }

  @AfterEach
  void close() {
    mongo.close();
  }

  private MongoNamespace in(String collection) {
    return new MongoNamespace(mongo.name(), collection);
  }

  private List<String> ids(String collection) {
    return mongo
        .database()
        .getCollection(collection)
        .find()
        .sort(new Document("_id", 1))
        .map(each -> each.getString("_id"))
        .into(new java.util.ArrayList<>());
  }

  @Test
  void reach_several_collections() {
    assertThat(writes.isKnown()).isTrue();

    boolean written =
        writes.write(
            List.of(
                insertOne(in("attic"), new Document("_id", "rope")),
                updateOne(
                    in("cellar"),
                    new Document("_id", "lamp"),
                    new Document("$set", new Document("_id", "lamp").append("lit", true))),
                insertOne(in("cellar"), new Document("_id", "oil"))));

    assertThat(written).isTrue();
    assertThat(ids("attic")).containsExactly("rope");
    assertThat(ids("cellar")).containsExactly("lamp", "oil");
  }

  @Test
  void stop_at_what_is_there_already_and_say_so() {
    boolean written =
        writes.write(
            List.of(
                insertOne(in("attic"), new Document("_id", "rope")),
                insertOne(in("cellar"), new Document("_id", "lamp")),
                insertOne(in("attic"), new Document("_id", "trunk"))));

    assertThat(written).isFalse();
    assertThat(ids("attic")).containsExactly("rope");
    assertThat(writes.isKnown()).isTrue();
  }

  @Test
  void throw_whatever_else_is_wrong() {
    assertThatThrownBy(
            () ->
                writes.write(
                    List.of(
                        updateOne(
                            in("cellar"),
                            new Document("_id", "lamp"),
                            new Document("$set", new Document("_id", "another"))))))
        .isInstanceOf(ClientBulkWriteException.class);
  }
}
