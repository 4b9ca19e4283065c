package io.minutebook.query.projection;

import static org.awaitility.Awaitility.await;

import io.minutebook.query.testing.TestBroker;
import io.minutebook.query.view.Generation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Whoever stops following the log")
class LogConsumersTest {

  private static final Duration SHORTLY = Duration.ofMillis(20);

  /** Less than a consumer that gives no sign of life takes to count as dead. */
  private static final Duration SOON = Duration.ofSeconds(8);

  private final TestBroker broker = TestBroker.shared();
  private final String topic = broker.newTopic(2);
  private final LogConsumers consumers =
      new LogConsumers(
          new Projection.Source(broker.bootstrapServers(), topic, "leaving-" + topic, null));

  private KafkaConsumer<byte @Nullable [], byte @Nullable []> follow() {
    KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer =
        consumers.following(Generation.FIRST);
    consumer.subscribe(List.of(topic));
    return consumer;
  }

  /** Follows, in a thread of its own, until it is stopped. */
  private final class Staying implements AutoCloseable {
    private final AtomicBoolean stopping = new AtomicBoolean();
    private volatile int partitions;
    private final CompletableFuture<Void> following =
        CompletableFuture.runAsync(this::poll, task -> Thread.ofPlatform().start(task));

    private void poll() {
      try (var consumer = follow()) {
        while (!stopping.get()) {
          consumer.poll(SHORTLY);
          partitions = consumer.assignment().size();
        }
      }
    }

    @Override
    public void close() {
      stopping.set(true);
      following.join();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 7})
  void is_not_waited_for_however_far_it_had_joined(int polls) {
    try (Staying one = new Staying();
        Staying other = new Staying()) {
      var leaving = follow();
      for (int i = 0; i < polls; i++) {
        leaving.poll(Duration.ofMillis(1));
      }

      LogConsumers.leave(leaving);

      await().atMost(SOON).until(() -> one.partitions == 1 && other.partitions == 1);
    }
  }
}
