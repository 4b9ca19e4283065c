package io.minutebook.benchmark.crash;

import com.mongodb.MongoException;
import io.minutebook.log.Commit;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Whether all that is stored is published and seen by the views; nothing is stored any more. */
final class Settled implements BooleanSupplier {

  private final StoreReader store;
  private @Nullable Map<String, List<Commit>> streams;

  Settled(StoreReader store) {
    this.store = store;
  }

  @Override
  public boolean getAsBoolean() {
    try {
      if (store.pendingNow() > 0) {
        return false;
      }
      if (streams == null) {
        streams = store.streams();
      }
      Map<String, Long> viewed = store.viewed();
      return streams.values().stream()
          .map(List::getLast)
          .allMatch(last -> viewed.getOrDefault(last.stream(), -1L) == last.lastVersion());
    } catch (MongoException e) {
      return false;
    }
  }
}
