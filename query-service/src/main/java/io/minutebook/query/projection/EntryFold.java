package io.minutebook.query.projection;

import io.minutebook.event.EntryId;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.minutes.Outline;
import io.minutebook.query.projection.StreamState.OfMeeting;
import io.minutebook.query.view.EntryText;
import io.minutebook.query.view.EntryVersion;
import io.minutebook.query.view.EntryVersion.Bound;
import io.minutebook.query.view.EntryVersion.Facts;
import io.minutebook.query.view.Trail;
import io.minutebook.query.view.Trail.Standing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which versions of entries a command ends, and which ones it begins. */
final class EntryFold {

  private final OfMeeting state;
  private final LocalDate date;
  private final boolean held;
  private final Map<EntryId, Facts> facts = new LinkedHashMap<>();

  private EntryFold(OfMeeting state) {
    this.state = state;
    this.date = state.stored(null).date();
    this.held = state.minutes().status() != MeetingStatus.CANCELLED;
  }

  /**
   * The end of a command.
   *
   * @param before the state at the end of the command before
   * @param after the state after the last of the command's events
   */
  static StreamState.Settled settle(OfMeeting before, OfMeeting after, Bound end) {
    Map<String, Standing> standing = before.trail().standing();
    Map<EntryId, Facts> then = new EntryFold(before).facts(standing);
    Map<EntryId, Facts> now =
        new EntryFold(after).facts(placed(after.minutes().outline(), standing));
    Map<String, Standing> standingNow = HashMap.newHashMap(now.size());
    List<EntryVersion> begun = new ArrayList<>();
    List<StreamState.Ended> ended = new ArrayList<>();
    now.forEach(
        (entry, facts) -> {
          Standing known = standing.get(entry.value());
          if (known != null && facts.equals(then.get(entry))) {
            standingNow.put(entry.value(), known);
            return;
          }
          standingNow.put(entry.value(), new Standing(end.version(), facts.place()));
          begun.add(new EntryVersion(after.meeting(), entry, facts, end, null));
          if (known != null) {
            ended.add(ended(after, entry, known, end));
          }
        });
    then.keySet().stream()
        .filter(entry -> !now.containsKey(entry))
        .forEach(
            entry -> {
              Standing known = standing.get(entry.value());
              if (known != null) {
                ended.add(ended(after, entry, known, end));
              }
            });
    return new StreamState.Settled(
        after.with(after.trail().withStanding(standingNow)), begun, ended);
  }

  private static StreamState.Ended ended(
      OfMeeting after, EntryId entry, Standing known, Bound end) {
    return new StreamState.Ended(EntryVersion.id(after.stream(), entry, known.version()), end);
  }

  /** Where each entry stands now; what has not moved keeps its place. */
  private static Map<String, Standing> placed(Outline outline, Map<String, Standing> before) {
    List<Entry> order = outline.inOrder();
    long[] places = new long[order.size()];
    for (int i = 0; i < places.length; i++) {
      Standing known = before.get(order.get(i).id().value());
      places[i] = known == null ? DocumentPlaces.NONE : known.place();
    }
    long[] after = DocumentPlaces.after(places);
    Map<String, Standing> placed = HashMap.newHashMap(after.length);
    for (int i = 0; i < after.length; i++) {
      placed.put(order.get(i).id().value(), new Standing(0, after[i]));
    }
    return placed;
  }

  private Map<EntryId, Facts> facts(Map<String, Standing> standing) {
    walk(state.minutes().outline().childrenOf(null), List.of(), null, standing);
    return facts;
  }

  private void walk(
      List<EntryId> entries,
      List<String> sections,
      @Nullable String above,
      Map<String, Standing> standing) {
    Trail trail = state.trail();
    for (EntryId id : entries) {
      Entry entry = state.minutes().outline().get(id);
      Standing place = standing.get(id.value());
      facts.put(
          id,
          new Facts(
              date,
              held,
              place == null ? DocumentPlaces.NONE : place.place(),
              sections,
              above,
              entry.content(),
              entry.content() instanceof Content.Action ? trail.stepsOf(id.value()) : List.of()));
      if (!entry.children().isEmpty()) {
        walk(entry.children(), under(entry.content(), sections), above(entry.content()), standing);
      }
    }
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
}
