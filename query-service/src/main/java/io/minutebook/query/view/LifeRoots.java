package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;

import io.minutebook.event.SeriesId;
import io.minutebook.minutes.ActionStatus;
import java.time.LocalDate;
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
 * those that are. They are seen along indexes, mostly without reading an item.
 */
final class LifeRoots {

  /** For how many roots, at most, items are read in their order together; they may be of more. */
  private static final int MOST = 1_000;

  /** How many lives that had an open item are looked at for one that is open; most are done. */
  private static final int FOR_ONE_OPEN = 2;

  /** After so many roots that were looked at, no more are for the page. */
  private static final int ENOUGH = 2_000;

  /** So many items are put in order sooner than they are looked for in their order. */
  private static final int FEW = 1_000;

  private static final int FEW_OF_DUE_DAYS = 8_000;

  /** How many items are read for a root, about. */
  private static final int ITEMS = 3;

  private static final Bson ROOT = fields(include("root"), excludeId());

  private static final List<String> OPEN =
      Arrays.stream(ActionStatus.values())
          .filter(ActionStatus::isOpen)
          .map(ActionStatus::name)
          .toList();

  private final EntriesView entries;
  private final ActionsView.LifeFilter filter;
  private final AsOf asOf;
  private final Deque<String> found = new ArrayDeque<>();
  private String last;
  private int reads;
  private int looked;
  private boolean isAtEnd;

  /** After which there were no minutes; of use only for all series as of the past. */
  private final LocalDate lastDay;

  /** Of all series as of the past; null: they are read in their order. */
  private final @Nullable SeriesWalk walk;

  /** Those that were found already; null: they are read in their order, a few each time. */
  private final @Nullable Deque<String> seen;

  /**
   * Those behind one.
   *
   * @param after the key of a root; empty: all
   */
  LifeRoots(EntriesView entries, ActionsView.LifeFilter filter, AsOf asOf, String after) {
    this.entries = entries;
    this.filter = filter;
    this.asOf = asOf;
    this.last = after;
    this.lastDay =
        filter.series() == null && asOf.isHistory() ? entries.lastDay(asOf) : LastDay.LAST_OF_ALL;
    Optional<Deque<String>> few = few();
    boolean isWalk = filter.series() == null && asOf.isHistory() && few.isEmpty();
    this.walk = isWalk ? new SeriesWalk(entries, way(), asOf, lastDay, after) : null;
    this.seen = few.orElse(isWalk ? new ArrayDeque<>() : null);
  }

  private SeriesWalk.Way way() {
    List<Bson> actions = ofActions(items());
    actions.add(gt("root", last));
    if (filter.isOfDueDays()) {
      actions.addAll(filter.due().conditions());
    }
    return filter.owner() == null && filter.ticket() == null
        ? new SeriesWalk.Way(EntriesView.OF_A_KIND_BY_DAY, "", "", actions, null, ROOT)
        : new SeriesWalk.Way(index(), "root", "", actions, filter.owner(), ROOT);
  }

  private Optional<Deque<String>> few() {
    List<Bson> items = itemsOfOwner();
    if (filter.isOfDueDays()) {
      // only actions have a day on which they are due: the index on these has no kinds
      items.addAll(filter.due().conditions());
      return few(EntriesView.DUE, FEW_OF_DUE_DAYS, items);
    }
    if (filter.isOfSome() && asOf.isHistory()) {
      List<Bson> actions = ofActions(items);
      actions.add(lte("date", lastDay.toString()));
      Bson index = filter.ticket() == null ? EntriesView.PEOPLE_BY_DAY : EntriesView.TICKETS_BY_DAY;
      // to count costs much less than to read: whoever is known everywhere has many
      return entries.lists().areAtMost(FEW, index, actions, asOf)
          ? few(index, FEW, actions)
          : Optional.empty();
    }
    return Optional.empty();
  }

  private Optional<Deque<String>> few(Bson index, int most, List<Bson> conditions) {
    return entries
        .lists()
        .few(index, most, conditions, asOf, ROOT)
        .map(items -> new ArrayDeque<>(behindLast(items)));
  }

  /** The roots of some items, in their order, that are behind the last one. */
  private List<String> behindLast(List<Document> items) {
    return items.stream()
        .map(item -> item.getString("root"))
        .filter(root -> root.compareTo(last) > 0)
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * Some of the next ones, at most so many; none: there are no more, or so many were looked at
   * without one that may be wanted that it is enough.
   */
  List<String> next(int most) {
    while (found.isEmpty() && !isAtEnd && looked < ENOUGH) {
      List<String> read = read(filter.mustBeOpen() ? FOR_ONE_OPEN * most : most);
      looked += read.size();
      found.addAll(filter.mustBeOpen() ? open(read) : read);
    }
    List<String> next = new ArrayList<>();
    while (next.size() < most && !found.isEmpty()) {
      next.add(found.remove());
    }
    return next;
  }

  /** The last one that was looked at, from which it can be gone on; empty: there are no more. */
  Optional<String> goOn() {
    return isAtEnd && found.isEmpty() ? Optional.empty() : Optional.of(last);
  }

  /** Some of the next roots, about so many. */
  private List<String> read(int most) {
    if (seen == null) {
      return readInOrder(most);
    }
    while (walk != null && seen.size() < most && walk.hasNext()) {
      // some items are of the same root
      seen.addAll(behindLast(walk.next(2 * (most - seen.size()))));
    }
    List<String> roots = new ArrayList<>();
    while (roots.size() < most && !seen.isEmpty()) {
      last = seen.remove();
      roots.add(last);
    }
    isAtEnd = seen.isEmpty() && (walk == null || !walk.hasNext());
    return roots;
  }

  /**
   * Along an index that has them in their order; more each time, since an action has many items
   * with the same root. They are asked for anew, which costs less than to keep a cursor and to give
   * it up.
   */
  private List<String> readInOrder(int most) {
    int limit = ITEMS * Math.min(most << Math.min(reads, 10), MOST);
    // also at the beginning: only documents that have a root are in the indexes
    List<Bson> items = ofActions(itemsOfOwner());
    items.add(gt("root", last));
    if (filter.isOfDueDays()) {
      items.addAll(filter.due().conditions());
    }
    List<String> roots = new ArrayList<>();
    int read = 0;
    for (Document item :
        entries
            .find(items, asOf)
            .projection(ROOT)
            .hint(index())
            .sort(ascending("root"))
            .limit(limit)
            .batchSize(limit)) {
      String root = item.getString("root");
      if (!root.equals(last)) {
        roots.add(root);
        last = root;
      }
      read++;
    }
    reads++;
    isAtEnd = read < limit;
    return roots;
  }

  /** What some item of a wanted life is like, but for whose it is; if open, its last item. */
  private List<Bson> items() {
    List<Bson> conditions = new ArrayList<>(List.of(EntriesView.areHeld()));
    if (filter.mustBeOpen()) {
      conditions.add(in("status", OPEN));
    }
    SeriesId series = filter.series();
    if (series != null) {
      // an action is carried over within its series, so that its root is there as well
      conditions.add(gt("root", series.slug() + "/"));
      conditions.add(lt("root", series.slug() + "0"));
    }
    if (filter.ticket() != null) {
      conditions.add(eq("tickets", filter.ticket().key()));
    }
    return conditions;
  }

  private List<Bson> itemsOfOwner() {
    List<Bson> conditions = items();
    if (filter.owner() != null) {
      conditions.add(in("people", filter.owner().keys()));
    }
    return conditions;
  }

  private static List<Bson> ofActions(List<Bson> items) {
    List<Bson> conditions = new ArrayList<>(items);
    conditions.add(eq("kind", "action"));
    return conditions;
  }

  /** Named, because what the engine finds to be best for one series may read all of another's. */
  private Bson index() {
    if (filter.ticket() != null) {
      return EntriesView.ACTIONS_OF_TICKETS;
    }
    return filter.owner() == null ? EntriesView.ACTIONS_BY_ROOT : EntriesView.ACTIONS_OF_PEOPLE;
  }

  /** Those of the roots whose last item is open, in the same order. */
  private List<String> open(List<String> roots) {
    if (roots.isEmpty()) {
      return roots;
    }
    List<Bson> conditions =
        new ArrayList<>(List.of(eq("kind", "action"), in("root", roots), EntriesView.areHeld()));
    if (filter.series() != null) {
      conditions.add(EntriesView.streamsOf(filter.series()));
    }
    Map<String, Document> lastItems = new HashMap<>();
    entries
        .find(conditions, asOf)
        .projection(fields(include("root", "date", "stream", "status"), excludeId()))
        .hint(EntriesView.ACTIONS_BY_ROOT)
        .batchSize(EntriesView.BATCH)
        .forEach(item -> lastItems.merge(item.getString("root"), item, ActionsView::later));
    return roots.stream()
        .filter(root -> lastItems.containsKey(root) && ActionsView.isOpen(lastItems.get(root)))
        .toList();
  }
}
