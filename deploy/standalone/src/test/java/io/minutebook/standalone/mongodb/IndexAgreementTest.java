package io.minutebook.standalone.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bson.BsonDateTime;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random documents and queries: with indexes and without the answers are the same. */
class IndexAgreementTest {

  private static final int DOCUMENTS = 400;
  private static final int QUERIES = 600;

  @TempDir Path folder;

  @Test
  void an_index_changes_how_fast_an_answer_is_but_not_what_it_is() throws Exception {
    long seed = System.nanoTime();
    System.out.println("IndexAgreementTest seed " + seed);
    Random random = new Random(seed);
    try (EmbeddedMongo mongo = EmbeddedMongo.start(folder, 0);
        MongoClient client = MongoClients.create(mongo.uri())) {
      MongoCollection<Document> plain = client.getDatabase("test").getCollection("plain");
      MongoCollection<Document> indexed = client.getDatabase("test").getCollection("indexed");
      indexed.createIndex(Indexes.ascending("a"));
      indexed.createIndex(Indexes.compoundIndex(Indexes.ascending("b"), Indexes.descending("a")));
      indexed.createIndex(Indexes.ascending("d.x", "c"));
      indexed.createIndex(Indexes.ascending("c"), new IndexOptions().sparse(true));
      indexed.createIndex(
          Indexes.ascending("b", "c"),
          new IndexOptions().name("part").partialFilterExpression(new Document("a", 1)));

      for (int i = 0; i < DOCUMENTS; i++) {
        Document document = document(random).append("_id", i);
        plain.insertOne(document);
        indexed.insertOne(document);
      }
      for (int i = 0; i < QUERIES; i++) {
        if (i % 5 == 0) {
          change(random, plain, indexed);
        }
        Document query = query(random);
        assertThat(ids(indexed, query)).as("%s", query.toJson()).isEqualTo(ids(plain, query));
        assertThat(indexed.countDocuments(query)).isEqualTo(plain.countDocuments(query));
      }
    }
  }

  private static List<Integer> ids(MongoCollection<Document> collection, Document query) {
    return collection
        .find(query)
        .sort(new Document("_id", 1))
        .map(document -> document.getInteger("_id"))
        .into(new ArrayList<>());
  }

  private static void change(
      Random random, MongoCollection<Document> plain, MongoCollection<Document> indexed) {
    Document id = new Document("_id", random.nextInt(DOCUMENTS));
    if (random.nextInt(4) == 0) {
      plain.deleteOne(id);
      indexed.deleteOne(id);
    } else if (random.nextBoolean()) {
      Document replacement = document(random);
      plain.replaceOne(id, replacement);
      indexed.replaceOne(id, replacement);
    } else {
      Object any = value(random, 0);
      // Two arrays cannot be in one index, and what else is in the document is not known here.
      Object value = any instanceof List<?> ? 1 : any;
      plain.updateOne(id, Updates.set("c", value));
      indexed.updateOne(id, Updates.set("c", value));
    }
  }

  private static Document document(Random random) {
    Document document = new Document();
    for (String field : List.of("a", "b", "c")) {
      if (random.nextInt(5) > 0) {
        document.put(field, value(random, 0));
      }
    }
    // Two arrays cannot be in one index.
    if (document.get("a") instanceof List<?> && document.get("b") instanceof List<?>) {
      document.put("b", 1);
    }
    if (document.get("b") instanceof List<?> && document.get("c") instanceof List<?>) {
      document.put("c", 1);
    }
    if (random.nextBoolean()) {
      document.put("d", new Document("x", random.nextInt(4)));
    }
    return document;
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 11)) {
      case 0 -> random.nextInt(4) - 1;
      case 1 -> (long) random.nextInt(3);
      case 2 -> random.nextInt(6) / 2.0;
      case 3 -> (1L << 53) + random.nextInt(3);
      case 4 -> List.of("", "a", "ab", "b", "\u0000", "a\u0000b", "é").get(random.nextInt(7));
      case 5 -> random.nextBoolean();
      case 6 -> new BsonDateTime(random.nextInt(3) * 1000L);
      case 7 -> new ObjectId(random.nextInt(2), random.nextInt(2));
      case 8 -> new Document("s", value(random, 1)).append("v", random.nextInt(3));
      default -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
          list.add(value(random, 1));
        }
        yield list;
      }
    };
  }

  private static Document query(Random random) {
    Document query = new Document();
    for (String field : List.of("a", "b", "c", "d.x")) {
      if (random.nextInt(5) < 2) {
        query.put(field, condition(random));
      }
    }
    if (random.nextInt(6) == 0) {
      query = new Document("$and", List.of(query, new Document("b", condition(random))));
    }
    return query;
  }

  private static Object condition(Random random) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> value(random, 1);
      case 2 -> value(random, 0);
      case 3 -> new Document("$in", List.of(value(random, 1), value(random, 1)));
      case 4 -> new Document("$gte", value(random, 1)).append("$lt", value(random, 1));
      case 5 -> new Document("$gt", value(random, 1));
      case 6 -> new Document("$lte", value(random, 1));
      default -> new Document("$exists", random.nextBoolean());
    };
  }
}
