package io.minutebook.command.axon;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the states of the aggregates that were used last, up to a number, strongly: the collector
 * does not empty it. Listeners are not told anything. Safe for use by several threads.
 */
final class BoundedCache implements Cache {

  private final Map<Object, Object> entries;

  BoundedCache(int capacity) {
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
            return size() > capacity;
          }
        };
  }

  // The interface, which knows no nullness, promises null for what is not there.
  @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
  @Override
  public synchronized <K, V> @Nullable V get(K key) {
    return (V) entries.get(key);
  }

  @Override
  public synchronized void put(Object key, Object value) {
    entries.put(key, value);
  }

  @Override
  public synchronized boolean putIfAbsent(Object key, Object value) {
    return entries.putIfAbsent(key, value) == null;
  }

  @SuppressWarnings("unchecked")
  @Override
  public synchronized <T> T computeIfAbsent(Object key, Supplier<T> value) {
    return (T) entries.computeIfAbsent(key, absent -> value.get());
  }

  @Override
  public synchronized boolean remove(Object key) {
    return entries.remove(key) != null;
  }

  @Override
  public synchronized void removeAll() {
    entries.clear();
  }

  @Override
  public synchronized boolean containsKey(Object key) {
    return entries.containsKey(key);
  }

  @Override
  public Registration registerCacheEntryListener(EntryListener listener) {
    return () -> true;
  }

  @SuppressWarnings("unchecked")
  @Override
  public synchronized <V> void computeIfPresent(Object key, UnaryOperator<V> change) {
    entries.computeIfPresent(key, (present, value) -> change.apply((V) value));
  }
}
