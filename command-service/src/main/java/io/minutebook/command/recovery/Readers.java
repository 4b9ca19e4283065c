package io.minutebook.command.recovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who read the log. Where they had got to in the old one means nothing in a new one, whose
 * records lie in other places: it has to be forgotten, so that they read from the beginning.
 */
final class Readers {

  /** Longer than Kafka takes to notice that a reader was killed. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String VIEWS = "minutebook.views";
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

  private Readers() {}

  /** The groups of the views, one for each generation, as the query-service names them. */
  static boolean isOfViews(String group) {
    return group.equals(VIEWS) || group.startsWith(VIEWS + "-");
  }

  /**
   * Has groups begin anew with this topic.
   *
   * @param which by their names
   * @param nobodyElse whether nobody can be reading: who is still known then, has not been taken
   *     for gone yet
   * @throws RecoveryRefused if one of them is reading it
   */
  static void forget(Admin admin, String topic, Predicate<String> which, boolean nobodyElse)
      throws InterruptedException {
    try {
      for (GroupListing group :
          admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get()) {
        Set<TopicPartition> known =
            which.test(group.groupId()) ? positions(admin, group.groupId(), topic) : Set.of();
        if (!known.isEmpty()) {
          if (nobodyElse) {
            removeMembers(admin, group.groupId());
          }
          forget(admin, group.groupId(), known);
        }
      }
    } catch (ExecutionException e) {
      throw new RecoveryRefused(
          "Kafka does not say who reads the topic %s: %s".formatted(topic, e.getMessage()), e);
    }
  }

  private static void removeMembers(Admin admin, String group) throws InterruptedException {
    try {
      admin
          .removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
          .all()
          .get();
    } catch (ExecutionException e) {
      // there are none, or they go by themselves
      LOG.debug("Could not remove the members of {}", group, e);
    }
  }

  private static Set<TopicPartition> positions(Admin admin, String group, String topic)
      throws ExecutionException, InterruptedException {
    return admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get()
        .keySet()
        .stream()
        .filter(partition -> partition.topic().equals(topic))
        .collect(Collectors.toSet());
  }

  private static void forget(Admin admin, String group, Set<TopicPartition> known)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<String> last = new ArrayList<>();
    while (true) {
      try {
        admin.deleteConsumerGroupOffsets(group, known).all().get();
        return;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof GroupIdNotFoundException) {
          return;
        }
        last.add(String.valueOf(e.getCause()));
      }
      if (System.nanoTime() - deadline > 0) {
        throw new RecoveryRefused(
            "the log is being read by '%s': stop every query-service (of 'minutebook up': Ctrl-C or SIGTERM), then run this again (%s)"
                .formatted(group, last.getLast()));
      }
      Thread.sleep(PAUSE);
    }
  }
}
