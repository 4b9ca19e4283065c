package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoCursor;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.ActionStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The roots of the lives that may be wanted, in their order; of lives that are to be open, only of
 * those that are. As things stand they are seen along indexes, without reading an item.
 */
final class LifeRoots implements AutoCloseable {

  /** How many items are read at a time, at most; otherwise the second batch is of 16 MiB. */
  private static final int BATCH = 1_000;

  /** How many items are read at a time, at least; fewer cost as much. */
  private static final int SMALL_BATCH = 200;

  /** How many items are read for a life that is wanted, about; each has several, and some more. */
  private static final int ITEMS = 6;

  /** How many roots are looked at together, at most. */
  private static final int CHUNK = 200;

  /** How many lives that had an open item are looked at for one that is open; most are done. */
  private static final int FOR_ONE_OPEN = 2;

  private static final List<String> OPEN =
      Arrays.stream(ActionStatus.values())
          .filter(ActionStatus::isOpen)
          .map(ActionStatus::name)
          .toList();

  private final EntriesView entries;
  private final AsOf asOf;
  private final @Nullable SeriesId series;
  private final boolean mustBeOpen;
  private final MongoCursor<Document> cursor;
  private final Deque<String> found = new ArrayDeque<>();
  private @Nullable String ahead;

  /**
   * Those behind one.
   *
   * @param after the key of a root; empty: all
   * @param lives how many are wanted, about
   */
  LifeRoots(
      EntriesView entries,
      ActionsView.LifeFilter filter,
      AsOf asOf,
      Optional<String> after,
      int lives) {
    this.entries = entries;
    this.asOf = asOf;
    series = filter.series();
    mustBeOpen = filter.mustBeOpen();
    cursor =
        entries
            .find(candidates(filter, after), asOf)
            .projection(fields(include("root"), excludeId()))
            .hint(index(filter))
            .sort(ascending("root"))
            .batchSize(Math.clamp((long) ITEMS * lives, SMALL_BATCH, BATCH))
            .iterator();
    ahead = readOne();
  }

  private @Nullable String readOne() {
    return cursor.hasNext() ? cursor.next().getString("root") : null;
  }

  /** What some item of a wanted life is like; of one that is to be open, its last item. */
  private List<Bson> candidates(ActionsView.LifeFilter filter, Optional<String> after) {
    List<Bson> conditions = new ArrayList<>(List.of(eq("kind", "action"), EntriesView.areHeld()));
    if (mustBeOpen) {
      conditions.add(in("status", OPEN));
    }
    // also where all are wanted: only documents that have a root are in the indexes
    conditions.add(gt("root", after.orElse("")));
    if (series != null) {
      // an action is carried over within its series, so that its root is there as well
      conditions.add(gt("root", series.slug() + "/"));
      conditions.add(lt("root", series.slug() + "0"));
    }
    if (filter.owner() != null) {
      conditions.add(in("people", filter.owner().keys()));
    }
    if (filter.ticket() != null) {
      conditions.add(eq("tickets", filter.ticket().key()));
    }
    return conditions;
  }

  /** Named, because what the engine finds to be best for one series may read all of another's. */
  private static Bson index(ActionsView.LifeFilter filter) {
    if (filter.ticket() != null) {
      return EntriesView.TICKETS_BY_MEETING;
    }
    return filter.owner() == null ? EntriesView.ACTIONS_BY_ROOT : EntriesView.ACTIONS_OF_PEOPLE;
  }

  /** Some of the next ones, at most so many; none: there are no more. */
  List<String> next(int most) {
    while (found.isEmpty() && ahead != null) {
      found.addAll(mustBeOpen ? open(read(Math.min(FOR_ONE_OPEN * most, CHUNK))) : read(most));
    }
    List<String> next = new ArrayList<>();
    while (next.size() < most && !found.isEmpty()) {
      next.add(found.remove());
    }
    return next;
  }

  /** The next roots; an action has many items with the same one. */
  private List<String> read(int most) {
    List<String> roots = new ArrayList<>();
    String last = "";
    while (ahead != null && (roots.size() < most || ahead.equals(last))) {
      if (!ahead.equals(last)) {
        roots.add(ahead);
        last = ahead;
      }
      ahead = readOne();
    }
    return roots;
  }

  /** Those of the roots whose last item is open, in the same order. */
  private List<String> open(List<String> roots) {
    List<Bson> conditions =
        new ArrayList<>(List.of(eq("kind", "action"), in("root", roots), EntriesView.areHeld()));
    if (series != null) {
      conditions.add(EntriesView.streamsOf(series));
    }
    Map<String, Document> last = new HashMap<>();
    entries
        .find(conditions, asOf)
        .projection(fields(include("root", "date", "stream", "status"), excludeId()))
        .hint(EntriesView.ACTIONS_BY_ROOT)
        .batchSize(BATCH)
        .forEach(item -> last.merge(item.getString("root"), item, ActionsView::later));
    return roots.stream()
        .filter(root -> last.containsKey(root) && ActionsView.isOpen(last.get(root)))
        .toList();
  }

  @Override
  public void close() {
    cursor.close();
  }
}
