package io.minutebook.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import io.minutebook.command.eventstore.Insertion.Duplicate;
import io.minutebook.command.eventstore.Insertion.Refused;
import io.minutebook.command.eventstore.Insertion.Stored;
import io.minutebook.command.eventstore.Insertion.Unsure;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InsertionsTest {

  private static final ServerAddress SERVER = new ServerAddress();

  private static List<Insertion> failing(int count, RuntimeException why) {
    return Insertions.of(
        count,
        () -> {
          throw why;
        });
  }

  private static MongoBulkWriteException failed(
      List<BulkWriteError> errors, @Nullable WriteConcernError concern) {
    return new MongoBulkWriteException(
        BulkWriteResult.unacknowledged(), errors, concern, SERVER, Set.of());
  }

  private static BulkWriteError error(int code, int index) {
    return new BulkWriteError(code, "because", new BsonDocument(), index);
  }

  @Test
  void an_insert_that_returns_has_stored_all() {
    assertThat(Insertions.of(2, () -> {})).containsExactly(new Stored(), new Stored());
  }

  @Test
  void what_has_an_error_of_its_own_is_a_duplicate_or_refused_and_the_rest_is_stored() {
    assertThat(failing(3, failed(List.of(error(11000, 0), error(121, 2)), null)))
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo(new Duplicate()),
            second -> assertThat(second).isEqualTo(new Stored()),
            third -> assertThat(third).isInstanceOf(Refused.class));
  }

  @Test
  void what_is_stored_but_not_known_to_be_durable_is_unsure() {
    WriteConcernError concern =
        new WriteConcernError(64, "WriteConcernFailed", "timed out", new BsonDocument());
    assertThat(failing(2, failed(List.of(error(11000, 1)), concern)))
        .satisfiesExactly(
            first -> assertThat(first).isInstanceOf(Unsure.class),
            second -> assertThat(second).isEqualTo(new Duplicate()));
  }

  @Test
  void after_a_lost_connection_all_are_unsure() {
    assertThat(failing(2, new MongoSocketReadException("connection lost", SERVER)))
        .hasSize(2)
        .allSatisfy(each -> assertThat(each).isInstanceOf(Unsure.class));
  }

  @Test
  void what_the_server_says_no_to_is_refused() {
    BsonDocument no = new BsonDocument("ok", new BsonInt32(0)).append("code", new BsonInt32(13));
    assertThat(failing(1, new MongoCommandException(no, SERVER)))
        .singleElement()
        .isInstanceOf(Refused.class);
  }

  @Test
  void a_driver_that_breaks_leaves_all_unsure() {
    assertThat(failing(1, new IllegalStateException("state should be: open")))
        .singleElement()
        .isInstanceOfSatisfying(
            Unsure.class, unsure -> assertThat(unsure.why()).isInstanceOf(MongoException.class));
  }
}
