package io.minutebook.query.audit;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoDatabase;
import io.minutebook.query.view.Generation;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Whether the log reaches as far as those say who keep a position in it: the relay what was
 * acknowledged, the views up to where they have followed. The positions are read before the log's
 * ends, which only grow.
 */
final class CheckpointCheck {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private final MongoDatabase database;
  private final Audit.Source source;
  private final String group;
  private final Findings findings;

  CheckpointCheck(
      MongoDatabase database,
      Audit.Source source,
      Generation generation,
      String group,
      Findings findings) {
    this.database = database;
    this.source = source;
    this.group = generation.number() == 0 ? group : group + "-" + generation.number();
    this.findings = findings;
  }

  void run() {
    Map<Integer, Long> acknowledged = acknowledged();
    Map<Integer, Long> followed = followed();
    Map<Integer, Long> ends = new HashMap<>();
    try (LogReader log = new LogReader(source.bootstrapServers(), source.topic())) {
      log.extent().ends().forEach((partition, end) -> ends.put(partition.partition(), end));
    }
    compare(
        "ends", acknowledged, ends, "the relay was told that the log holds all up to offset %d");
    compare(group, followed, ends, "the views have followed the log up to offset %d");
  }

  private void compare(
      String field, Map<Integer, Long> kept, Map<Integer, Long> ends, String detail) {
    kept.forEach(
        (partition, offset) -> {
          long end = ends.getOrDefault(partition, 0L);
          if (offset > end) {
            findings.add(
                Finding.Kind.CHECKPOINT_WRONG,
                source.topic() + "/" + partition,
                end,
                field + "." + partition,
                detail.formatted(offset) + "; it ends at " + end);
          }
        });
  }

  private Map<Integer, Long> acknowledged() {
    Map<Integer, Long> ends = new TreeMap<>();
    var found = database.getCollection("logs").find(eq("_id", source.topic())).first();
    if (found != null && found.get("ends") instanceof org.bson.Document stored) {
      stored.forEach(
          (partition, end) -> {
            if (end instanceof Number number && NUMBER.matcher(partition).matches()) {
              ends.put(Integer.valueOf(partition), number.longValue());
            } else {
              unreadable("ends." + partition, end);
            }
          });
    } else if (found != null && found.containsKey("ends")) {
      unreadable("ends", found.get("ends"));
    }
    return ends;
  }

  private void unreadable(String field, @Nullable Object value) {
    findings.add(
        Finding.Kind.CHECKPOINT_WRONG,
        source.topic(),
        0,
        field,
        "what the relay keeps of the log cannot be read: its %s is %s".formatted(field, value));
  }

  private Map<Integer, Long> followed() {
    Map<Integer, Long> offsets = new TreeMap<>();
    try (Admin admin =
        Admin.create(
            Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, source.bootstrapServers()))) {
      admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get(15, TimeUnit.SECONDS)
          .forEach(
              (TopicPartition partition,
                  org.apache.kafka.clients.consumer.OffsetAndMetadata at) -> {
                if (at != null && partition.topic().equals(source.topic())) {
                  offsets.put(partition.partition(), at.offset());
                }
              });
      return offsets;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuditImpossible("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AuditImpossible(
          "cannot ask Kafka how far the views have followed the log: " + e.getMessage(), e);
    }
  }
}
