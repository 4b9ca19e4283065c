package io.minutebook.benchmark.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.minutebook.command.relay.KafkaEventLog;
import io.minutebook.command.relay.KafkaProperties;
import io.minutebook.log.CloudEventHeaders;
import io.minutebook.log.Commit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A log with the events of a corpus, as the relay would have published them. */
public final class FilledLog {

  private static final int PARTITIONS = 6;

  private FilledLog() {}

  /**
   * Publishes a corpus to a topic, which is made where there is none.
   *
   * @return how many events it is
   */
  public static long fill(Corpus corpus, String kafka, String topic)
      throws ExecutionException, InterruptedException {
    KafkaEventLog log =
        new KafkaEventLog(
            new KafkaProperties(
                kafka, topic, PARTITIONS, Duration.ofSeconds(1), Duration.ofSeconds(3), Map.of()));
    log.ensure();
    long events = 0;
    try (Producer<byte[], byte[]> producer = log.producer()) {
      for (int series = 0; series < corpus.series(); series++) {
        List<Future<?>> sent = new ArrayList<>();
        for (Commit commit : corpus.commits(series)) {
          for (int i = 0; i < commit.events().size(); i++) {
            sent.add(producer.send(record(topic, commit, i)));
          }
        }
        producer.flush();
        for (Future<?> each : sent) {
          each.get();
        }
        events += sent.size();
      }
    }
    return events;
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, Commit commit, int event) {
    ProducerRecord<byte[], byte[]> sent =
        new ProducerRecord<>(topic, commit.stream().getBytes(UTF_8), commit.events().get(event));
    CloudEventHeaders.of(commit, event)
        .toMap()
        .forEach((name, value) -> sent.headers().add(name, value));
    return sent;
  }
}
