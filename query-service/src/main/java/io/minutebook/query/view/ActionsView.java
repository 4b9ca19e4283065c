package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoCursor;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import io.minutebook.event.Ticket;
import io.minutebook.minutes.ActionStatus;
import io.minutebook.minutes.Content;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The action items: in the minutes that they stand in, and over their lives. */
public final class ActionsView {

  /** How many items are read at a time to find lives; otherwise the second batch is of 16 MiB. */
  private static final int BATCH = 1000;

  /** How many lives are looked at together, at most. */
  private static final int CHUNK = 200;

  private final EntriesView entries;

  ActionsView(EntriesView entries) {
    this.entries = entries;
  }

  /** Which actions are wanted; null: whatever it is. */
  public record Filter(
      @Nullable SeriesId series,
      People.@Nullable Who owner,
      @Nullable ActionStatus status,
      @Nullable Ticket ticket,
      @Nullable MeetingId meeting,
      @Nullable Boolean open) {

    private List<Bson> conditions() {
      List<Bson> conditions = actions(series, owner, ticket, statuses(status, open));
      if (meeting != null) {
        conditions.add(eq("stream", meeting.stream()));
      }
      return conditions;
    }

    private boolean matches(ActionItem action) {
      return owner == null
          || action.owners().stream().anyMatch(owner.in(action.meeting().series()));
    }
  }

  /** Action items in the order of the meetings' names and of their minutes. */
  public Page<ActionItem> actions(Filter filter, AsOf asOf, Page.Wanted wanted) {
    return entries.list(
        filter.conditions(),
        asOf,
        version -> {
          ActionItem item = item(version);
          return filter.matches(item) ? List.of(item) : List.of();
        },
        wanted);
  }

  private static List<Bson> actions(
      @Nullable SeriesId series,
      People.@Nullable Who owner,
      @Nullable Ticket ticket,
      List<ActionStatus> statuses) {
    List<Bson> conditions = new ArrayList<>(List.of(eq("kind", "action")));
    if (series != null) {
      conditions.add(EntriesView.inSeries(series));
    }
    if (owner != null) {
      conditions.add(in("people", owner.keys()));
    }
    if (ticket != null) {
      conditions.add(eq("tickets", ticket.key()));
    }
    if (statuses.size() < ActionStatus.values().length) {
      conditions.add(in("status", statuses.stream().map(ActionStatus::name).toList()));
    }
    return conditions;
  }

  /** The statuses that are wanted; none may be left. */
  private static List<ActionStatus> statuses(
      @Nullable ActionStatus status, @Nullable Boolean open) {
    return Arrays.stream(ActionStatus.values())
        .filter(each -> status == null || each == status)
        .filter(each -> open == null || each.isOpen() == open)
        .toList();
  }

  private static ActionItem item(EntryVersion version) {
    if (version.facts().content() instanceof Content.Action action) {
      return ActionItem.of(version, action);
    }
    throw new IllegalStateException(version.id() + " is not an action");
  }

  /** Which lives are wanted; null: whatever it is. All but the series is as of the moment. */
  public record LifeFilter(
      @Nullable SeriesId series,
      People.@Nullable Who owner,
      @Nullable ActionStatus status,
      @Nullable Ticket ticket,
      @Nullable LocalDate dueBefore,
      @Nullable Boolean open) {

    /**
     * What some item of a wanted life is like. Where a life is to be open its last item is; one
     * that was completed may have been open again since, under another item.
     */
    private List<Bson> candidates() {
      boolean mustBeOpen = Boolean.TRUE.equals(open) || (status != null && status.isOpen());
      List<Bson> conditions =
          actions(series, owner, ticket, statuses(null, mustBeOpen ? Boolean.TRUE : null));
      conditions.add(EntriesView.areHeld());
      return conditions;
    }

    private boolean matches(ActionLife life) {
      ActionItem now = life.last();
      return (owner == null || now.owners().stream().anyMatch(owner.in(now.meeting().series())))
          && (status == null || life.status() == status)
          && (ticket == null || now.tickets().contains(ticket.key()))
          && (dueBefore == null || (now.due() != null && now.due().isBefore(dueBefore)))
          && (open == null || life.status().isOpen() == open);
    }
  }

  /**
   * The lives of actions, each over all meetings that were not called off, in the order of their
   * roots. A life is kept within its series.
   */
  public Page<ActionLife> lives(LifeFilter filter, AsOf asOf, Page.Wanted wanted) {
    List<Bson> candidates = filter.candidates();
    wanted
        .after()
        .map(ActionsView::root)
        .ifPresent(after -> candidates.add(gt("root", EntryKeys.rootKey(after))));
    List<Page.Edge<ActionLife>> edges = new ArrayList<>();
    try (MongoCursor<Document> cursor =
        entries
            .find(candidates, asOf)
            .projection(fields(include("root"), excludeId()))
            .sort(ascending("root"))
            .batchSize(BATCH)
            .iterator()) {
      String last = "";
      int chunk = Math.min(wanted.first() + 1, CHUNK);
      while (edges.size() <= wanted.first()) {
        SequencedSet<String> roots = next(cursor, last, chunk);
        chunk = Math.min(2 * chunk, CHUNK);
        if (roots.isEmpty()) {
          break;
        }
        last = roots.getLast();
        lives(filter.series(), roots, asOf).stream()
            .filter(filter::matches)
            .map(life -> new Page.Edge<>(life.root().toString(), life))
            .forEach(edges::add);
      }
    }
    return Page.of(edges.iterator(), wanted);
  }

  /** The next roots after one; an action has many items with the same one. */
  private static SequencedSet<String> next(MongoCursor<Document> cursor, String last, int most) {
    SequencedSet<String> roots = new LinkedHashSet<>();
    while (roots.size() < most && cursor.hasNext()) {
      String root = cursor.next().getString("root");
      if (!root.equals(last)) {
        roots.add(root);
      }
    }
    return roots;
  }

  private List<ActionLife> lives(@Nullable SeriesId series, Set<String> roots, AsOf asOf) {
    List<Bson> conditions =
        new ArrayList<>(List.of(eq("kind", "action"), in("root", roots), EntriesView.areHeld()));
    if (series != null) {
      conditions.add(eq("series", series.slug()));
    }
    SortedMap<EntryAddress, List<ActionItem>> items = new TreeMap<>();
    entries.all(conditions, asOf).stream()
        .sorted(Comparator.comparingLong(version -> version.facts().place()))
        .forEach(
            version -> {
              ActionItem item = item(version);
              items.computeIfAbsent(item.root(), root -> new ArrayList<>()).add(item);
            });
    return items.entrySet().stream()
        .map(each -> ActionLife.of(each.getKey(), each.getValue()))
        .toList();
  }

  /** The life of one action; empty if there is none then. */
  public Optional<ActionLife> life(EntryAddress root, AsOf asOf) {
    return lives(null, Set.of(EntryKeys.rootKey(root)), asOf).stream().findFirst();
  }

  private static EntryAddress root(String key) {
    try {
      return EntryAddress.parse(key);
    } catch (IllegalArgumentException e) {
      throw new BadArgument("after", "this is not a cursor of this list");
    }
  }
}
