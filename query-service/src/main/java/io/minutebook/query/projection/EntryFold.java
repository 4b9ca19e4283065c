package io.minutebook.query.projection;

import io.minutebook.event.EntryId;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.minutes.Outline;
import io.minutebook.query.projection.StreamState.OfMeeting;
import io.minutebook.query.view.ActionStep;
import io.minutebook.query.view.EntryText;
import io.minutebook.query.view.EntryVersion;
import io.minutebook.query.view.EntryVersion.Bound;
import io.minutebook.query.view.EntryVersion.Facts;
import io.minutebook.query.view.Standings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of entries a command ends, and which ones it begins. An entry is gone through as
 * it stands in the document; only of one that changed, or under something that changed, it is made
 * out what lists tell of it now.
 */
final class EntryFold {

  private final OfMeeting before;
  private final OfMeeting after;
  private final Bound end;
  private final String stream;
  private final LocalDate date;
  private final boolean isSameDay;
  private final boolean held;
  private final boolean stepsChanged;
  private final List<Visited> order = new ArrayList<>();
  private final List<EntryVersion> begun = new ArrayList<>();
  private final List<StreamState.Ended> ended = new ArrayList<>();

  private EntryFold(OfMeeting before, OfMeeting after, Bound end) {
    this.before = before;
    this.after = after;
    this.end = end;
    this.stream = after.stream();
    this.date = date(after);
    this.isSameDay = date.equals(date(before));
    this.held = isHeld(after);
    this.stepsChanged = !isSame(before.trail().actions(), after.trail().actions());
  }

  /**
   * An entry in the order of the document.
   *
   * @param above see {@link Facts}
   * @param changed whether it, or what it stands under, changed
   */
  private record Visited(
      Entry entry, List<String> sections, @Nullable String above, boolean changed) {}

  /**
   * The end of a command.
   *
   * @param before the state at the end of the command before
   * @param after the state after the last of the command's events
   */
  static StreamState.Settled settle(OfMeeting before, OfMeeting after, Bound end) {
    return new EntryFold(before, after, end).settle();
  }

  private StreamState.Settled settle() {
    boolean all = !isSameDay || held != isHeld(before);
    walk(after.minutes().outline().childrenOf(null), List.of(), null, all);
    Standings standing = before.trail().standing();
    Standings.Editor now = standing.edit(after.minutes().lastEntry());
    long[] places = places(standing);
    int known = 0;
    for (int i = 0; i < places.length; i++) {
      Visited visited = order.get(i);
      EntryId id = visited.entry().id();
      long version = standing.version(id);
      known += version == Standings.ABSENT ? 0 : 1;
      if (visited.changed() || standing.place(id) != places[i]) {
        if (version != Standings.ABSENT) {
          end(id, version);
        }
        begun.add(
            new EntryVersion(
                after.meeting(),
                id,
                facts(visited, places[i]),
                version == Standings.ABSENT ? null : saidBefore(id),
                end,
                null));
        now.set(id, end.version(), places[i]);
      }
    }
    if (known < before.minutes().outline().size()) {
      endWhatIsGone(standing, now);
    }
    return new StreamState.Settled(
        after.with(after.trail().withStanding(now.done())), begun, ended);
  }

  /** What an entry said on this day before the command; null: nothing. */
  private @Nullable Content saidBefore(EntryId entry) {
    return isSameDay
        ? before.minutes().outline().find(entry).map(Entry::content).orElse(null)
        : null;
  }

  private void endWhatIsGone(Standings standing, Standings.Editor now) {
    Outline outline = after.minutes().outline();
    for (Entry entry : before.minutes().outline().inOrder()) {
      if (outline.find(entry.id()).isEmpty()) {
        end(entry.id(), standing.version(entry.id()));
        now.remove(entry.id());
      }
    }
  }

  private void end(EntryId entry, long version) {
    ended.add(new StreamState.Ended(EntryVersion.id(stream, entry, version), end));
  }

  /** Where each entry stands now; what has not moved keeps its place. */
  private long[] places(Standings standing) {
    long[] places = new long[order.size()];
    boolean inOrder = true;
    for (int i = 0; i < places.length; i++) {
      places[i] = standing.place(order.get(i).entry().id());
      inOrder &= places[i] > (i == 0 ? 0 : places[i - 1]);
    }
    return inOrder ? places : DocumentPlaces.after(places);
  }

  private void walk(
      List<EntryId> entries, List<String> sections, @Nullable String above, boolean allChanged) {
    Outline outline = after.minutes().outline();
    for (EntryId id : entries) {
      Entry entry = outline.get(id);
      Entry was = before.minutes().outline().find(id).orElse(null);
      boolean same = isSame(was, entry);
      boolean moved = !same && (was == null || !Objects.equals(was.parent(), entry.parent()));
      boolean other = !same && (was == null || !Objects.equals(was.content(), entry.content()));
      order.add(
          new Visited(
              entry, sections, above, allChanged || moved || other || hasOtherSteps(entry)));
      if (!entry.children().isEmpty()) {
        Content content = entry.content();
        boolean otherName = was == null || (other && !isNamedAlike(was.content(), content));
        walk(
            entry.children(),
            under(content, sections),
            above(content),
            allChanged || moved || otherName);
      }
    }
  }

  /** Of what is the very same nothing needs to be compared: most of some minutes is. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(@Nullable Object was, Object is) {
    return was == is;
  }

  private boolean hasOtherSteps(Entry entry) {
    return stepsChanged
        && entry.content() instanceof Content.Action
        && !before
            .trail()
            .stepsOf(entry.id().value())
            .equals(after.trail().stepsOf(entry.id().value()));
  }

  private Facts facts(Visited visited, long place) {
    Content content = visited.entry().content();
    List<ActionStep> steps =
        content instanceof Content.Action
            ? after.trail().stepsOf(visited.entry().id().value())
            : List.of();
    return new Facts(date, held, place, visited.sections(), visited.above(), content, steps);
  }

  /** Whether what stands under an entry is told the same of both. */
  private static boolean isNamedAlike(Content was, Content is) {
    return under(was, List.of()).equals(under(is, List.of()))
        && Objects.equals(above(was), above(is));
  }

  private static List<String> under(Content content, List<String> sections) {
    if (!(content instanceof Content.Section(int level, String title))) {
      return sections;
    }
    List<String> titles = new ArrayList<>(sections);
    titles.add(title);
    return titles;
  }

  /** The item or the table's head that names what stands under it. */
  private static @Nullable String above(Content content) {
    return content instanceof Content.Note || content instanceof Content.Table
        ? EntryText.of(content)
        : null;
  }

  private static LocalDate date(OfMeeting state) {
    return state.stored(null).date();
  }

  private static boolean isHeld(OfMeeting state) {
    return state.minutes().status() != MeetingStatus.CANCELLED;
  }
}
