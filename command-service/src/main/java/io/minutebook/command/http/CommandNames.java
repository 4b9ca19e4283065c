package io.minutebook.command.http;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The commands of a sealed interface by their names, which are those of its records. */
final class CommandNames<C> {

  private final SortedMap<String, Class<? extends C>> byName = new TreeMap<>();

  CommandNames(Class<C> commands) {
    collect(commands, commands);
  }

  private void collect(Class<?> type, Class<C> commands) {
    if (type.isRecord()) {
      byName.put(type.getSimpleName(), type.asSubclass(commands));
      return;
    }
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      collect(permitted, commands);
    }
  }

  @Nullable Class<? extends C> get(String name) {
    return byName.get(name);
  }

  Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  Map<String, Class<? extends C>> types() {
    return Collections.unmodifiableMap(byName);
  }
}
