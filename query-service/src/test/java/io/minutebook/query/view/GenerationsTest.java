package io.minutebook.query.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Updates;
import io.minutebook.query.testing.TestMongo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class GenerationsTest {

  private static final int ASKING = 16;

  @Test
  void nobody_who_asks_after_a_pause_gets_a_generation_that_was_replaced_meanwhile()
      throws InterruptedException, ExecutionException {
    try (TestMongo mongo = TestMongo.embedded();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Views views = mongo.views();
      views.prepare();
      assertThat(views.generation().number()).isZero();
      await().pollDelay(Duration.ofMillis(1_100)).until(() -> true);
      mongo
          .database()
          .getCollection("view_format")
          .updateOne(new Document("_id", "views"), Updates.set("generation", 7));

      CountDownLatch begin = new CountDownLatch(1);
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < ASKING; i++) {
        answers.add(
            threads.submit(
                () -> {
                  begin.await();
                  return views.generation().number();
                }));
      }
      begin.countDown();

      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(7);
      }
    }
  }
}
