package io.minutebook.query.view;

import static com.mongodb.client.model.bulk.ClientNamespacedWriteModel.insertOne;
import static com.mongodb.client.model.bulk.ClientNamespacedWriteModel.updateOne;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.MongoNamespace;
import com.mongodb.WriteConcern;
import io.minutebook.query.testing.TestMongo;
import java.util.ArrayList;
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
        .into(new ArrayList<>());
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
                    new Document("$set", new Document("lit", true))),
                insertOne(in("cellar"), new Document("_id", "oil"))));

    assertThat(written).isTrue();
    assertThat(ids("attic")).containsExactly("rope");
    assertThat(ids("cellar")).containsExactly("lamp", "oil");
    assertThat(mongo.database().getCollection("cellar").find(new Document("lit", true)).first())
        .containsEntry("_id", "lamp");
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
  void stop_at_what_cannot_be_written_and_say_so() {
    boolean written =
        writes.write(
            List.of(
                updateOne(
                    in("cellar"),
                    new Document("_id", "lamp"),
                    new Document("$set", new Document("_id", "another"))),
                insertOne(in("attic"), new Document("_id", "trunk"))));

    assertThat(written).isFalse();
    assertThat(ids("attic")).isEmpty();
    assertThat(ids("cellar")).containsExactly("lamp");
  }

  @Test
  void throw_when_it_is_not_known_how_safely_they_were_written() {
    OrderedWrites unsafe =
        new OrderedWrites(mongo.client(), new WriteConcern(3).withWTimeout(1, MILLISECONDS));

    assertThatThrownBy(
            () -> unsafe.write(List.of(insertOne(in("attic"), new Document("_id", "rope")))))
        .isInstanceOf(MongoException.class);
  }
}
