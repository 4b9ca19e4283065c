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
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The roots of the lives that may be wanted, in their order; of lives that are to be open, only of
 * those that are. They are seen along indexes, without reading an item.
 */
final class LifeRoots implements AutoCloseable {

  /** How many items are read at a time, at most; otherwise the second batch is of 16 MiB. */
  private static final int BATCH = 1_000;

  /** How many items are read for a life that is wanted, about; each has several, and some more. */
  private static final int ITEMS = 8;

  /** How many roots are looked at together, at most. */
  private static final int CHUNK = 200;

  /** How many lives that somebody had are looked at for one that is open; most are done. */
  private static final int FOR_ONE_OPEN = 2;

  private static final List<String> OPEN =
      Arrays.stream(ActionStatus.values())
          .filter(ActionStatus::isOpen)
          .map(ActionStatus::name)
          .toList();
  private static final Bson SEEN = fields(include("root", "date", "stream", "status"), excludeId());

  private final EntriesView entries;
  private final AsOf asOf;
  private final @Nullable SeriesId series;
  private final boolean mustBeOpen;
  private final boolean seesAllItems;
  private final MongoCursor<Document> cursor;
  private final Deque<String> found = new ArrayDeque<>();
  private @Nullable Document ahead;

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
    seesAllItems = filter.owner() == null && filter.ticket() == null;
    cursor =
        entries
            .find(candidates(filter, after), asOf)
            .projection(seesAllItems ? SEEN : fields(include("root"), excludeId()))
            .hint(index(filter))
            .sort(ascending("root"))
            .batchSize(Math.min(ITEMS * lives, BATCH))
            .iterator();
    ahead = readOne();
  }

  private @Nullable Document readOne() {
    return cursor.hasNext() ? cursor.next() : null;
  }

  /** What some item of a wanted life is like; of one that is to be open, its last item. */
  private List<Bson> candidates(ActionsView.LifeFilter filter, Optional<String> after) {
    List<Bson> conditions = new ArrayList<>();
    if (seesAllItems) {
      conditions.addAll(items());
    } else {
      conditions.addAll(List.of(eq("kind", "action"), EntriesView.areHeld()));
      if (mustBeOpen) {
        conditions.add(in("status", OPEN));
      }
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

  /** Where actions stand, in whatever state. */
  private List<Bson> items() {
    List<Bson> conditions = new ArrayList<>(List.of(eq("kind", "action"), EntriesView.areHeld()));
    if (series != null) {
      conditions.add(EntriesView.streamsOf(series));
    }
    return conditions;
  }

  /** Some of the next ones, at most so many; none: there are no more. */
  List<String> next(int most) {
    int chunk = mustBeOpen && !seesAllItems ? Math.min(FOR_ONE_OPEN * most, CHUNK) : most;
    // where others have to be asked for, those that were found are looked at first
    int enough = seesAllItems ? most : 1;
    while (found.size() < enough && ahead != null) {
      read(chunk).stream()
          .filter(item -> !mustBeOpen || ActionsView.isOpen(item))
          .map(item -> item.getString("root"))
          .forEach(found::add);
    }
    List<String> next = new ArrayList<>();
    while (next.size() < most && !found.isEmpty()) {
      next.add(found.remove());
    }
    return next;
  }

  /** An item of each of the next roots; the last one of each if the lives are to be open. */
  private Collection<Document> read(int most) {
    Map<String, Document> items = new TreeMap<>();
    while (ahead != null && (items.size() < most || items.containsKey(ahead.getString("root")))) {
      if (seesAllItems) {
        keepLater(items, ahead);
      } else {
        items.putIfAbsent(ahead.getString("root"), ahead);
      }
      ahead = readOne();
    }
    if (seesAllItems || !mustBeOpen) {
      return items.values();
    }
    List<Bson> conditions = items();
    conditions.add(in("root", items.keySet()));
    Map<String, Document> last = new TreeMap<>();
    entries
        .find(conditions, asOf)
        .projection(SEEN)
        .hint(EntriesView.ACTIONS_BY_ROOT)
        .batchSize(BATCH)
        .forEach(item -> keepLater(last, item));
    return last.values();
  }

  private static void keepLater(Map<String, Document> items, Document item) {
    items.merge(item.getString("root"), item, ActionsView::later);
  }

  @Override
  public void close() {
    cursor.close();
  }
}
