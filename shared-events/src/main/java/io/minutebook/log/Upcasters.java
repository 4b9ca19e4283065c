package io.minutebook.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * What lifts the data of old events to the newest form, one version after the other, before they
 * are read as the record. This is also where an event's newest version is said: it is one more than
 * the event has steps. Only what is read is lifted; stored bytes and their hashes stay.
 */
final class Upcasters {

  /** The steps of the log's own events. */
  static final Upcasters OF_THE_LOG =
      new Upcasters(
          List.of(
              Upcaster.adding("SectionRenamed", 1, "level"),
              Upcaster.adding("EntryReformatted", 1, "form")));

  private final Map<String, List<Upcaster>> steps = new HashMap<>();

  /**
   * @throws IllegalArgumentException if an event's steps do not lead from version 1 on, in order
   */
  Upcasters(List<Upcaster> all) {
    for (Upcaster each : all) {
      List<Upcaster> chain = steps.computeIfAbsent(each.event(), name -> new ArrayList<>());
      if (each.from() != chain.size() + 1) {
        throw new IllegalArgumentException(
            "the step of %s from version %d should be the one from version %d"
                .formatted(each.event(), each.from(), chain.size() + 1));
      }
      chain.add(each);
    }
  }

  /** The events that have had more than one form. */
  Set<String> events() {
    return Set.copyOf(steps.keySet());
  }

  /** The version that an event is written in. */
  int newest(String event) {
    return of(event).size() + 1;
  }

  /**
   * The data of an event in its newest form.
   *
   * @param version which they are in, from 1 to the newest
   * @throws LogFormatException if they are not what that version had
   */
  ObjectNode lift(String event, int version, ObjectNode data) {
    ObjectNode lifted = data;
    for (Upcaster each : of(event).subList(version - 1, of(event).size())) {
      try {
        lifted = each.step().apply(lifted);
      } catch (LogFormatException e) {
        throw e;
      } catch (RuntimeException e) {
        // a step does no I/O: whatever it is, it is in the data
        throw new LogFormatException(
            "not the data of %s.v%d: %s".formatted(event, each.from(), e.getMessage()), e);
      }
    }
    return lifted;
  }

  private List<Upcaster> of(String event) {
    return steps.getOrDefault(event, List.of());
  }
}
