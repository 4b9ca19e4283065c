package io.minutebook.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The consumers' group as the broker coordinates it: each partition is one member's, and goes to
 * another when that has given it up, or has not been heard of for long.
 */
final class Group {

  /** After how long a member that is not heard of is taken for gone. */
  static final long SESSION = 8 * Scheduler.SECOND;

  private final Scheduler scheduler;
  private final List<MadeUpConsumer> members = new ArrayList<>();
  private final Map<Integer, MadeUpConsumer> owners = new HashMap<>();
  private final Map<Integer, OffsetAndMetadata> offsets = new TreeMap<>();

  Group(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /**
   * The member is in the group, or joins it.
   *
   * @param owned the partitions that it has as it knows; it has given up all others
   */
  void join(MadeUpConsumer member, Set<Integer> owned) {
    owners.entrySet().removeIf(each -> each.getValue() == member && !owned.contains(each.getKey()));
    if (!members.contains(member)) {
      members.add(member);
      scheduler.trace(() -> member + " joins the group");
      if (member.isGone()) {
        left(member); // the request was late, and there is nobody any more
      }
    }
  }

  /** The member leaves, or is taken for gone; it need not know. */
  void remove(MadeUpConsumer member) {
    if (members.remove(member)) {
      scheduler.trace(() -> member + " is out of the group");
    }
    owners.values().removeIf(owner -> owner == member);
  }

  /** The member is closed but could not say so: it is taken for gone some time later. */
  void left(MadeUpConsumer member) {
    scheduler.after(SESSION, () -> remove(member));
  }

  List<MadeUpConsumer> members() {
    return List.copyOf(members);
  }

  boolean has(MadeUpConsumer member) {
    return members.contains(member);
  }

  /** Those partitions that are to be a member's, and no one else's still. */
  Set<Integer> meantFor(MadeUpConsumer member) {
    Set<Integer> meant = new TreeSet<>();
    for (int i = 0; i < Broker.PARTITIONS; i++) {
      boolean isTheirs = members.get(i % members.size()) == member;
      if (isTheirs && (isOwner(i, member) || isFree(i))) {
        meant.add(i);
      }
    }
    return meant;
  }

  boolean isFree(int partition) {
    return !owners.containsKey(partition);
  }

  boolean isOwner(int partition, MadeUpConsumer member) {
    return Objects.equals(owners.get(partition), member);
  }

  void own(int partition, MadeUpConsumer member) {
    if (owners.put(partition, member) != member) {
      scheduler.trace(() -> partition + " is " + member + "'s");
    }
  }

  void giveUp(int partition, MadeUpConsumer member) {
    owners.remove(partition, member);
  }

  @Nullable OffsetAndMetadata offset(int partition) {
    return offsets.get(partition);
  }

  void commit(int partition, OffsetAndMetadata offset) {
    scheduler.trace(() -> "offset of " + partition + ": " + offset.offset());
    offsets.put(partition, offset);
  }

  /** Consumers notice by its epochs that a log was cut off behind where they are. */
  void truncated(int partition, long end) {
    members.forEach(member -> member.truncated(partition, end));
  }

  /** A machine is not heard of from now on: unless it is again in time, its members are gone. */
  void notHeardOf(Machine machine) {
    List<MadeUpConsumer> then = members.stream().filter(each -> each.isOn(machine)).toList();
    scheduler.after(
        SESSION,
        () -> {
          if (!machine.isAlive() || machine.isPaused()) {
            then.forEach(this::remove);
          }
        });
  }
}
