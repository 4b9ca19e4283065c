package io.minutebook.log;

import io.minutebook.event.Event;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of the events' types in the log: the record's simple name and the version of its form.
 * Every form is the first so far; where a record gets a second one, its events of the first will be
 * lifted to it before they are read as the record.
 */
final class EventTypes {

  private static final String VERSION = ".v1";

  private final Map<String, Class<? extends Event>> byName = new HashMap<>();
  private final Map<Class<?>, String> byClass = new HashMap<>();

  EventTypes() {
    register(Event.class);
  }

  private void register(Class<? extends Event> type) {
    if (type.isRecord()) {
      String name = type.getSimpleName() + VERSION;
      Class<? extends Event> other = byName.put(name, type);
      if (other != null) {
        throw new IllegalStateException(type + " and " + other + " have the same name in the log");
      }
      byClass.put(type, name);
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

  String nameOf(Event event) {
    String name = byClass.get(event.getClass());
    if (name == null) {
      throw new IllegalStateException("not an event of the log: " + event.getClass());
    }
    return name;
  }

  @Nullable Class<? extends Event> named(String name) {
    return byName.get(name);
  }
}
