package io.minutebook.query.projection;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The states that were used last, a limited number of them. */
final class RecentStates<T> {

  private final Map<String, T> states = new LinkedHashMap<>(16, 0.75f, true);
  private final int most;

  RecentStates(int most) {
    this.most = most;
  }

  @Nullable T get(String stream) {
    return states.get(stream);
  }

  void put(String stream, T state) {
    states.put(stream, state);
    if (states.size() > most) {
      states.remove(states.keySet().iterator().next());
    }
  }

  void clear() {
    states.clear();
  }
}
