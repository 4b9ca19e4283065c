package io.minutebook.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.MaxKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.util.unit.DataSize;

/** The same on MongoDB itself, where a server is given. */
@EnabledIfSystemProperty(named = "minutebook.test.mongodb-uri", matches = ".+")
class RealCommitStoreTest extends CommitStoreContract {

  @Override
  protected String uri() {
    return System.getProperty("minutebook.test.mongodb-uri", "");
  }

  @Test
  void every_query_is_answered_from_an_index() {
    MongoProperties properties =
        new MongoProperties(
            uri(),
            "unused",
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            DataSize.ofMegabytes(64));
    try (MongoClient client = MongoConnection.client(properties)) {
      var database = client.getDatabase("minutebook-test-" + UUID.randomUUID());
      new CommitStore(database, Duration.ofSeconds(5));
      var commits = database.getCollection("commits");

      assertThat(plan(commits.find(Filters.eq("p", true)).sort(Sorts.ascending("_id"))))
          .contains("indexName=pending")
          .doesNotContain("SORT", "COLLSCAN");
      assertThat(
              plan(
                  commits
                      .find(
                          Filters.and(
                              Filters.eq("p", true),
                              Filters.gte("_id", CommitDocument.id("a", 0L)),
                              Filters.lt("_id", CommitDocument.id("a", 7L))))
                      .sort(Sorts.ascending("_id"))))
          .containsAnyOf("indexName=pending", "indexName=_id_")
          .doesNotContain("SORT", "COLLSCAN");
      assertThat(plan(commits.find(Filters.and(Filters.eq("_id.s", "a"), Filters.eq("c", "b")))))
          .contains("indexName=command")
          .doesNotContain("COLLSCAN");
      assertThat(
              plan(
                  commits
                      .find(
                          Filters.and(
                              Filters.gte("_id", CommitDocument.id("a", 0L)),
                              Filters.lt("_id", CommitDocument.id("a", new MaxKey()))))
                      .sort(Sorts.descending("_id"))))
          .contains("indexName=_id_")
          .doesNotContain("SORT", "COLLSCAN");
      database.drop();
    }
  }

  private static String plan(FindIterable<Document> query) {
    return String.valueOf(
        query.explain().get("queryPlanner", Document.class).get("winningPlan", Document.class));
  }
}
