package io.minutebook.log;

import io.minutebook.event.Event;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The types of the events in the log: the record's simple name and the version of its form. Written
 * is always the newest; an older one is lifted to it before it is read as the record.
 */
final class EventTypes {

  private final Map<String, Class<? extends Event>> byName = new HashMap<>();
  private final Map<Class<?>, EventForm> newest = new HashMap<>();
  private final Upcasters upcasters;

  EventTypes(Upcasters upcasters) {
    this.upcasters = upcasters;
    register(Event.class);
    for (String event : upcasters.events()) {
      if (!byName.containsKey(event)) {
        throw new IllegalArgumentException("there is no event " + event + " to lift to");
      }
    }
  }

  private void register(Class<? extends Event> type) {
    if (type.isRecord()) {
      String name = type.getSimpleName();
      Class<? extends Event> other = byName.put(name, type);
      if (other != null) {
        throw new IllegalStateException(type + " and " + other + " have the same name in the log");
      }
      newest.put(type, new EventForm(name, upcasters.newest(name)));
      return;
    }
    Class<?>[] permitted = type.getPermittedSubclasses();
    if (permitted == null) {
      throw new IllegalStateException(type + " is neither a record nor sealed");
    }
    for (Class<?> each : permitted) {
      register(each.asSubclass(Event.class));
    }
  }

  /** What an event of this record is written as. */
  EventForm newest(Class<? extends Event> type) {
    EventForm form = newest.get(type);
    if (form == null) {
      throw new IllegalStateException("not an event of the log: " + type);
    }
    return form;
  }

  /** A record, and data that it can be read from. */
  record Lifted(Class<? extends Event> type, JsonNode data) {}

  /**
   * Brings data of any version so far into the newest form.
   *
   * @param type as the log names it
   * @throws LogFormatException if this program has no such event, or not yet this form of it
   */
  Lifted lift(String type, JsonNode data) {
    EventForm form = EventForm.parse(type);
    Class<? extends Event> record = byName.get(form.event());
    if (record == null) {
      throw new LogFormatException(
          "an event of the unknown type '%s', perhaps written by a newer Minutebook"
              .formatted(form),
          null);
    }
    int known = newest(record).version();
    if (form.version() > known) {
      throw new LogFormatException(
          "%s was written by a newer Minutebook: this one reads %s up to v%d"
              .formatted(form, form.event(), known),
          null);
    }
    if (form.version() == known) {
      return new Lifted(record, data);
    }
    if (!(data instanceof ObjectNode object)) {
      throw new LogFormatException("the data of %s are no JSON object".formatted(form), null);
    }
    return new Lifted(record, upcasters.lift(form.event(), form.version(), object));
  }
}
