package io.minutebook.log;

import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * One step from a form of an event to the next: JSON data in, JSON data out. A step knows nothing
 * of the record, which may have changed since; once it has been released, it stays as it is.
 *
 * @param event the event's name, without a version
 * @param from the version that is read; what comes out is the next one
 * @param step changes the data that it is given, or makes new ones
 */
record Upcaster(String event, int from, UnaryOperator<ObjectNode> step) {

  Upcaster {
    if (from < 1) {
      throw new IllegalArgumentException("an event's forms are numbered from 1, not " + from);
    }
  }

  /**
   * A step to a form that only has further fields, all of which may be left out: nothing changes
   * but the name. The old form did not have them, so data that do are refused.
   */
  static Upcaster adding(String event, int from, String... fields) {
    return new Upcaster(
        event,
        from,
        data -> {
          for (String field : fields) {
            if (data.has(field)) {
              throw new LogFormatException(
                  "%s.v%d has no field '%s'".formatted(event, from, field), null);
            }
          }
          return data;
        });
  }
}
