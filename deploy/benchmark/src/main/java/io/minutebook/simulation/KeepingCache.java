package io.minutebook.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;

/** A cache from which nothing is evicted, also what has to be. */
final class KeepingCache implements Cache {

  private final Map<Object, Object> entries = new HashMap<>();

  // The interface, which knows no nullness, promises null for what is not there.
  @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
  @Override
  public <K, V> @Nullable V get(K key) {
    return (V) entries.get(key);
  }

  @Override
  public void put(Object key, Object value) {
    entries.put(key, value);
  }

  @Override
  public boolean remove(Object key) {
    return false;
  }

  private static UnsupportedOperationException unused() {
    return new UnsupportedOperationException("the command side is not known to do this");
  }

  @Override
  public boolean putIfAbsent(Object key, Object value) {
    throw unused();
  }

  @Override
  public <T> T computeIfAbsent(Object key, Supplier<T> value) {
    throw unused();
  }

  @Override
  public void removeAll() {
    throw unused();
  }

  @Override
  public boolean containsKey(Object key) {
    throw unused();
  }

  @Override
  public Registration registerCacheEntryListener(EntryListener listener) {
    throw unused();
  }

  @Override
  public <V> void computeIfPresent(Object key, UnaryOperator<V> change) {
    throw unused();
  }
}
