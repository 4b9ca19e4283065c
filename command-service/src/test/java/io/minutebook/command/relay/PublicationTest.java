package io.minutebook.command.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.event.SeriesEvent.SeriesRenamed;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.Meta;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a producer that sends nothing before it is flushed, as one does that waits for more. */
@Timeout(value = 10, unit = TimeUnit.SECONDS)
class PublicationTest {

  private static final Meta META =
      new Meta("anna", null, "RenameSeries", null, null, null, Map.of());
  private static final byte[] EVENT = new EventCodec().encode(new SeriesRenamed("Crew"), META);

  private final List<Commit> commits = List.of(commit("series/a"), commit("series/b"));

  private static Commit commit(String stream) {
    return Commit.following(null, stream, "c", "f", Instant.EPOCH, null, List.of(EVENT));
  }

  @Test
  void goes_into_the_log_without_waiting_for_more() throws InterruptedException {
    var producer = new MockProducer<>(false, null, serializer(), serializer());
    Publication publication = new Publication(producer, "events");

    publication.send(commits);

    assertThat(publication.acknowledged()).isEqualTo(commits);
    assertThat(publication.failure()).isNull();
    assertThat(producer.history())
        .extracting(record -> new String(record.key(), UTF_8))
        .containsExactly("series/a", "series/b");
  }

  /** The producer can be closed then, which an interrupted thread cannot do. */
  @Test
  void ends_when_it_is_interrupted_and_leaves_the_thread_uninterrupted() {
    var atFlush =
        new MockProducer<byte[], byte[]>(false, null, serializer(), serializer()) {
          @Override
          public synchronized void flush() {
            throw new InterruptException("interrupted on purpose");
          }
        };
    var atSend =
        new MockProducer<byte[], byte[]>(false, null, serializer(), serializer()) {
          @Override
          public synchronized Future<RecordMetadata> send(
              ProducerRecord<byte[], byte[]> event, Callback callback) {
            throw new InterruptException("interrupted on purpose");
          }
        };
    for (MockProducer<byte[], byte[]> producer : List.of(atFlush, atSend)) {
      Publication publication = new Publication(producer, "events");

      assertThatThrownBy(() -> publication.send(commits)).isInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  private static ByteArraySerializer serializer() {
    return new ByteArraySerializer();
  }
}
