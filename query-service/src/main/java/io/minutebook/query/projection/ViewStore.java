package io.minutebook.query.projection;

import io.minutebook.query.view.Change;
import io.minutebook.query.view.LogPlace;
import io.minutebook.query.view.ParkedStreams.Parked;
import io.minutebook.query.view.Views;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the projection keeps what it makes of the log. Every method is one or a few requests that
 * have been answered, durably, when it returns, and throws a {@link RuntimeException} if one was
 * not; it may then have been carried out all the same, wholly or in part.
 */
public interface ViewStore {

  /** A state and where in the log it ends; no place before the first event. */
  record Placed(StreamState state, @Nullable LogPlace place) {}

  /** Whether no event was ever projected. */
  boolean isEmpty();

  /**
   * By stream, how far each was followed, such as is sure to stay: what the group's offsets pass by
   * because it is known may have been written by somebody else, who was not told yet that it is
   * durable. Streams of which nothing is known are left out.
   */
  Map<String, Placed> load(List<String> streams);

  /** Adds to the histories what is not there yet. */
  void addHistory(List<Change> changes);

  /** What commands changed in the lists, up to a state. */
  record Listed(Placed upTo, EntryChanges changes) {}

  /** Adds the versions of entries that are not there yet, and ends those that were ended. */
  void writeEntries(List<Listed> lists);

  /**
   * Replaces the streams' states, which tell how far each was followed, of each unless that is of a
   * newer version.
   */
  void replaceHeads(List<Placed> states);

  /**
   * Does all three. What tells how far a stream was followed comes last: until then all of it may
   * come again.
   *
   * @param lists one for each stream that was followed further, at least one
   */
  default void write(List<Change> changes, List<Listed> lists) {
    addHistory(changes);
    writeEntries(lists);
    replaceHeads(lists.stream().map(Listed::upTo).toList());
  }

  /** The streams that are not followed. */
  List<Parked> parked();

  void park(Parked stream);

  /** The stream is followed again. */
  void resume(String stream);

  /** Parked streams that somebody has asked to be tried again. */
  default List<Parked> askedFor() {
    return List.of();
  }

  /** A parked stream is being tried again, as was asked for. */
  default void retried(String stream) {}

  /** The views in MongoDB, of the generation that answers now if they are not of one alone. */
  static ViewStore of(Views views) {
    return new MongoViewStore(views);
  }
}
