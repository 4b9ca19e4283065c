package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import io.minutebook.event.Ticket;
import io.minutebook.minutes.ActionStatus;
import io.minutebook.minutes.Content;
import io.minutebook.query.view.EntryLists.Ways;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The action items: in the minutes that they stand in, and over their lives. */
public final class ActionsView {

  /** How many lives are looked at together, at most. */
  private static final int CHUNK = 200;

  /** After so many lives a page is given as it is. */
  private static final int MOST = 1_000;

  /** How many more lives are looked at than most likely suffice. */
  private static final int SPARE = 5;

  /**
   * As {@link ActionLife} has it; by its name, the tenth meeting of a day came before the second.
   */
  private static final Comparator<Document> BY_MEETING =
      Comparator.comparing((Document item) -> item.getString("date"))
          .thenComparing(item -> MeetingId.ofStream(item.getString("stream")));

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
      Due due,
      @Nullable Boolean open) {

    private List<Bson> conditions() {
      List<Bson> conditions = actions(series, owner, ticket, statuses(status, open));
      if (meeting != null) {
        conditions.add(eq("stream", meeting.stream()));
      }
      return conditions;
    }

    private boolean isOfAllSeries() {
      return series == null && meeting == null;
    }

    private boolean matches(ActionItem action) {
      return due.includes(action.due())
          && (owner == null
              || action.owners().stream().anyMatch(owner.in(action.meeting().series())));
    }
  }

  /**
   * When something is due; null: whenever, or never.
   *
   * @param from on this day or later
   * @param before before this day
   */
  public record Due(@Nullable LocalDate from, @Nullable LocalDate before) {

    /** Also what is due on no day. */
    public static final Due WHENEVER = new Due(null, null);

    /** What documents of such actions are like. */
    List<Bson> conditions() {
      List<Bson> conditions = new ArrayList<>();
      if (from != null) {
        conditions.add(gte("due", from.toString()));
      }
      if (before != null) {
        conditions.add(lt("due", before.toString()));
      }
      return conditions;
    }

    private boolean includes(@Nullable LocalDate due) {
      return (from == null || (due != null && !due.isBefore(from)))
          && (before == null || (due != null && due.isBefore(before)));
    }
  }

  /** Action items in the order of the meetings' names and of their minutes. */
  public Page<ActionItem> actions(Filter filter, AsOf asOf, Page.Wanted wanted) {
    List<ActionStatus> statuses = statuses(filter.status(), filter.open());
    if (statuses.isEmpty()) {
      // along a named index there are engines that would read all of it for no statuses
      return Page.of(Collections.emptyIterator(), wanted);
    }
    List<Bson> conditions = filter.conditions();
    Function<EntryVersion, List<ActionItem>> reader =
        version -> {
          ActionItem item = item(version);
          return filter.matches(item) ? List.of(item) : List.of();
        };
    EntryLists lists = entries.lists();
    boolean isOfSome = filter.owner() != null || filter.ticket() != null;
    if (!filter.isOfAllSeries() || (isOfSome && !asOf.isHistory())) {
      return lists.list(conditions, asOf, reader, wanted);
    }
    if (isOfSome) {
      return filter.ticket() == null
          ? lists.listOfThePast(
              Ways.OF_A_PERSON,
              actions(null, null, null, statuses),
              filter.owner(),
              asOf,
              reader,
              wanted)
          : lists.listOfThePast(Ways.OF_A_TICKET, conditions, null, asOf, reader, wanted);
    }
    if (filter.due().equals(Due.WHENEVER)) {
      Bson index = isOfSome(statuses) ? EntriesView.OF_A_STATUS : EntriesView.OF_A_KIND;
      return lists.listOfAKind(index, conditions, asOf, reader, wanted);
    }
    conditions.addAll(filter.due().conditions());
    List<Bson> ofFew = filter.due().conditions();
    withStatus(ofFew, statuses);
    return lists.list(Ways.OF_DUE_DAYS, ofFew, conditions, asOf, reader, wanted);
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
    withStatus(conditions, statuses);
    return conditions;
  }

  private static void withStatus(List<Bson> conditions, List<ActionStatus> statuses) {
    if (isOfSome(statuses)) {
      conditions.add(in("status", statuses.stream().map(ActionStatus::name).toList()));
    }
  }

  private static boolean isOfSome(List<ActionStatus> statuses) {
    return statuses.size() < ActionStatus.values().length;
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
      Due due,
      @Nullable Boolean open) {

    /** Of all series, of everybody. */
    boolean isOfDueDays() {
      return series == null && owner == null && ticket == null && !due.equals(Due.WHENEVER);
    }

    /** Of all series, of somebody or of a ticket. */
    boolean isOfSome() {
      return series == null && (owner != null || ticket != null);
    }

    /** Whether the last item of a wanted life is open. */
    boolean mustBeOpen() {
      return Boolean.TRUE.equals(open) || (status != null && status.isOpen());
    }

    /** Of the lives that somebody once had about a third are others' by now. */
    private int toLookAtFirst(int missing) {
      return owner == null ? missing : missing + Math.ceilDiv(missing, 2);
    }

    private boolean matches(ActionLife life) {
      ActionItem now = life.last();
      return (owner == null || now.owners().stream().anyMatch(owner.in(now.meeting().series())))
          && (status == null || life.status() == status)
          && (ticket == null || now.tickets().contains(ticket.key()))
          && due.includes(now.due())
          && (open == null || life.status().isOpen() == open);
    }
  }

  /**
   * The lives of actions, each over all meetings that were not called off, in the order of their
   * roots. A life is kept within its series. A page may have less than are wanted, or none, and yet
   * say that it can be gone on from its end: when many were looked at for it.
   */
  public Page<ActionLife> lives(LifeFilter filter, AsOf asOf, Page.Wanted wanted) {
    String after = wanted.after().map(ActionsView::root).map(EntryKeys::rootKey).orElse("");
    LifeRoots roots = new LifeRoots(entries, filter, asOf, after);
    List<Page.Edge<ActionLife>> edges = new ArrayList<>();
    int looked = 0;
    Optional<String> end = Optional.empty();
    while (edges.size() <= wanted.first() && looked < Math.max(MOST, wanted.first() + 1)) {
      int missing = wanted.first() + 1 - edges.size();
      int likely =
          looked == 0 ? filter.toLookAtFirst(missing) : toLookAt(missing, edges.size(), looked);
      List<String> some = roots.next(Math.min(likely, CHUNK));
      if (some.isEmpty()) {
        end = roots.goOn();
        break;
      }
      lives(filter.series(), some, asOf).stream()
          .filter(filter::matches)
          .sorted(Comparator.comparing(life -> EntryKeys.rootKey(life.root())))
          .map(life -> new Page.Edge<>(life.root().toString(), life))
          .forEach(edges::add);
      looked += some.size();
      end = Optional.of(some.getLast());
    }
    return Page.of(edges, wanted, end.map(root -> EntryKeys.root(root).toString()));
  }

  /**
   * How many lives to look at for those that are missing, if as large a part of them is wanted as
   * of those before. Some too many cost less than asking once more for a few that are left.
   */
  private static int toLookAt(int missing, int found, int looked) {
    long suffice = Math.ceilDiv((long) missing * looked, Math.max(1, found)) + SPARE;
    return Math.clamp(suffice, 1, CHUNK);
  }

  /** The later of two items of one action; of two in the same minutes, one that is open. */
  static Document later(Document one, Document other) {
    return BY_MEETING.thenComparing(ActionsView::isOpen).compare(one, other) < 0 ? other : one;
  }

  static boolean isOpen(Document item) {
    return ActionStatus.valueOf(item.getString("status")).isOpen();
  }

  private List<ActionLife> lives(@Nullable SeriesId series, Collection<String> roots, AsOf asOf) {
    if (roots.isEmpty()) {
      return List.of();
    }
    List<Bson> conditions =
        new ArrayList<>(List.of(eq("kind", "action"), in("root", roots), EntriesView.areHeld()));
    if (series != null) {
      conditions.add(eq("series", series.slug()));
    }
    return lives(conditions, asOf);
  }

  /**
   * What a life has come to.
   *
   * @param since the day of the meeting that first assigned it
   * @param last the day of the last minutes that have it
   */
  record LifeNow(LocalDate since, LocalDate last, ActionStatus status, List<PersonLabel> owners) {

    private static LifeNow of(ActionLife life) {
      return new LifeNow(life.since(), life.last().date(), life.status(), life.last().owners());
    }
  }

  /**
   * What the lives of a series have come to that were going on at some time between two days. Of
   * each only the last item is read in full: in whatever state that is, so is the life.
   *
   * @param from null: from the beginning
   * @param to null: to the end
   */
  List<LifeNow> livesNow(
      SeriesId series, @Nullable LocalDate from, @Nullable LocalDate to, AsOf asOf) {
    SortedMap<String, List<Document>> items =
        entries
            .find(
                List.of(eq("kind", "action"), eq("series", series.slug()), EntriesView.areHeld()),
                asOf)
            .projection(fields(include("root", "date", "stream", "status", "content"), excludeId()))
            .batchSize(EntriesView.BATCH)
            .into(new ArrayList<>())
            .stream()
            .collect(
                Collectors.groupingBy(
                    item -> item.getString("root"), TreeMap::new, Collectors.toList()));
    List<LifeNow> lives = new ArrayList<>();
    items.forEach(
        (root, all) -> {
          LocalDate since = since(root, all);
          Document last = Collections.max(all, BY_MEETING);
          LocalDate day = LocalDate.parse(last.getString("date"));
          if ((from != null && day.isBefore(from)) || (to != null && since.isAfter(to))) {
            return;
          }
          boolean isOneOfSeveral =
              all.stream().filter(item -> BY_MEETING.compare(item, last) == 0).count() > 1;
          if (isOneOfSeveral) {
            lives(series, Set.of(root), asOf).stream().map(LifeNow::of).forEach(lives::add);
          } else {
            lives.add(
                new LifeNow(
                    since, day, ActionStatus.valueOf(last.getString("status")), owners(last)));
          }
        });
    return lives;
  }

  private static LocalDate since(String root, List<Document> items) {
    MeetingId first = MeetingId.parse(root.substring(0, root.indexOf('#')));
    return items.stream()
        .filter(item -> item.getString("stream").equals(first.stream()))
        .map(item -> LocalDate.parse(item.getString("date")))
        .findFirst()
        .orElse(first.date());
  }

  private static List<PersonLabel> owners(Document item) {
    return EntryKeys.people(StateJson.read(item.getString("content"), Content.class));
  }

  private List<ActionLife> lives(List<Bson> conditions, AsOf asOf) {
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
