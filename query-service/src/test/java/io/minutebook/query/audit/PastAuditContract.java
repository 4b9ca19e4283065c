package io.minutebook.query.audit;

import static io.minutebook.query.testing.Sample.meeting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import io.minutebook.event.Event;
import io.minutebook.query.projection.Projection;
import io.minutebook.query.testing.Sample;
import io.minutebook.query.testing.TestBroker;
import io.minutebook.query.testing.TestLog;
import io.minutebook.query.testing.TestMongo;
import io.minutebook.query.view.Views;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.OptionalLong;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the answers about the past rest on is verified like everything else. */
@DisplayName("The audit of what the past is answered from")
abstract class PastAuditContract {

  private static final String MAY = meeting("2020-05-04").stream();
  private static final Date OTHER = Date.from(Instant.parse("2020-01-01T00:00:00Z"));

  private TestMongo mongo;
  private TestLog log;
  private Audit.Source source;
  private Projection projection;

  abstract TestMongo open();

  @BeforeEach
  void record_a_meeting() {
    mongo = open();
    TestBroker broker = TestBroker.shared();
    String topic = broker.newTopic(2);
    log = new TestLog(broker, topic, mongo);
    source = new Audit.Source(mongo.uri(), mongo.name(), broker.bootstrapServers(), topic);
    Views views = mongo.views();
    views.createIndexes();
    projection =
        new Projection(
            new Projection.Source(broker.bootstrapServers(), topic, "views-" + topic),
            views,
            Clock.systemUTC());
    for (Event[] events : Sample.full("2020-05-04")) {
      log.append(MAY, events);
    }
    projection.start();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(views.minutes().versionOf(MAY)).isEqualTo(OptionalLong.of(18)));
  }

  @AfterEach
  void close() {
    projection.stop();
    log.close();
    mongo.close();
  }

  private List<String> found() {
    try (Audit audit = Audit.open(source, Duration.ofSeconds(1))) {
      return audit.verify(Progress.NONE).findings().stream()
          .map(finding -> finding.kind() + " " + finding.version())
          .toList();
    }
  }

  private void change(String collection, String id, String field, Object value) {
    MongoCollection<Document> documents = mongo.database().getCollection(collection);
    assertThat(
            documents
                .updateOne(
                    new Document("_id", id), new Document("$set", new Document(field, value)))
                .getModifiedCount())
        .isEqualTo(1);
  }

  @Test
  void finds_nothing_where_nothing_was_touched() {
    assertThat(found()).isEmpty();
  }

  @Test
  void finds_changed_times_series_people_and_actions_of_the_history() {
    change("view_history", MAY + "@4", "occurredUpTo", OTHER);
    assertThat(found()).containsExactly("HISTORY_DIFFERS 4");
    change("view_history", MAY + "@3", "series", "other");
    assertThat(found()).containsExactly("HISTORY_DIFFERS 3");
    change("view_history", MAY + "@2", "people", List.of("mallory"));
    assertThat(found()).containsExactly("HISTORY_DIFFERS 2");
    change("view_history", MAY + "@1", "roots", List.of("lamp-room/2020-05-04#e9"));
    assertThat(found()).containsExactly("HISTORY_DIFFERS 1");
  }

  @Test
  void finds_another_beginning_of_a_meeting() {
    change("view_minutes", MAY, "begun", OTHER);
    assertThat(found()).containsExactly("VIEW_DIFFERS 18");
    change("view_minutes", MAY, "begunOccurred", OTHER);
    assertThat(found()).containsExactly("VIEW_DIFFERS 18");
  }
}
