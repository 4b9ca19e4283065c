package io.minutebook.benchmark.peer;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** A topic that one run has for itself. */
final class LogTopic {

  private final String kafka;
  private final String name;

  LogTopic(String kafka, String name) {
    this.kafka = kafka;
    this.name = name;
  }

  String name() {
    return name;
  }

  /** How many records it holds. */
  long records() {
    return asked(
        admin -> {
          Set<TopicPartition> partitions =
              admin.describeTopics(List.of(name)).allTopicNames().get().values().stream()
                  .flatMap(topic -> topic.partitions().stream())
                  .map(partition -> new TopicPartition(name, partition.partition()))
                  .collect(Collectors.toSet());
          return admin
              .listOffsets(
                  partitions.stream()
                      .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest())))
              .all()
              .get()
              .values()
              .stream()
              .mapToLong(ListOffsetsResultInfo::offset)
              .sum();
        });
  }

  void delete() {
    asked(admin -> admin.deleteTopics(List.of(name)).all().get());
  }

  private <T> T asked(Question<T> question) {
    try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka))) {
      return question.ask(admin);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka at " + kafka + ": " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Kafka was asked", e);
    }
  }

  private interface Question<T> {
    T ask(Admin admin) throws ExecutionException, InterruptedException;
  }
}
