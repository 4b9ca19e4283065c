package io.minutebook.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.standalone.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

  private static final String TOPIC = "minutes";

  @TempDir Path folder;

  @Test
  void everything_acknowledged_is_there_after_a_kill_at_the_same_address() throws Exception {
    String address;
    try (ChildJvm child = ChildJvm.start(BrokerProcess.class, folder.toString())) {
      address = child.awaitLine("ready");
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
        admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 1))).all().get();
      }
      produce(address, 0, 500);
      child.kill();
    }
    String clusterId = Files.readString(folder.resolve("cluster-id"));
    try (ChildJvm child = ChildJvm.start(BrokerProcess.class, folder.toString())) {
      assertThat(child.awaitLine("ready")).isEqualTo(address);
      assertThat(Files.readString(folder.resolve("cluster-id"))).isEqualTo(clusterId);
      produce(address, 500, 700);
      assertThat(consume(address, 700))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 700).mapToObj(i -> "record " + i).toList());
      child.kill();
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
      assertThat(broker.bootstrapServers()).isEqualTo(address);
      assertThat(consume(address, 700)).hasSize(700);
      assertThatThrownBy(() -> EmbeddedBroker.start(folder, 0))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use by another server");
    }
  }

  private static void produce(String address, int from, int to)
      throws ExecutionException, InterruptedException {
    Map<String, Object> config =
        Map.of("bootstrap.servers", address, "acks", "all", "enable.idempotence", true);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = from; i < to; i++) {
        sent.add(producer.send(new ProducerRecord<>(TOPIC, "key " + i % 20, "record " + i)));
      }
      for (Future<RecordMetadata> record : sent) {
        assertThat(record.get().hasOffset()).isTrue();
      }
    }
  }

  private static List<String> consume(String address, int expected) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            address,
            "group.id",
            "group " + System.nanoTime(),
            "auto.offset.reset",
            "earliest");
    List<String> records = new ArrayList<>();
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      while (records.size() < expected && System.nanoTime() < end) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          records.add(record.value());
        }
      }
    }
    return records;
  }
}
