package io.minutebook.benchmark.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.minutebook.benchmark.peer.Databases;
import io.minutebook.query.view.Views;
import io.minutebook.standalone.mongodb.EmbeddedMongo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilledViewsTest {

  private static final int EVENTS = 50;

  @TempDir Path folder;

  @Test
  void views_are_filled_by_the_projection_and_only_once() throws Exception {
    try (EmbeddedMongo mongo = EmbeddedMongo.start(folder, 0);
        MongoClient client = Databases.client(mongo.uri())) {
      MongoDatabase database = client.getDatabase(Databases.freshName());
      Corpus corpus = new Corpus(3, 12, EVENTS);
      List<Long> progress = new ArrayList<>();
      FilledViews filled = new FilledViews(database, corpus);

      filled.fill(progress::add);
      filled.fill(progress::add);

      assertThat(progress).containsExactly(12L);
      Views views = Views.of(database);
      assertThat(views.minutes().find(corpus.meeting(0, 5)))
          .hasValueSatisfying(stored -> assertThat(stored.version()).isEqualTo(EVENTS - 1));
      assertThat(views.series().all()).hasSize(1);
      assertThat(views.historyDocuments().countDocuments()).isEqualTo(12 * EVENTS + 10);

      database.getCollection("corpus").deleteOne(new Document("series", 0));
      filled.fill(progress::add);
      assertThat(progress).as("went on").containsExactly(12L, 12L);
      assertThat(views.historyDocuments().countDocuments()).isEqualTo(12 * EVENTS + 10);

      new FilledViews(database, new Corpus(3, 2, EVENTS)).fill(progress::add);
      assertThat(views.minutesDocuments().countDocuments()).isEqualTo(2);
    }
  }
}
