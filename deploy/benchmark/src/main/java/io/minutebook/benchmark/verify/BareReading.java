package io.minutebook.benchmark.verify;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.minutebook.query.view.Views;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.bson.Document;

/**
 * Reads commits, views and log, one after the other, and does nothing with what it reads but count
 * it: the documents in the order of an index that verify reads them in, the log from its beginning.
 */
final class BareReading {

  private static final int BATCH = 1000;

  private final MongoDatabase database;
  private final String kafka;
  private final String topic;
  private final LongAdder read = new LongAdder();

  BareReading(MongoDatabase database, String kafka, String topic) {
    this.database = database;
    this.kafka = kafka;
    this.topic = topic;
  }

  /**
   * Reads all.
   *
   * @param type what the driver makes of a document
   * @return how many documents and records there were
   */
  <T> long as(Class<T> type) {
    Views views = Views.of(database).current();
    Document byStream = new Document("stream", 1).append("version", 1);
    documents(database.getCollection("commits"), new Document("_id", 1), type);
    documents(views.historyDocuments(), byStream, type);
    documents(views.entryDocuments(), byStream, type);
    documents(views.minutesDocuments(), new Document("_id", 1), type);
    documents(views.seriesDocuments(), new Document("_id", 1), type);
    log();
    return read.sum();
  }

  private <T> void documents(MongoCollection<Document> collection, Document order, Class<T> type) {
    for (T each : collection.withDocumentClass(type).find().sort(order).batchSize(BATCH)) {
      if (each != null) {
        read.increment();
      }
    }
  }

  private void log() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                2000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long left =
          consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
      while (left > 0) {
        int count = consumer.poll(Duration.ofSeconds(1)).count();
        left -= count;
        read.add(count);
      }
    }
  }
}
