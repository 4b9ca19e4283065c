package io.minutebook.standalone.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.DuplicateKeyException;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoNamespace;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the services ask of a MongoDB server, through the driver: of the embedded one, or of the one
 * that {@code minutebook.test.mongodb-uri} names.
 */
class MongoContractTest {

  private static @Nullable EmbeddedMongo embedded;
  private static MongoClient client;

  private MongoDatabase database;
  private MongoCollection<Document> commits;

  @BeforeAll
  static void connect(@TempDir Path folder) throws IOException {
    String uri = System.getProperty("minutebook.test.mongodb-uri", "");
    if (uri.isEmpty()) {
      embedded = EmbeddedMongo.start(folder, 0);
      uri = embedded.uri();
    }
    client = MongoClients.create(uri);
  }

  @AfterAll
  static void disconnect() throws IOException {
    client.close();
    if (embedded != null) {
      embedded.close();
    }
  }

  @BeforeEach
  void emptyDatabase() {
    database = client.getDatabase("contract-" + UUID.randomUUID());
    commits =
        database
            .getCollection("commits")
            .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
            .withReadConcern(ReadConcern.LOCAL);
  }

  @AfterEach
  void drop() {
    database.drop();
  }

  private static Document commit(String stream, int version) {
    return commit(stream, version, stream + "@" + version);
  }

  private static Document commit(String stream, int version, String command) {
    return new Document("_id", new Document("s", stream).append("v", version))
        .append("n", 1)
        .append("c", command)
        .append("at", Date.from(Instant.parse("2026-11-22T10:00:00.123Z")))
        .append("events", List.of(new Binary(new byte[] {1, 2, 3})))
        .append("p", true);
  }

  // ---- inserting

  @Test
  void a_document_comes_back_as_it_was_stored() {
    Document document =
        commit("a", 0)
            .append("long", 1L << 60)
            .append("double", 0.1)
            .append("null", null)
            .append(
                "nested", new Document("list", List.of(1, new Document("x", "ÿ€😀"), List.of())))
            .append("bytes", new Binary(new byte[1000]));
    commits.insertOne(document);
    assertThat(commits.find(Filters.eq("_id", document.get("_id"))).first()).isEqualTo(document);
  }

  @Test
  void a_second_document_with_the_same_id_is_a_duplicate_and_changes_nothing() {
    commits.insertOne(commit("a", 0, "first"));
    MongoWriteException refused =
        catchThrowableOfType(
            MongoWriteException.class, () -> commits.insertOne(commit("a", 0, "second")));
    assertThat(refused.getError().getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY);
    assertThat(commits.find().map(d -> d.getString("c"))).containsExactly("first");
  }

  @Test
  void a_unique_compound_index_refuses_the_same_command_in_the_same_stream_only() {
    commits.createIndex(Indexes.ascending("_id.s", "c"), new IndexOptions().unique(true));
    commits.insertOne(commit("a", 0, "x"));
    commits.insertOne(commit("b", 0, "x"));
    MongoWriteException refused =
        catchThrowableOfType(
            MongoWriteException.class, () -> commits.insertOne(commit("a", 1, "x")));
    assertThat(refused.getError().getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY);
    assertThat(commits.countDocuments()).isEqualTo(2);
  }

  @Test
  void an_unordered_batch_stores_what_it_can_and_names_what_it_cannot() {
    commits.insertMany(List.of(commit("a", 1), commit("a", 3)));
    List<Document> batch = new ArrayList<>();
    for (int version = 0; version < 6; version++) {
      batch.add(commit("a", version));
    }
    MongoBulkWriteException refused =
        catchThrowableOfType(
            MongoBulkWriteException.class,
            () -> commits.insertMany(batch, new InsertManyOptions().ordered(false)));
    assertThat(refused.getWriteErrors()).extracting(BulkWriteError::getIndex).containsExactly(1, 3);
    assertThat(refused.getWriteErrors())
        .extracting(BulkWriteError::getCategory)
        .containsOnly(ErrorCategory.DUPLICATE_KEY);
    assertThat(refused.getWriteResult().getInsertedCount()).isEqualTo(4);
    assertThat(commits.countDocuments()).isEqualTo(6);
  }

  @Test
  void an_ordered_batch_stops_at_the_first_that_it_cannot_store() {
    commits.insertOne(commit("a", 1));
    MongoBulkWriteException refused =
        catchThrowableOfType(
            MongoBulkWriteException.class,
            () -> commits.insertMany(List.of(commit("a", 0), commit("a", 1), commit("a", 2))));
    assertThat(refused.getWriteErrors()).extracting(BulkWriteError::getIndex).containsExactly(1);
    assertThat(refused.getWriteResult().getInsertedCount()).isEqualTo(1);
    assertThat(commits.countDocuments()).isEqualTo(2);
  }

  // ---- updating

  @Test
  void a_replacement_is_made_only_on_the_version_that_it_expects() {
    MongoCollection<Document> views = database.getCollection("views");
    views.insertOne(new Document("_id", "m").append("version", 3).append("text", "old"));
    Bson stale = Filters.and(Filters.eq("_id", "m"), Filters.eq("version", 2));
    Bson current = Filters.and(Filters.eq("_id", "m"), Filters.eq("version", 3));
    Document next = new Document("_id", "m").append("version", 4).append("text", "new");

    assertThat(views.replaceOne(stale, next).getMatchedCount()).isZero();
    UpdateResult replaced = views.replaceOne(current, next);
    assertThat(replaced.getModifiedCount()).isEqualTo(1);
    assertThat(views.find()).containsExactly(next);
  }

  @Test
  void an_upsert_on_a_stale_version_is_a_duplicate_and_an_upsert_of_nothing_inserts() {
    MongoCollection<Document> views = database.getCollection("views");
    ReplaceOptions upsert = new ReplaceOptions().upsert(true);
    Bson unborn = Filters.and(Filters.eq("_id", "m"), Filters.lt("version", 1));
    views.replaceOne(unborn, new Document("_id", "m").append("version", 1), upsert);
    MongoWriteException refused =
        catchThrowableOfType(
            MongoWriteException.class,
            () -> views.replaceOne(unborn, new Document("_id", "m").append("version", 1), upsert));
    assertThat(refused.getError().getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY);
    assertThat(views.countDocuments()).isEqualTo(1);
  }

  @Test
  void a_bulk_write_of_upserts_counts_and_reports_each() {
    MongoCollection<Document> views = database.getCollection("views");
    views.insertMany(
        List.of(
            new Document("_id", "a").append("version", 1),
            new Document("_id", "b").append("version", 5)));
    ReplaceOptions upsert = new ReplaceOptions().upsert(true);
    MongoBulkWriteException refused =
        catchThrowableOfType(
            MongoBulkWriteException.class,
            () ->
                views.bulkWrite(
                    List.of(
                        new ReplaceOneModel<>(
                            Filters.and(Filters.eq("_id", "a"), Filters.eq("version", 1)),
                            new Document("_id", "a").append("version", 2),
                            upsert),
                        new ReplaceOneModel<>(
                            Filters.and(Filters.eq("_id", "b"), Filters.eq("version", 1)),
                            new Document("_id", "b").append("version", 2),
                            upsert),
                        new UpdateOneModel<>(
                            Filters.and(Filters.eq("_id", "c"), Filters.eq("version", 0)),
                            Updates.set("text", "new"),
                            new UpdateOptions().upsert(true))),
                    new BulkWriteOptions().ordered(false)));
    assertThat(refused.getWriteErrors()).extracting(BulkWriteError::getIndex).containsExactly(1);
    BulkWriteResult result = refused.getWriteResult();
    assertThat(result.getMatchedCount()).isEqualTo(1);
    assertThat(result.getUpserts()).hasSize(1);
    assertThat(result.getUpserts().getFirst().getIndex()).isEqualTo(2);
    assertThat(views.find().sort(Sorts.ascending("_id")))
        .containsExactly(
            new Document("_id", "a").append("version", 2),
            new Document("_id", "b").append("version", 5),
            new Document("_id", "c").append("version", 0).append("text", "new"));
  }

  @Test
  void an_ordered_bulk_write_stops_at_its_first_error() {
    MongoCollection<Document> views = database.getCollection("views");
    views.createIndex(Indexes.ascending("name"), new IndexOptions().unique(true));
    views.insertMany(
        List.of(
            new Document("_id", 1).append("name", "x"),
            new Document("_id", 2).append("name", "y")));
    assertThatThrownBy(
            () ->
                views.bulkWrite(
                    List.of(
                        new UpdateOneModel<Document>(Filters.eq(1), Updates.set("n", 1)),
                        new UpdateOneModel<Document>(Filters.eq(2), Updates.set("name", "x")),
                        new UpdateOneModel<Document>(Filters.eq(2), Updates.set("n", 1)))))
        .isInstanceOf(MongoBulkWriteException.class);
    assertThat(views.find(Filters.exists("n")).map(d -> d.getInteger("_id"))).containsExactly(1);
  }

  @Test
  void a_flag_is_unset_on_all_that_match() {
    commits.insertMany(List.of(commit("a", 0), commit("a", 1), commit("b", 0)));
    UpdateResult result = commits.updateMany(Filters.eq("_id.s", "a"), Updates.unset("p"));
    assertThat(result.getModifiedCount()).isEqualTo(2);
    assertThat(commits.find(Filters.eq("p", true)).map(d -> d.getString("c")))
        .containsExactly("b@0");
  }

  @Test
  void a_lease_is_taken_over_only_when_it_is_over() {
    MongoCollection<Document> leases = database.getCollection("leases");
    Bson free = Filters.and(Filters.eq("_id", "relay"), Filters.lt("until", 100));
    FindOneAndUpdateOptions options =
        new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
    Document mine =
        leases.findOneAndUpdate(
            free, Updates.combine(Updates.set("owner", "me"), Updates.set("until", 150)), options);
    assertThat(mine)
        .isEqualTo(new Document("_id", "relay").append("owner", "me").append("until", 150));
    assertThatThrownBy(() -> leases.findOneAndUpdate(free, Updates.set("owner", "you"), options))
        .isInstanceOf(MongoCommandException.class)
        .hasMessageContaining("11000");
    assertThat(
            leases.findOneAndUpdate(Filters.lt("until", 200), Updates.set("owner", "you"), options))
        .containsEntry("owner", "you");
  }

  @Test
  void deleted_documents_are_gone_and_their_ids_free() {
    commits.insertMany(List.of(commit("a", 0), commit("a", 1), commit("b", 0)));
    assertThat(commits.deleteMany(Filters.eq("_id.s", "a")).getDeletedCount()).isEqualTo(2);
    commits.insertOne(commit("a", 0, "again"));
    assertThat(commits.find().map(d -> d.getString("c"))).containsExactlyInAnyOrder("b@0", "again");
  }

  // ---- finding

  @Test
  void the_head_of_a_stream_is_its_highest_version() {
    for (int version = 0; version < 12; version++) {
      commits.insertMany(List.of(commit("a", version), commit("b", version)));
    }
    commits.createIndex(Indexes.ascending("_id.s", "_id.v"));
    Document head =
        commits
            .find(Filters.eq("_id.s", "a"))
            .sort(Sorts.descending("_id.v"))
            .limit(1)
            .projection(Projections.fields(Projections.include("c", "at")))
            .first();
    assertThat(head).isNotNull().containsEntry("c", "a@11").doesNotContainKey("events");
  }

  @Test
  void a_stream_is_read_from_a_version_on_in_order() {
    for (int version = 5; version >= 0; version--) {
      commits.insertOne(commit("a", version));
      commits.insertOne(commit("ab", version));
    }
    assertThat(
            commits
                .find(Filters.and(Filters.eq("_id.s", "a"), Filters.gte("_id.v", 3)))
                .sort(Sorts.ascending("_id.v"))
                .map(d -> d.getString("c")))
        .containsExactly("a@3", "a@4", "a@5");
    assertThat(
            commits
                .find(
                    Filters.and(
                        Filters.gte("_id", new Document("s", "a").append("v", 3)),
                        Filters.lt("_id", new Document("s", "a").append("v", 5))))
                .sort(Sorts.ascending("_id"))
                .map(d -> d.getString("c")))
        .containsExactly("a@3", "a@4");
  }

  @Test
  void pending_commits_are_found_through_a_partial_index_oldest_first() {
    commits.createIndex(
        Indexes.ascending("p", "_id"),
        new IndexOptions().partialFilterExpression(new Document("p", true)));
    for (int version = 0; version < 5; version++) {
      commits.insertOne(commit("a", version));
    }
    commits.updateMany(Filters.lt("_id.v", 3), Updates.unset("p"));
    assertThat(
            commits
                .find(Filters.eq("p", true))
                .sort(Sorts.ascending("_id"))
                .limit(10)
                .map(d -> d.getString("c")))
        .containsExactly("a@3", "a@4");
    assertThat(commits.countDocuments(Filters.exists("p", false))).isEqualTo(3);
  }

  @Test
  void a_partial_unique_index_binds_only_what_it_covers() {
    MongoCollection<Document> entries = database.getCollection("entries");
    entries.createIndex(
        Indexes.ascending("name"),
        new IndexOptions().unique(true).partialFilterExpression(new Document("open", true)));
    entries.insertMany(
        List.of(
            new Document("_id", 1).append("name", "x").append("open", false),
            new Document("_id", 2).append("name", "x").append("open", false),
            new Document("_id", 3).append("name", "x").append("open", true)));
    assertThatThrownBy(
            () ->
                entries.insertOne(new Document("_id", 4).append("name", "x").append("open", true)))
        .isInstanceOf(MongoWriteException.class);
    assertThatThrownBy(() -> entries.updateOne(Filters.eq(1), Updates.set("open", true)))
        .isInstanceOf(MongoWriteException.class);
    entries.updateOne(Filters.eq(3), Updates.set("open", false));
    entries.updateOne(Filters.eq(1), Updates.set("open", true));
    assertThat(entries.find(Filters.eq("name", "x"))).hasSize(3);
  }

  @Test
  void lists_are_searched_by_element_and_by_any_of_several_values() {
    MongoCollection<Document> actions = database.getCollection("actions");
    actions.createIndex(Indexes.ascending("owners"));
    actions.insertMany(
        List.of(
            new Document("_id", 1).append("owners", List.of("Ann", "Bo")),
            new Document("_id", 2).append("owners", List.of("Bo")),
            new Document("_id", 3).append("owners", List.of()),
            new Document("_id", 4)));
    assertThat(ids(actions, Filters.eq("owners", "Bo"))).containsExactlyInAnyOrder(1, 2);
    assertThat(ids(actions, Filters.in("owners", "Ann", "Cy"))).containsExactly(1);
    assertThat(ids(actions, Filters.in("owners", "Cy", "Ann"))).containsExactly(1);
    assertThat(ids(actions, Filters.eq("owners", List.of("Bo")))).containsExactly(2);
    assertThat(ids(actions, Filters.size("owners", 0))).containsExactly(3);
    assertThat(ids(actions, Filters.eq("owners", null))).containsExactly(4);
    assertThat(ids(actions, Filters.ne("owners", "Bo"))).containsExactlyInAnyOrder(3, 4);
    assertThat(ids(actions, Filters.regex("owners", "^A"))).containsExactly(1);
  }

  @Test
  void validity_ranges_and_either_or_are_answered() {
    MongoCollection<Document> lists = database.getCollection("lists");
    lists.createIndex(Indexes.ascending("series", "from"));
    lists.insertMany(
        List.of(
            new Document("_id", 1).append("series", "a").append("from", 10L).append("to", 20L),
            new Document("_id", 2).append("series", "a").append("from", 20L).append("to", null),
            new Document("_id", 3).append("series", "b").append("from", 5L).append("to", null)));
    Bson at15 =
        Filters.and(
            Filters.eq("series", "a"),
            Filters.lte("from", 15),
            Filters.or(Filters.eq("to", null), Filters.gt("to", 15)));
    assertThat(ids(lists, at15)).containsExactly(1);
    assertThat(ids(lists, Filters.and(Filters.eq("series", "a"), Filters.lte("from", 20.0))))
        .containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void of_a_list_one_element_may_meet_one_bound_and_another_the_other() {
    MongoCollection<Document> rows = database.getCollection("rows");
    rows.createIndex(Indexes.ascending("n"));
    rows.insertMany(
        List.of(
            new Document("_id", 1).append("n", List.of(0, 10)),
            new Document("_id", 2).append("n", 5),
            new Document("_id", 3).append("n", 10)));
    assertThat(ids(rows, Filters.and(Filters.gte("n", 4), Filters.lt("n", 6))))
        .containsExactlyInAnyOrder(1, 2);
  }

  private static List<Integer> ids(MongoCollection<Document> collection, Bson filter) {
    return collection.find(filter).map(d -> d.getInteger("_id")).into(new ArrayList<>());
  }

  @Test
  void a_long_answer_comes_whole_over_several_batches() {
    List<Document> many = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      many.add(commit("s" + i % 7, i).append("filler", "x".repeat(3000)));
    }
    commits.insertMany(many, new InsertManyOptions().ordered(false));
    assertThat(commits.find()).hasSize(3000);
    assertThat(commits.find().sort(Sorts.descending("_id.v")).map(d -> d.getString("c")).first())
        .isEqualTo(many.getLast().getString("c"));
    assertThat(commits.find().batchSize(500).skip(10).limit(1200)).hasSize(1200);
    assertThat(commits.countDocuments(Filters.eq("_id.s", "s0"))).isEqualTo(429);
    assertThat(commits.estimatedDocumentCount()).isEqualTo(3000);
  }

  @Test
  void counts_groups_and_distinct_values_are_answered() {
    commits.insertMany(List.of(commit("a", 0), commit("a", 1), commit("b", 0)));
    assertThat(commits.distinct("_id.s", String.class)).containsExactlyInAnyOrder("a", "b");
    assertThat(
            commits.aggregate(
                List.of(
                    new Document("$match", new Document("p", true)),
                    new Document(
                        "$group",
                        new Document("_id", "$_id.s")
                            .append("head", new Document("$max", "$_id.v"))),
                    new Document("$sort", new Document("_id", 1)))))
        .containsExactly(
            new Document("_id", "a").append("head", 1), new Document("_id", "b").append("head", 0));
  }

  // ---- collections and indexes

  @Test
  void an_index_is_made_once_and_a_different_one_of_its_name_refused() {
    IndexOptions named = new IndexOptions().name("n");
    commits.createIndex(Indexes.ascending("c"), named);
    commits.createIndex(Indexes.ascending("c"), named);
    assertThat(commits.listIndexes()).hasSize(2);
    assertThatThrownBy(() -> commits.createIndex(Indexes.ascending("n"), named))
        .isInstanceOf(MongoCommandException.class);
  }

  @Test
  void a_unique_index_is_not_made_over_duplicates() {
    commits.insertMany(List.of(commit("a", 0, "x"), commit("a", 1, "x")));
    assertThatThrownBy(
            () ->
                commits.createIndex(
                    Indexes.ascending("_id.s", "c"), new IndexOptions().unique(true)))
        .isInstanceOf(DuplicateKeyException.class);
    commits.insertOne(commit("a", 2, "x"));
    assertThat(commits.countDocuments()).isEqualTo(3);
  }

  @Test
  void collections_are_made_listed_renamed_and_dropped() {
    database.createCollection("empty");
    commits.insertOne(commit("a", 0));
    assertThat(database.listCollectionNames()).contains("empty", "commits");
    commits.renameCollection(new MongoNamespace(database.getName(), "generation-2"));
    assertThat(database.getCollection("generation-2").countDocuments()).isEqualTo(1);
    database.getCollection("generation-2").drop();
    database.getCollection("never-was").drop();
    assertThat(database.listCollectionNames()).containsExactly("empty");
  }
}
